/* SPDX-License-Identifier: MIT */
/*
 * tally - counts in memory: (bucket, name, tag) → number. Knows: C only.
 *
 * A bucket and a tag are small numbers that the caller hands out from 0 on
 * (an hour; a combination of host, direction, outcome, code ...). A name is
 * bytes (a domain); the tally numbers the names, 0 is "no name".
 */
#ifndef TALLY_TALLY_H
#define TALLY_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_tally;

struct bs_tally_options {
    uint64_t seed;    /* of the hash: names are chosen by strangers */
    size_t max_bytes; /* bs_tally_full() beyond it; 0: no limit */
};

struct bs_tally_hit { /* one thing to count */
    uint32_t bucket;  /* mostly the same as that of the last hit */
    uint32_t tag;
    struct bs_str name; /* copied; none: no name */
    uint16_t second;    /* within the bucket, 0-3599 */
    uint32_t n;         /* how many; 0 counts nothing, not even the name */
};

struct bs_tally_row {
    uint32_t bucket;
    uint32_t name; /* see bs_tally_name() */
    uint32_t tag;
    uint16_t first; /* least and greatest second of its hits */
    uint16_t last;
    uint64_t n;
};

/* Errors: BS_ENOMEM. */
BS_MUST_CHECK enum bs_status
bs_tally_new(struct bs_tally **out, const struct bs_tally_options *options,
             struct bs_error *err);

/* Counts. Failure (BS_ENOMEM) is sticky and told by bs_tally_drain(): the hit
 * may wait in a short queue, so that memory can be fetched ahead of its use. */
void bs_tally_add(struct bs_tally *tally, const struct bs_tally_hit *hit);

/* Empties the queue. To be called before any of the functions below. */
BS_MUST_CHECK enum bs_status bs_tally_drain(struct bs_tally *tally);

/* Is more memory in use than max_bytes, with what sorting disturbed rows will
 * take for a moment? Cheap. */
bool bs_tally_full(const struct bs_tally *tally);

/* Names have the numbers 1 to count; 0 gives none. Bytes as they came. */
uint32_t bs_tally_names(const struct bs_tally *tally);
struct bs_str bs_tally_name(const struct bs_tally *tally, uint32_t name);

/* Fetches the memory of a name that bs_tally_name() will be asked for soon. */
void bs_tally_fetch_name(const struct bs_tally *tally, uint32_t name);

/*
 * All rows in order of bucket, name (its number), tag; each triple once. The
 * array belongs to the tally and lives until the next bs_tally_add() or
 * bs_tally_clear(). Asked again without a change it costs nothing.
 */
BS_MUST_CHECK enum bs_status bs_tally_rows(struct bs_tally *tally,
                                           const struct bs_tally_row **rows,
                                           size_t *count);

/* The numbers of the names in order of their bytes; lives like the rows. */
BS_MUST_CHECK enum bs_status
bs_tally_by_name(struct bs_tally *tally, const uint32_t **names, size_t *count);

/* Forgets rows, names and a failure, and gives their memory back. */
void bs_tally_clear(struct bs_tally *tally);

/* NULL is allowed. */
void bs_tally_free(struct bs_tally *tally);

#endif
