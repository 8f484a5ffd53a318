/* SPDX-License-Identifier: MIT */
/* query - what 'explain' was asked: a code, or a reply that begins with one. */
#ifndef CLI_QUERY_H
#define CLI_QUERY_H

#include <stdbool.h>

#include "bouncestat/code.h"
#include "bouncestat/str.h"

struct query {
    struct bs_str text; /* as given, blanks around it taken off; borrowed */
    char code[4];       /* "550", or "" */
    struct bs_esc dsn;  /* cls 0: none; BS_ANY: X was given */
    struct bs_str rest; /* of the text, behind the codes */
};

/* Reads the codes at the start of text: "550", "5.1.1", "550 5.1.1 ...",
 * "550-5.1.1 ...". False if there is none. */
bool query_parse(struct query *query, struct bs_str text);

/* Is the text a basic code alone, or an enhanced code alone? */
bool query_is_basic(const char *text);
bool query_is_enhanced(const char *text);

#endif
