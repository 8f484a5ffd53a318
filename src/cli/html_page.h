/* SPDX-License-Identifier: MIT */
/*
 * html_page - the HTML page around a report: one file that needs no other.
 *
 * Its policy lets nothing in but the style and the scripts that the build put
 * into the program, by their hashes: whatever a log says, no script of it runs.
 */
#ifndef CLI_HTML_PAGE_H
#define CLI_HTML_PAGE_H

#include "cli/out.h"

struct html_page {
    const char *lang;    /* "de" */
    struct bs_str title; /* text */
    struct bs_str body;  /* HTML */
    bool mail;           /* for a mail program: no scripts, no policy */
};

void html_page_print(const struct html_page *page, struct out *out);

/* Can a page draw charts? */
bool html_page_draws(void);

#endif
