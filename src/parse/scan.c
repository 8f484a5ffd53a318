/* SPDX-License-Identifier: MIT */
/*
 * scan - finds newlines and literals in a block, many bytes at a time.
 *
 * A needle is looked for by the two of its bytes that are rarest in mail logs,
 * both compared in 32 (AVX2) or 16 (SSE2) places at once; only where both
 * stand is the whole compared. The code for AVX2 is chosen at run time; other
 * processors use memchr().
 */
#include "parse/scan.h"

#include <string.h>

#include "base/number.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_X86 1
#include <immintrin.h>
#else
#define HAVE_X86 0
#endif

static bool without_avx2;

void bs_scan_without_avx2(bool without)
{
    without_avx2 = without;
}

/* How common a byte is in mail logs; larger is more common. */
static unsigned frequency(char c)
{
    static const char common[] = "e0t12ars=o.3n5i4-<>d/pml6c8,97:[]u ";
    const char *place = memchr(common, c, sizeof common - 1);

    if (place == NULL)
        return 1;
    return c == ' ' ? 100 : 64 - (unsigned)(place - common);
}

void bs_needle_init(struct bs_needle *needle, struct bs_str text)
{
    unsigned last = (unsigned)text.len - 1;
    char word[sizeof needle->word] = {0};

    memcpy(word, text.data, text.len < sizeof word ? text.len : sizeof word);
    *needle = (struct bs_needle){.text = text,
                                 .second = last,
                                 .word = bs_little(word),
                                 .care = text.len < sizeof word
                                             ? ((uint64_t)1 << text.len * 8) - 1
                                             : ~(uint64_t)0};
    for (unsigned i = 1; i <= last; i++)
        if (frequency(text.data[i]) < frequency(text.data[needle->rare]))
            needle->rare = i;
    if (needle->second == needle->rare)
        needle->second = 0;
    for (unsigned i = 0; i <= last; i++)
        if (i != needle->rare &&
            frequency(text.data[i]) < frequency(text.data[needle->second]))
            needle->second = i;
}

#if HAVE_X86

#define TOP (UINT64_C(1) << 63)
#define AVX2 __attribute__((target("avx2,bmi")))

/* Most needles are short: their bytes are compared as one number, for which
 * BS_SCAN_PAD leaves room. No call is made here, nor by who asks, for which
 * registers would have to be saved. */
__attribute__((always_inline)) static inline bool
stands_at(const struct bs_needle *needle, const char *text)
{
    size_t i = sizeof needle->word;

    if (((bs_little(text) ^ needle->word) & needle->care) != 0)
        return false;
    while (i < needle->text.len && text[i] == needle->text.data[i])
        i++;
    return i >= needle->text.len;
}

/* The first place of a mask where the needle stands and ends before end; end,
 * if it would end behind that; SIZE_MAX, if there is none. */
__attribute__((always_inline)) static inline size_t
verify(const struct bs_needle *needle, const char *data, size_t at,
       uint64_t mask, size_t end)
{
    for (; mask != 0; mask &= mask - 1) {
        const size_t place = at + (size_t)__builtin_ctzll(mask);

        if (stands_at(needle, data + place))
            return place + needle->text.len <= end ? place : end;
    }
    return SIZE_MAX;
}

__attribute__((always_inline)) AVX2 static inline __m256i
both(const struct bs_needle *needle, const char *at, __m256i rare,
     __m256i second)
{
    __m256i x = _mm256_loadu_si256((const void *)(at + needle->rare));
    __m256i y = _mm256_loadu_si256((const void *)(at + needle->second));

    return _mm256_and_si256(_mm256_cmpeq_epi8(x, rare),
                            _mm256_cmpeq_epi8(y, second));
}

