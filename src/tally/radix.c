/* SPDX-License-Identifier: MIT */
/*
 * radix - sorts items by a number of 64 bits.
 *
 * Digit by digit from the lowest one. A digit begins at a bit in which the keys
 * differ: the numbers here are small, and most bits are the same in all.
 */
#include "tally/radix.h"

#include <string.h>

#define DIGIT 10 /* bits */
#define VALUES ((size_t)1 << DIGIT)
#define FEW 48 /* from here on a pass pays for its counts */

static void insertion_sort(struct bs_item *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct bs_item item = items[i];
        size_t j = i;

        for (; j > 0 && items[j - 1].key > item.key; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

static size_t digit(const struct bs_item *item, unsigned shift)
{
    return (size_t)(item->key >> shift) & (VALUES - 1);
}

static void distribute(const struct bs_item *from, size_t count, unsigned shift,
                       struct bs_item *to)
{
    size_t next[VALUES] = {0};
    size_t sum = 0;

    for (size_t i = 0; i < count; i++)
        next[digit(&from[i], shift)]++;
    for (size_t value = 0; value < VALUES; value++) {
        size_t amount = next[value];

        next[value] = sum;
        sum += amount;
    }
    for (size_t i = 0; i < count; i++)
        to[next[digit(&from[i], shift)]++] = from[i];
}

static uint64_t differing_bits(const struct bs_item *items, size_t count)
{
    uint64_t bits = 0;

    for (size_t i = 1; i < count; i++)
        bits |= items[i].key ^ items[0].key;
    return bits;
}

void bs_radix_sort(struct bs_item *items, struct bs_item *spare, size_t count)
{
    struct bs_item *from = items;
    struct bs_item *to = spare;
    uint64_t bits;

    if (count < FEW) {
        insertion_sort(items, count);
        return;
    }
    bits = differing_bits(items, count);
    while (bits != 0) {
        unsigned shift = (unsigned)__builtin_ctzll(bits);
        struct bs_item *swap = from;

        distribute(from, count, shift, to);
        from = to;
        to = swap;
        bits &= ~((uint64_t)(VALUES - 1) << shift);
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}
