/* SPDX-License-Identifier: MIT */
/* index - finds a number by a hash of 64 bits. Knows: C only. */
#ifndef FATE_INDEX_H
#define FATE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BS_NONE UINT32_MAX

struct bs_index_slot {
    uint64_t key; /* 0: empty */
    uint32_t value;
};

struct bs_index { /* starts zeroed */
    struct bs_index_slot *slots;
    size_t mask; /* slots - 1 */
    size_t count;
};

/* Makes room for one more. False: memory ran out. */
bool bs_index_reserve(struct bs_index *index);

/* Adds a key that is not there; room was made. Keys are good hashes, not 0. */
void bs_index_add(struct bs_index *index, uint64_t key, uint32_t value);

void bs_index_remove(struct bs_index *index, uint64_t key);

void bs_index_clear(struct bs_index *index);

/* BS_NONE, if the key is not there. */
static inline uint32_t bs_index_find(const struct bs_index *index, uint64_t key)
{
    size_t at = key & index->mask;

    if (index->count == 0)
        return BS_NONE;
    while (index->slots[at].key != key) {
        if (index->slots[at].key == 0)
            return BS_NONE;
        at = (at + 1) & index->mask;
    }
    return index->slots[at].value;
}

#endif
