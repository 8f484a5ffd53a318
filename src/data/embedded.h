/* SPDX-License-Identifier: MIT */
/* embedded - the data files that the build put into the library. */
#ifndef DATA_EMBEDDED_H
#define DATA_EMBEDDED_H

#include <stddef.h>

struct bs_embedded {
    const char *name; /* "patterns/postfix.conf" */
    const char *data; /* a NUL follows, not counted in size */
    size_t size;
};

extern const struct bs_embedded bs_embedded[]; /* in order of name */
extern const size_t bs_embedded_count;

#endif
