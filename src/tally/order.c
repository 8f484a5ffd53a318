/* SPDX-License-Identifier: MIT */
/*
 * order - the names of a tally in order of their bytes.
 *
 * Their first eight bytes, read as a number, put nearly all names in place
 * without a look at the names themselves.
 *
 * Memory   32 bytes a name for a moment, and what qsort() wants where many
 *          names begin alike; that does without if there is none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "tally/names.h"
#include "tally/radix.h"

static uint64_t first_bytes(struct bs_str name)
{
    uint64_t key = 0;

    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | (i < name.len ? (unsigned char)name.data[i] : 0);
    return key;
}

static int compare(const void *left, const void *right)
{
    const uint32_t *a = ((const struct bs_item *)left)->record;
    const uint32_t *b = ((const struct bs_item *)right)->record;
    uint32_t a_len = a[BS_RECORD_LEN];
    uint32_t b_len = b[BS_RECORD_LEN];
    int order = memcmp(a + BS_RECORD_BYTES, b + BS_RECORD_BYTES,
                       a_len < b_len ? a_len : b_len);

    return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

static void sort_alike(struct bs_item *items, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && items[end].key == items[i].key;)
            end++;
        if (end - i > 1)
            qsort(items + i, end - i, sizeof *items, compare);
    }
}

bool bs_names_order(const struct bs_names *names, uint32_t *out)
{
    size_t count = names->count;
    struct bs_item *items = bs_new(count, 2 * sizeof *items);

    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        items[i].key = first_bytes(bs_names_get(names, (uint32_t)i + 1));
        items[i].record = names->words + names->by_number[i].start;
    }
    bs_radix_sort(items, items + count, count);
    sort_alike(items, count);
    for (size_t i = 0; i < count; i++)
        out[i] = items[i].record[BS_RECORD_NUMBER];
    bs_free(items);
    return true;
}
