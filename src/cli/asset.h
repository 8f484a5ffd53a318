/* SPDX-License-Identifier: MIT */
/* asset - the files that the build put into the program, for HTML pages. */
#ifndef CLI_ASSET_H
#define CLI_ASSET_H

#include <stddef.h>

struct asset {
    const char *name; /* "src/cli/page.css" */
    const char *data; /* a NUL follows, not counted in size */
    size_t size;
    const char *sha256; /* in Base64, as a Content-Security-Policy has it */
};

extern const struct asset asset[]; /* in order of name */
extern const size_t asset_count;

/* NULL if the build had no such file: "chart.js" may be missing. */
const struct asset *asset_find(const char *name);

#endif
