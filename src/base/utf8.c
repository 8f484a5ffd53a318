/* SPDX-License-Identifier: MIT */
/*
 * utf8 - RFC 3629: validate, decode, encode, replace bad bytes.
 *
 * Source   RFC 3629 section 4; Unicode 15.0 section 3.9, table 3-7 (the ranges
 *          of the second byte) and "U+FFFD Substitution of Maximal Subparts".
 */
#include "base/utf8.h"

#include <string.h>

size_t bs_utf8_ascii(const char *data, size_t len)
{
    const uint64_t high = 0x8080808080808080U;
    size_t i = 0;

    for (; i + sizeof(uint64_t) <= len; i += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, data + i, sizeof word);
        if ((word & high) != 0)
            break;
    }
    while (i < len && (unsigned char)data[i] < 0x80)
        i++;
    return i;
}

/* Bytes behind the first one, and the range of the second. */
static size_t
tail_of(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF)
        return 1;
    if (first >= 0xE0 && first <= 0xEF) {
        if (first == 0xE0)
            *low = 0xA0;
        if (first == 0xED)
            *high = 0x9F;
        return 2;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (first == 0xF0)
            *low = 0x90;
        if (first == 0xF4)
            *high = 0x8F;
        return 3;
    }
    return 0;
}

size_t bs_utf8_decode(uint32_t *out, const char *data, size_t len)
{
    unsigned char first = (unsigned char)data[0];
    unsigned char low;
    unsigned char high;
    size_t tail = tail_of(first, &low, &high);
    uint32_t value = first;

    if (first < 0x80) {
        *out = first;
        return 1;
    }
    *out = BS_UTF8_BAD;
    if (tail == 0)
        return 1;
    value &= 0x3FU >> tail;
    for (size_t i = 1; i <= tail; i++) {
        unsigned char next = i < len ? (unsigned char)data[i] : 0;

        if (next < low || next > high)
            return i;
        value = value << 6 | (next & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    *out = value;
    return tail + 1;
}

size_t bs_utf8_encode(char out[BS_UTF8_MAX], uint32_t character)
{
    static const unsigned char mark[] = {0, 0xC0, 0xE0, 0xF0};
    size_t tail = character < 0x80      ? 0
                  : character < 0x800   ? 1
                  : character < 0x10000 ? 2
                                        : 3;

    for (size_t i = tail; i > 0; i--) {
        out[i] = (char)(unsigned char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    out[0] = (char)(unsigned char)(mark[tail] | character);
    return tail + 1;
}

bool bs_utf8_valid(const char *data, size_t len)
{
    size_t i = bs_utf8_ascii(data, len);

    while (i < len) {
        uint32_t character;
        size_t used = bs_utf8_decode(&character, data + i, len - i);

        /* A genuine U+FFFD takes three bytes, beginning with EF BF. */
        if (character == BS_UTF8_BAD &&
            (used != 3 || memcmp(data + i, "\xEF\xBF\xBD", 3) != 0))
            return false;
        i += used;
        i += bs_utf8_ascii(data + i, len - i);
    }
    return true;
}

size_t bs_utf8_clean(char *out, size_t size, const char *data, size_t len)
{
    size_t total = 0;

    for (size_t i = 0; i < len;) {
        uint32_t character;
        char bytes[BS_UTF8_MAX];
        size_t count;

        i += bs_utf8_decode(&character, data + i, len - i);
        count = bs_utf8_encode(bytes, character);
        if (total + count <= size)
            memcpy(out + total, bytes, count);
        else
            size = total; /* nothing behind a gap */
        total += count;
    }
    return total;
}
