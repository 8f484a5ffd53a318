/* SPDX-License-Identifier: MIT */
/* html - writes text into HTML. */
#ifndef CLI_HTML_H
#define CLI_HTML_H

#include "cli/out.h"

#define HTML_TEXT_MAX 100 /* columns of html_short() */

/* Hostile text, in an element or in a quoted attribute: no markup; control
 * characters and bidirectional formatting are escaped as for a terminal. */
void html_text(struct out *out, struct bs_str text);

/* The same of at most so many columns, or HTML_TEXT_MAX; cut text ends with an
 * ellipsis. */
void html_cut(struct out *out, struct bs_str text, size_t columns);
void html_short(struct out *out, struct bs_str text);

#endif
