/* SPDX-License-Identifier: MIT */
/*
 * accepted - the queue ids that this host has given of late. Knows: C only.
 *
 * A set of hashes of a fixed size: each has one of BS_ACCEPTED_SETS places,
 * where the BS_ACCEPTED_WAYS latest are kept.
 */
#ifndef FATE_ACCEPTED_H
#define FATE_ACCEPTED_H

#include <stdbool.h>
#include <stdint.h>

#define BS_ACCEPTED_SETS 1024 /* a power of two */
#define BS_ACCEPTED_WAYS 4

struct bs_accepted {
    uint64_t sets[BS_ACCEPTED_SETS]
                 [BS_ACCEPTED_WAYS]; /* latest first; 0: none */
};

static inline void bs_accepted_add(struct bs_accepted *accepted, uint64_t hash)
{
    uint64_t *set = accepted->sets[hash % BS_ACCEPTED_SETS];

    for (int i = BS_ACCEPTED_WAYS - 1; i > 0; i--)
        set[i] = set[i - 1];
    set[0] = hash;
}

static inline bool
bs_accepted_has(const struct bs_accepted *accepted, uint64_t hash)
{
    const uint64_t *set = accepted->sets[hash % BS_ACCEPTED_SETS];
    bool found = false;

    for (int i = 0; i < BS_ACCEPTED_WAYS; i++)
        found |= set[i] == hash;
    return found;
}

#endif
