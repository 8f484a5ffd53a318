/* SPDX-License-Identifier: MIT */
/* token - what a word of a masked reply is. Knows: base. */
#ifndef CLASSIFY_TOKEN_H
#define CLASSIFY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/str.h"

enum bs_token {
    BS_TOKEN_WORD, /* says the same to everybody: words, codes, "S3150" */
    BS_TOKEN_HOST,
    BS_TOKEN_IP,
    BS_TOKEN_ID,
    BS_TOKEN_NUMBER,
    BS_TOKEN_UNIT /* digits, then a word: "300s", "5-day" */
};

/* Letters, digits, '.', '-', '_', '+', '~', and the marks of bs_mask() that
 * stand within words. */
bool bs_token_has(char c);

/* The bytes of the token at the start of text, at least 1; what ends a sentence
 * is none of it. */
size_t bs_token_length(struct bs_str text);

enum bs_token bs_token_kind(struct bs_str token);

/* The bytes of "5.1.1" at the start of text; 0: it has none. */
size_t bs_token_dsn(struct bs_str text);

/* The same of an IPv6 address, masked in parts. */
size_t bs_token_ip6(struct bs_str text);

#endif
