/* SPDX-License-Identifier: MIT */
/* escape - undoes the escapes that a mail program writes. Knows: base. */
#ifndef PARSE_ESCAPE_H
#define PARSE_ESCAPE_H

#include "parse/rules.h"

struct bs_str
bs_unescape_all(char *out, struct bs_str text, enum bs_escapes escapes);

/*
 * Returns text as it was before it was logged: text itself, or a copy in
 * out, which has room for text.len bytes. Never longer than text, which may
 * stand in out.
 */
static inline struct bs_str
bs_unescape(char *out, struct bs_str text, enum bs_escapes escapes)
{
    return escapes == BS_ESCAPES_NONE ? text
                                      : bs_unescape_all(out, text, escapes);
}

/* The same for what stood in quotes: a backslash before one of \ and " goes. */
struct bs_str bs_unquote(char *out, struct bs_str text);

#endif
