/* SPDX-License-Identifier: MIT */
/*
 * str - a slice: bytes that somebody else owns.
 *
 * Log text is never assumed to end with NUL, and may hold NUL and invalid
 * UTF-8. data == NULL means "none", which differs from the empty text.
 */
#ifndef BOUNCESTAT_STR_H
#define BOUNCESTAT_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/api.h"

#define BS_LINE_MAX 65536 /* bytes of a line; what is longer is cut */

struct bs_str {
    const char *data; /* NULL: none */
    size_t len;       /* bytes */
};

/* A slice of a string literal, and the arguments of "%.*s". */
#define BS_STR(literal) ((struct bs_str){(literal), sizeof(literal) - 1})
#define BS_ARG(s) (int)(s).len, (s).data != NULL ? (s).data : ""

/* The slice of a NUL-terminated text; NULL gives none. */
BS_API struct bs_str bs_str_of(const char *text);

/* Same bytes? None equals only none. */
BS_API bool bs_str_eq(struct bs_str a, struct bs_str b);

/*
 * Safe forms of hostile text. Each writes to out, which holds size bytes, at
 * most size - 1 bytes and a NUL, never half a character or half an escape,
 * and returns the length that the whole result would have. Invalid UTF-8
 * becomes U+FFFD.
 *
 * terminal: control characters (C0, DEL, C1) and bidirectional formatting
 *           become \xHH or \u{HHHH}.
 * json:     the inside of a JSON string (RFC 8259 section 7), without quotes.
 */
BS_API size_t bs_str_terminal(char *out, size_t size, struct bs_str text);
BS_API size_t bs_str_json(char *out, size_t size, struct bs_str text);

#endif