AVX2 static uint64_t mask_of(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* The last 32 places are looked at alone, so that nothing behind BS_SCAN_PAD is
 * loaded. */
AVX2 static size_t find_avx2(const struct bs_needle *needle, const char *data,
                             size_t begin, size_t end)
{
    const __m256i rare = _mm256_set1_epi8(needle->text.data[needle->rare]);
    const __m256i second = _mm256_set1_epi8(needle->text.data[needle->second]);
    size_t place = SIZE_MAX;
    size_t i = begin;

    for (; i + 32 < end; i += 64) {
        const __m256i low = both(needle, data + i, rare, second);
        const __m256i high = both(needle, data + i + 32, rare, second);
        const __m256i any = _mm256_or_si256(low, high);

        if (_mm256_testz_si256(any, any))
            continue;
        place = verify(needle, data, i, mask_of(low, high), end);
        if (place != SIZE_MAX)
            return place;
    }
    if (i < end)
        place = verify(needle, data, i,
                       (uint32_t)_mm256_movemask_epi8(
                           both(needle, data + i, rare, second)),
                       end);
    return place != SIZE_MAX ? place : end;
}

/* Which of two needles stand at a place and end in the text. */
__attribute__((always_inline)) static inline uint32_t
which_of(const struct bs_needle *one, const struct bs_needle *other,
         struct bs_str text, size_t place)
{
    return (uint32_t)(stands_at(one, text.data + place) &&
                      place + one->text.len <= text.len) |
           (uint32_t)(stands_at(other, text.data + place) &&
                      place + other->text.len <= text.len)
               << 1;
}

/* Adds the hits of a mask, for which there is room; returns how many there are
 * then. */
__attribute__((always_inline)) static inline size_t
add_hits(const struct bs_needle *one, const struct bs_needle *other,
         struct bs_str text, size_t at, uint64_t mask, struct bs_hit *hits,
         size_t count)
{
    for (; mask != 0; mask &= mask - 1) {
        const size_t place = at + (size_t)__builtin_ctzll(mask);
        const uint32_t which = which_of(one, other, text, place);

        hits[count] = (struct bs_hit){(uint32_t)place, which};
        count += which != 0;
    }
    return count;
}

/* One pass for both; the last 32 places are looked at alone. */
AVX2 static size_t find_both_avx2(const struct bs_needle *one,
                                  const struct bs_needle *other,
                                  struct bs_str text, size_t begin,
                                  struct bs_hit *hits, size_t max)
{
    const __m256i rare1 = _mm256_set1_epi8(one->text.data[one->rare]);
    const __m256i second1 = _mm256_set1_epi8(one->text.data[one->second]);
    const __m256i rare2 = _mm256_set1_epi8(other->text.data[other->rare]);
    const __m256i second2 = _mm256_set1_epi8(other->text.data[other->second]);
    size_t count = 0;
    size_t i = begin;

    for (; i + 32 < text.len; i += 64) {
        const char *at = text.data + i;
        const __m256i low = _mm256_or_si256(both(one, at, rare1, second1),
                                            both(other, at, rare2, second2));
        const __m256i high =
            _mm256_or_si256(both(one, at + 32, rare1, second1),
                            both(other, at + 32, rare2, second2));
        const __m256i any = _mm256_or_si256(low, high);

        if (_mm256_testz_si256(any, any))
            continue;
        count = add_hits(one, other, text, i, mask_of(low, high), hits, count);
        if (count >= max)
            return count;
    }
    if (i < text.len)
        count = add_hits(one, other, text, i,
                         (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
                             both(one, text.data + i, rare1, second1),
                             both(other, text.data + i, rare2, second2))),
                         hits, count);
    return count;
}

static size_t find_sse2(const struct bs_needle *needle, const char *data,
                        size_t begin, size_t end)
{
    const char *text = needle->text.data;
    const __m128i a = _mm_set1_epi8(text[needle->rare]);
    const __m128i b = _mm_set1_epi8(text[needle->second]);

    for (size_t i = begin; i < end; i += 16) {
        const char *p = data + i;
        __m128i x = _mm_loadu_si128((const void *)(p + needle->rare));
        __m128i y = _mm_loadu_si128((const void *)(p + needle->second));
        __m128i both =
            _mm_and_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(y, b));
        const size_t place =
            verify(needle, data, i, (uint32_t)_mm_movemask_epi8(both), end);

        if (place != SIZE_MAX)
            return place;
    }
    return end;
}

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && !without_avx2;
}

size_t bs_needle_find(const struct bs_needle *needle, const char *data,
                      size_t begin, size_t end)
{
    return has_avx2() ? find_avx2(needle, data, begin, end)
                      : find_sse2(needle, data, begin, end);
}

/* The bits of a mask as places, of which there is room for one more at least.
 * Most masks have none or one bit: for those there is no branch, which would be
 * mispredicted for one line in two. */
