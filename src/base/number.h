/* SPDX-License-Identifier: MIT */
/* number - decimal text → integer, checked. Knows: C only. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/* Eight bytes as a number, the first one being the lowest. */
static inline uint64_t bs_little(const char *data)
{
    uint64_t word;

    memcpy(&word, data, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Reads the digits at the start of text. Returns how many there are; 0 also
 * if the number is larger than max. */
size_t
bs_number_parse(uint64_t *out, uint64_t max, const char *text, size_t len);

#endif
