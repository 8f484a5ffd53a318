/* SPDX-License-Identifier: MIT */
/*
 * reasons - where mail was going and why it did not get there, each
 * combination once. Knows: base.
 */
#ifndef FATE_REASONS_H
#define FATE_REASONS_H

#include "base/hash.h"
#include "bouncestat/str.h"
#include "fate/index.h"

#define BS_REASON_MASKED_MAX 256

enum bs_reason_text {
    BS_REASON_DOMAIN,
    BS_REASON_CLASS,
    BS_REASON_SEVERITY,
    BS_REASON_PROVIDER,
    BS_REASON_MASKED, /* at most BS_REASON_MASKED_MAX bytes are kept */
    BS_REASON_TEXTS
};

struct bs_reason_texts { /* none: unknown */
    struct bs_str texts[BS_REASON_TEXTS];
    uint64_t verdict; /* tells all but the domain; 0: it does not */
};

struct bs_reason {
    uint64_t hash;
    struct bs_reason_texts texts; /* in the block */
    char *block;    /* kept when the place is free, for the next reason */
    size_t room;    /* bytes of it */
    uint32_t users; /* 0: free */
    uint32_t next;  /* free one */
};

struct bs_reasons {
    struct bs_reason *items;
    size_t room;
    size_t count;
    uint32_t unused; /* the first of those that are free */
    struct bs_index index;
};

void bs_reasons_init(struct bs_reasons *reasons);

/* The number of a reason, which has one more user now; BS_NONE if memory ran
 * out. The texts are copied. */
uint32_t bs_reasons_use(struct bs_reasons *reasons,
                        const struct bs_hash_key *key,
                        const struct bs_reason_texts *texts);

/* One user less; the last takes the texts away. */
void bs_reasons_leave(struct bs_reasons *reasons, uint32_t reason);

void bs_reasons_clear(struct bs_reasons *reasons);

#endif
