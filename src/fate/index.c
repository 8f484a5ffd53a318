/* SPDX-License-Identifier: MIT */
/*
 * index - finds a number by a hash of 64 bits.
 *
 * Open addressing, at most half full. A removed key leaves no gap: what stands
 * behind it moves up.
 */
#include "fate/index.h"

#include "base/alloc.h"

#define SLOTS_MIN 64

static void
put(struct bs_index_slot *slots, size_t mask, const struct bs_index_slot *slot)
{
    size_t at = slot->key & mask;

    while (slots[at].key != 0)
        at = (at + 1) & mask;
    slots[at] = *slot;
}

bool bs_index_reserve(struct bs_index *index)
{
    size_t room = index->slots != NULL ? index->mask + 1 : 0;
    size_t more = room > 0 ? room * 2 : SLOTS_MIN;
    struct bs_index_slot *slots;

    if ((index->count + 1) * 2 <= room)
        return true;
    slots = bs_new(more, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < room; i++)
        if (index->slots[i].key != 0)
            put(slots, more - 1, &index->slots[i]);
    bs_free(index->slots);
    index->slots = slots;
    index->mask = more - 1;
    return true;
}

void bs_index_add(struct bs_index *index, uint64_t key, uint32_t value)
{
    put(index->slots, index->mask,
        &(struct bs_index_slot){.key = key, .value = value});
    index->count++;
}

void bs_index_remove(struct bs_index *index, uint64_t key)
{
    struct bs_index_slot *slots = index->slots;
    size_t hole = key & index->mask;

    if (bs_index_find(index, key) == BS_NONE)
        return;
    while (slots[hole].key != key)
        hole = (hole + 1) & index->mask;
    for (size_t at = (hole + 1) & index->mask; slots[at].key != 0;
         at = (at + 1) & index->mask) {
        size_t far = (at - slots[at].key) & index->mask; /* from its place */

        if (far < ((at - hole) & index->mask))
            continue;
        slots[hole] = slots[at];
        hole = at;
    }
    slots[hole].key = 0;
    index->count--;
}

void bs_index_clear(struct bs_index *index)
{
    bs_free(index->slots);
    *index = (struct bs_index){0};
}
