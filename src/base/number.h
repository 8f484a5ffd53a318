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

/* Like memcmp(), without the call: for texts of some ten bytes. */
static inline bool bs_same_bytes(const char *a, const char *b, size_t len)
{
    uint32_t x[2];
    uint32_t y[2];
    size_t i = 0;

    if (len < sizeof *x)
        return len == 0 || memcmp(a, b, len) == 0;
    if (len < sizeof(uint64_t)) {
        memcpy(&x[0], a, sizeof *x);
        memcpy(&y[0], b, sizeof *y);
        memcpy(&x[1], a + len - sizeof *x, sizeof *x);
        memcpy(&y[1], b + len - sizeof *y, sizeof *y);
        return x[0] == y[0] && x[1] == y[1];
    }
    for (; i + sizeof(uint64_t) < len; i += sizeof(uint64_t))
        if (bs_little(a + i) != bs_little(b + i))
            return false;
    i = len - sizeof(uint64_t); /* the last eight may overlap those before */
    return bs_little(a + i) == bs_little(b + i);
}

/* Reads the digits at the start of text. Returns how many there are; 0 also
 * if the number is larger than max. */
size_t
bs_number_parse(uint64_t *out, uint64_t max, const char *text, size_t len);

#endif
