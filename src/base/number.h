/* SPDX-License-Identifier: MIT */
/* number - decimal text → integer, checked. Knows: C only. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ASCII, whatever the locale says. */
static inline bool bs_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool bs_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char bs_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Reads the digits at the start of text. Returns how many there are; 0 also
 * if the number is larger than max. */
size_t
bs_number_parse(uint64_t *out, uint64_t max, const char *text, size_t len);

#endif