__attribute__((always_inline)) static inline size_t
take(uint32_t *places, size_t count, size_t at, uint64_t mask)
{
    places[count] = (uint32_t)(at + (size_t)__builtin_ctzll(mask | TOP));
    count += mask != 0;
    for (mask &= mask - 1; mask != 0; mask &= mask - 1)
        places[count++] = (uint32_t)(at + (size_t)__builtin_ctzll(mask));
    return count;
}

AVX2 static uint64_t newlines_in(const char *data, size_t at, __m256i newline)
{
    const __m256i x = _mm256_loadu_si256((const void *)(data + at));
    const __m256i y = _mm256_loadu_si256((const void *)(data + at + 32));

    return mask_of(_mm256_cmpeq_epi8(x, newline),
                   _mm256_cmpeq_epi8(y, newline));
}

AVX2 static size_t newlines_avx2(const char *data, size_t begin, size_t end,
                                 uint32_t *places, size_t max)
{
    const __m256i newline = _mm256_set1_epi8('\n');
    size_t count = 0;
    size_t i = begin;

    for (; i + 64 <= end; i += 64) {
        count = take(places, count, i, newlines_in(data, i, newline));
        if (count >= max)
            return count;
    }
    if (i < end)
        count = take(places, count, i,
                     newlines_in(data, i, newline) &
                         (((uint64_t)1 << (end - i)) - 1));
    return count;
}

static size_t newlines_sse2(const char *data, size_t begin, size_t end,
                            uint32_t *places, size_t max)
{
    const __m128i newline = _mm_set1_epi8('\n');
    size_t count = 0;

    for (size_t i = begin; i < end && count < max; i += 16) {
        __m128i x = _mm_loadu_si128((const void *)(data + i));
        uint64_t mask = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, newline));

        if (end - i < 16)
            mask &= ((uint64_t)1 << (end - i)) - 1;
        count = take(places, count, i, mask);
    }
    return count;
}

size_t bs_scan_newlines(const char *data, size_t begin, size_t end,
                        uint32_t *places, size_t max)
{
    const size_t count = has_avx2()
                             ? newlines_avx2(data, begin, end, places, max)
                             : newlines_sse2(data, begin, end, places, max);

    return count < max ? count : max;
}

#else

size_t bs_needle_find(const struct bs_needle *needle, const char *data,
                      size_t begin, size_t end)
{
    const char *text = needle->text.data;
    size_t at = begin + needle->rare;
    size_t behind = needle->text.len - needle->rare; /* of the rare byte */

    while (at + behind <= end) {
        const char *hit = memchr(data + at, text[needle->rare], end - at);

        if (hit == NULL || (size_t)(hit - data) + behind > end)
            return end;
        if (memcmp(hit - needle->rare, text, needle->text.len) == 0)
            return (size_t)(hit - data) - needle->rare;
        at = (size_t)(hit - data) + 1;
    }
    return end;
}

size_t bs_scan_newlines(const char *data, size_t begin, size_t end,
                        uint32_t *places, size_t max)
{
    size_t count = 0;

    while (begin < end && count < max) {
        const char *hit = memchr(data + begin, '\n', end - begin);

        if (hit == NULL)
            break;
        places[count++] = (uint32_t)(hit - data);
        begin = (size_t)(hit - data) + 1;
    }
    return count;
}

#endif

/* A pass for each. */
static size_t find_each(const struct bs_needle *one,
                        const struct bs_needle *other, const char *data,
                        size_t begin, size_t end, struct bs_hit *hits,
                        size_t max)
{
    size_t first = bs_needle_find(one, data, begin, end);
    size_t second = bs_needle_find(other, data, begin, end);
    size_t count = 0;

    while (count < max && (first < end || second < end)) {
        const size_t place = first < second ? first : second;

        hits[count++] = (struct bs_hit){(uint32_t)place,
                                        (uint32_t)(first == place) |
                                            (uint32_t)(second == place) << 1};
        if (first == place)
            first = bs_needle_find(one, data, place + 1, end);
        if (second == place)
            second = bs_needle_find(other, data, place + 1, end);
    }
    return count;
}

size_t bs_needles_find(const struct bs_needle *one,
                       const struct bs_needle *other, const char *data,
                       size_t begin, size_t end, struct bs_hit *hits,
                       size_t max)
{
#if HAVE_X86
    if (has_avx2())
        return find_both_avx2(one, other, (struct bs_str){data, end}, begin,
                              hits, max);
#endif
    return find_each(one, other, data, begin, end, hits, max);
}
