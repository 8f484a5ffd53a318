/* SPDX-License-Identifier: MIT */
/*
 * radix - sorts items by a number of 64 bits.
 *
 * Byte by byte from the lowest one; a byte that is the same in all keys, as
 * most are, costs nothing but its count.
 */
#include "tally/radix.h"

#include <string.h>

#define DIGITS 8
#define VALUES 256
#define FEW 48 /* from here on the counts pay for themselves */

static unsigned digit(uint64_t key, unsigned place)
{
    return (unsigned)(key >> 8 * place) & (VALUES - 1);
}

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

static void distribute(const struct bs_item *from, size_t count, unsigned place,
                       const size_t *amounts, struct bs_item *to)
{
    size_t next[VALUES];
    size_t sum = 0;

    for (size_t value = 0; value < VALUES; value++) {
        next[value] = sum;
        sum += amounts[value];
    }
    for (size_t i = 0; i < count; i++)
        to[next[digit(from[i].key, place)]++] = from[i];
}

void bs_radix_sort(struct bs_item *items, struct bs_item *spare, size_t count)
{
    size_t amounts[DIGITS][VALUES];
    struct bs_item *from = items;
    struct bs_item *to = spare;

    if (count < FEW) {
        insertion_sort(items, count);
        return;
    }
    memset(amounts, 0, sizeof amounts);
    for (size_t i = 0; i < count; i++)
        for (unsigned place = 0; place < DIGITS; place++)
            amounts[place][digit(items[i].key, place)]++;
    for (unsigned place = 0; place < DIGITS; place++) {
        struct bs_item *swap = from;

        if (amounts[place][digit(from[0].key, place)] == count)
            continue;
        distribute(from, count, place, amounts[place], to);
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}
