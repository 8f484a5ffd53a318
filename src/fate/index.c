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

static void put(struct bs_index *index, struct bs_index_slot slot)
{
    size_t at = slot.key & index->mask;

    while (index->marks[at] != 0)
        at = (at + 1) & index->mask;
    index->slots[at] = slot;
    index->marks[at] = bs_index_mark(slot.key);
}

bool bs_index_reserve(struct bs_index *index)
{
    const struct bs_index old = *index;
    const size_t room = old.slots != NULL ? old.mask + 1 : 0;
    const size_t more = room > 0 ? room * 2 : SLOTS_MIN;
    struct bs_index_slot *slots;

    if ((old.count + 1) * 2 <= room)
        return true;
    slots = bs_new(more, sizeof *slots + sizeof *index->marks);
    if (slots == NULL)
        return false;
    index->slots = slots;
    index->marks = (uint8_t *)(slots + more);
    index->mask = more - 1;
    for (size_t i = 0; i < room; i++)
        if (old.marks[i] != 0)
            put(index, old.slots[i]);
    bs_free(old.slots);
    return true;
}

void bs_index_add(struct bs_index *index, uint64_t key, uint32_t value)
{
    put(index, (struct bs_index_slot){.key = key, .value = value});
    index->count++;
}

void bs_index_remove(struct bs_index *index, uint64_t key)
{
    struct bs_index_slot *slots = index->slots;
    uint8_t *marks = index->marks;
    size_t hole = key & index->mask;

    if (bs_index_find(index, key) == BS_NONE)
        return;
    while (slots[hole].key != key)
        hole = (hole + 1) & index->mask;
    for (size_t at = (hole + 1) & index->mask; marks[at] != 0;
         at = (at + 1) & index->mask) {
        size_t far = (at - slots[at].key) & index->mask; /* from its place */

        if (far < ((at - hole) & index->mask))
            continue;
        slots[hole] = slots[at];
        marks[hole] = marks[at];
        hole = at;
    }
    marks[hole] = 0;
    index->count--;
}

void bs_index_clear(struct bs_index *index)
{
    bs_free(index->slots);
    *index = (struct bs_index){0};
}
