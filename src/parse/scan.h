/* SPDX-License-Identifier: MIT */
/*
 * scan - finds newlines and literals in a block, many bytes at a time.
 * Knows: base.
 *
 * BS_SCAN_PAD bytes behind every text given here must be readable; what they
 * hold is of no matter.
 */
#ifndef PARSE_SCAN_H
#define PARSE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "bouncestat/str.h"

#define BS_SCAN_PAD 64
#define BS_NEEDLE_MAX 32 /* bytes of a needle */

struct bs_needle {
    struct bs_str text;
    unsigned rare;   /* places of the two bytes that */
    unsigned second; /* logs have least often */
    uint64_t word;   /* the first eight bytes of text */
    uint64_t care;   /* and which bits of them count */
};

/* For tests: without is as if the processor had no AVX2. Not for several
 * threads. */
void bs_scan_without_avx2(bool without);

/* text has 1 to BS_NEEDLE_MAX bytes and must live as long as the needle. */
void bs_needle_init(struct bs_needle *needle, struct bs_str text);

/* Do they look for the same text? Only for short ones is it said. */
static inline bool
bs_needle_same(const struct bs_needle *one, const struct bs_needle *other)
{
    return one->word == other->word && one->text.len == other->text.len &&
           one->text.len <= sizeof one->word;
}

/* The first place of the needle in data from begin on that ends before end;
 * end, if there is none. */
size_t bs_needle_find(const struct bs_needle *needle, const char *data,
                      size_t begin, size_t end);

struct bs_hit { /* where needles stand */
    uint32_t place;
    uint32_t which; /* 1: the first of two, 2: the second, 3: both */
};

#define BS_SCAN_SPARE 63

/* The places of two needles, which may be the same one, in data from begin on,
 * in order; returns how many. At least max: there may be more. Fewer: no more of
 * them end before end. There is room for max + BS_SCAN_SPARE. */
size_t bs_needles_find(const struct bs_needle *one,
                       const struct bs_needle *other, const char *data,
                       size_t begin, size_t end, struct bs_hit *hits,
                       size_t max);

#define BS_SCAN_TAG 32

#if defined(__SSE2__)
/* A bit for each of 16 bytes that is '[', ':' or blank. */
static inline uint32_t bs_scan_tag_ends(const char *text)
{
    const __m128i x = _mm_loadu_si128((const void *)text);
    const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('[')),
                                      _mm_cmpeq_epi8(x, _mm_set1_epi8(':')));

    return (uint32_t)_mm_movemask_epi8(
        _mm_or_si128(hits, _mm_cmpeq_epi8(x, _mm_set1_epi8(' '))));
}
#endif

/* A bit for each of BS_SCAN_TAG bytes that is '[', ']', ':' or blank, and one
 * behind them. */
static inline uint64_t bs_scan_ends(const char *text)
{
    uint64_t ends = (uint64_t)1 << BS_SCAN_TAG;

#if defined(__SSE2__)
    const __m128i close = _mm_set1_epi8(']');
    const __m128i x = _mm_loadu_si128((const void *)text);
    const __m128i y = _mm_loadu_si128((const void *)(text + 16));

    ends |= bs_scan_tag_ends(text) |
            (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, close)) |
            (uint64_t)(bs_scan_tag_ends(text + 16) |
                       (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(y, close)))
                << 16;
#else
    for (size_t i = 0; i < BS_SCAN_TAG; i++)
        ends |= (uint64_t)(text[i] == '[' || text[i] == ']' || text[i] == ':' ||
                           text[i] == ' ')
                << i;
#endif
    return ends;
}

/* Where the first '[', ':' or blank stands in the BS_SCAN_TAG bytes from text
 * on; BS_SCAN_TAG, if none does. Inline: this is asked for each line, and not a
 * branch, for how long a tag is differs from line to line. */
static inline size_t bs_scan_tag(const char *text)
{
#if defined(__SSE2__)
    const uint64_t ends =
        bs_scan_tag_ends(text) | (uint64_t)bs_scan_tag_ends(text + 16) << 16;

    return (size_t)__builtin_ctzll(ends | (uint64_t)1 << BS_SCAN_TAG);
#else
    size_t i = 0;

    while (i < BS_SCAN_TAG && text[i] != '[' && text[i] != ':' &&
           text[i] != ' ')
        i++;
    return i;
#endif
}

/* The same, for what is mostly shorter than half of that. */
static inline size_t bs_scan_id(const char *text)
{
#if defined(__SSE2__)
    const uint32_t ends = bs_scan_tag_ends(text);

    if (ends != 0)
        return (size_t)__builtin_ctz(ends);
#endif
    return bs_scan_tag(text);
}

/* Where the first of two bytes stands; len, if neither does. Inline, for texts
 * of some ten bytes. */
static inline size_t
bs_scan_either(const char *text, size_t len, char one, char other)
{
#if defined(__SSE2__)
    for (size_t i = 0; i < len; i += 16) {
        const __m128i x = _mm_loadu_si128((const void *)(text + i));
        const __m128i hits =
            _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8(one)),
                         _mm_cmpeq_epi8(x, _mm_set1_epi8(other)));
        const uint32_t mask = (uint32_t)_mm_movemask_epi8(hits);

        if (mask != 0) {
            const size_t at = i + (size_t)__builtin_ctz(mask);

            return at < len ? at : len;
        }
    }
    return len;
#else
    size_t i = 0;

    while (i < len && text[i] != one && text[i] != other)
        i++;
    return i;
#endif
}

/* The places of at most max newlines in data from begin on, with room for
 * max + BS_SCAN_SPARE; returns how many were found. Fewer than max: there are
 * no more before end. */
size_t bs_scan_newlines(const char *data, size_t begin, size_t end,
                        uint32_t *places, size_t max);

#endif
