/* SPDX-License-Identifier: MIT */
/* prune - makes a database smaller: rolls hours up to days, forgets. */
#ifndef BOUNCESTAT_PRUNE_H
#define BOUNCESTAT_PRUNE_H

#include <stdbool.h>
#include <stdint.h>

#include "bouncestat/store.h"

struct bs_prune {   /* unix seconds UTC; INT64_MIN: nothing is so old */
    int64_t hourly; /* days that end before are rolled up to one bucket */
    int64_t keep;   /* buckets that end before are deleted */
};

struct bs_pruned {    /* what was done */
    uint64_t rolled;  /* buckets that joined another of their day */
    uint64_t deleted; /* buckets */
    uint64_t events;  /* that these counted */
    uint64_t domains; /* that nothing else was counted of */
    uint64_t bytes;   /* that the file became smaller by */
    bool busy;        /* a reader kept the write-ahead log from being emptied */
};

/*
 * Makes a database smaller, in one transaction, and overwrites what it
 * deletes. Rolling up changes no sum of a day, and no sum over all.
 * Errors: BS_ESTORE, BS_ENOMEM.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_prune(struct bs_store *store, const struct bs_prune *what,
               struct bs_pruned *out, struct bs_error *err);

#endif
