/* SPDX-License-Identifier: MIT */
/* index - finds a number by a hash of 64 bits. Knows: C only. */
#ifndef FATE_INDEX_H
#define FATE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BS_NONE UINT32_MAX

struct bs_index_slot {
    uint64_t key;
    uint32_t value;
};

/* Most keys that are asked for are not there, and the marks, which say so, are
 * few bytes that stay at hand. */
struct bs_index { /* starts zeroed */
    struct bs_index_slot *slots;
    uint8_t *marks; /* of the keys in the slots, in one block with them; 0:
                       empty */
    size_t mask;    /* slots - 1 */
    size_t count;
};

/* Makes room for one more. False: memory ran out. */
bool bs_index_reserve(struct bs_index *index);

/* Adds a key that is not there; room was made. Keys are good hashes, not 0. */
void bs_index_add(struct bs_index *index, uint64_t key, uint32_t value);

void bs_index_remove(struct bs_index *index, uint64_t key);

void bs_index_clear(struct bs_index *index);

/* Fetches memory ahead of bs_index_remove(). */
static inline void bs_index_fetch(const struct bs_index *index, uint64_t key)
{
    __builtin_prefetch(&index->slots[key & index->mask]);
}

/* Bits that do not choose the slot. */
static inline uint8_t bs_index_mark(uint64_t key)
{
    return (uint8_t)(key >> 56 | 1);
}

/* BS_NONE, if the key is not there. */
static inline uint32_t bs_index_find(const struct bs_index *index, uint64_t key)
{
    const uint8_t mark = bs_index_mark(key);
    size_t at = key & index->mask;

    if (index->count == 0)
        return BS_NONE;
    for (; index->marks[at] != 0; at = (at + 1) & index->mask)
        if (index->marks[at] == mark && index->slots[at].key == key)
            return index->slots[at].value;
    return BS_NONE;
}

#endif
