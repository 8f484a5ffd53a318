/* SPDX-License-Identifier: MIT */
/* form - how nearly all lines of a rule go, without a regex. Knows: base. */
#ifndef PARSE_FORM_H
#define PARSE_FORM_H

#include "parse/event.h"

/* Is the text, from the first to the last byte, of that form? Only then are its
 * values added to *captured. BS_SCAN_PAD bytes behind it are readable. */
bool bs_rule_form_read(const struct bs_rule_form *form, struct bs_str text,
                       struct bs_captured *captured);

#endif
