/* SPDX-License-Identifier: MIT */
/* fates - what a handle consists of. */
#ifndef FATE_FATES_H
#define FATE_FATES_H

#include "fate/accepted.h"
#include "fate/queue.h"

#define BS_HOST_MAX 64 /* bytes of a host's name that is remembered */

struct bs_log { /* whose log the last line was */
    char host[BS_HOST_MAX];
    size_t host_len; /* SIZE_MAX: none is remembered */
    struct bs_str mta;
    uint64_t host_hash;
    uint64_t hash; /* of host and mta */
};

struct bs_fates {
    uint64_t key;
    struct bs_hash_key hash; /* of that */
    struct bs_log log;
    struct bs_queue queue;
    struct bs_accepted accepted;
    bool accepted_changed;
};

#endif
