/* SPDX-License-Identifier: MIT */
/*
 * accepted - the queue ids that this host has given of late. Knows: C only.
 *
 * A set of hashes of a fixed size: each has one of BS_ACCEPTED_SETS places,
 * where the BS_ACCEPTED_WAYS latest are kept. The latest of all waits outside
 * until it is asked for or the next one comes, so that its set can be fetched
 * into the cache meanwhile.
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
    uint64_t latest;                 /* of all; 0: it is in its set */
};

static inline uint64_t *
bs_accepted_set(struct bs_accepted *accepted, uint64_t hash)
{
    return accepted->sets[hash % BS_ACCEPTED_SETS];
}

/* Puts the latest into its set: the sets are complete then. */
static inline void bs_accepted_settle(struct bs_accepted *accepted)
{
    uint64_t *set = bs_accepted_set(accepted, accepted->latest);

    if (accepted->latest == 0)
        return;
    for (int i = BS_ACCEPTED_WAYS - 1; i > 0; i--)
        set[i] = set[i - 1];
    set[0] = accepted->latest;
    accepted->latest = 0;
}

static inline void bs_accepted_add(struct bs_accepted *accepted, uint64_t hash)
{
    __builtin_prefetch(bs_accepted_set(accepted, hash));
    bs_accepted_settle(accepted);
    accepted->latest = hash;
}

static inline bool bs_accepted_has(struct bs_accepted *accepted, uint64_t hash)
{
    const uint64_t *set = bs_accepted_set(accepted, hash);
    bool found = false;

    bs_accepted_settle(accepted);
    for (int i = 0; i < BS_ACCEPTED_WAYS; i++)
        found |= set[i] == hash;
    return found;
}

#endif
