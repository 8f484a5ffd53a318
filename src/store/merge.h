/* SPDX-License-Identifier: MIT */
/*
 * merge - the rows of a tally, summed over its buckets, for reports.
 *
 * Tags that differ in host and dialect only are of one kind. Sums by domain
 * are by kind, the others by tag.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/event.h"
#include "store/keys.h"
#include "tally/tally.h"

struct bs_selected {  /* domain and outcome, summed over the hours */
    uint32_t domain;  /* number of the name, 0: none */
    uint32_t outcome; /* tag; by domain only the first of its kind */
    uint64_t n;
    int64_t first; /* unix seconds UTC */
    int64_t last;
};

struct bs_bucket_sum {
    uint32_t bucket;
    uint32_t outcome;
    uint64_t n;
    int64_t first; /* seconds from the start of the bucket */
    int64_t last;
};

struct bs_domain_sum { /* mail only: no probes */
    uint32_t domain;
    uint64_t n[BS_OUTCOME_COUNT];
};

struct bs_merged {
    struct bs_selected *selected; /* by place of the domain, outcome */
    size_t selected_count;
    struct bs_selected *outcomes; /* in order of outcome; domain is unused */
    size_t outcome_count;
    struct bs_bucket_sum *buckets; /* in order of bucket, outcome */
    size_t bucket_count;
    struct bs_domain_sum *domains; /* by place */
    size_t domain_count;
};

/* Sums the rows of the tally. place tells which domain comes first, by number:
 * from 0 on, each once; NULL: the lower number. false: memory ran out, and *out
 * is empty. */
bool bs_merge(struct bs_merged *out, struct bs_tally *tally,
              const struct bs_keys *keys, const uint32_t *place);

void bs_merged_clear(struct bs_merged *merged);

#endif
