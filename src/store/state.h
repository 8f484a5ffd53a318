/* SPDX-License-Identifier: MIT */
/*
 * state - what a store consists of.
 *
 * Counts are kept in the tally. They are read there (in memory), or written
 * to a database file, or, when memory was full and there is no path, to a
 * temporary one.
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/codebook.h"
#include "bouncestat/store.h"
#include "store/keys.h"
#include "store/sql.h"
#include "store/text.h"
#include "store/vtab.h"
#include "tally/tally.h"

struct bs_ids { /* by bucket or tag: the row that stands for it */
    uint32_t *ids;
    size_t room;
    uint32_t *kinds; /* by tag */
    size_t kind_room;
    uint32_t count; /* so many have been written */
};

struct bs_inputs {
    struct bs_input *items; /* the paths are owned */
    size_t room;
    size_t count;
    size_t written;
};

struct bs_guard { /* what the authorizer allows */
    bool strict;  /* a report: it may only read */
    bool pragmas; /* and harmless pragmas */
};

struct bs_span { /* hours that begin in [since, until) */
    bool set;    /* else reports are about all */
    int64_t since;
    int64_t until;
    int64_t since_day; /* where midnight is within an hour, which is then */
    int64_t until_day; /* counted by its days; INT64_MIN: by its start */
};

struct bs_store {
    struct bs_db db;
    char *path; /* NULL: none */
    struct bs_codebook *book;
    struct bs_tally *tally;
    struct bs_keys keys;
    struct bs_source source;
    struct bs_text domain; /* of the event that is counted */
    struct bs_ids buckets;
    struct bs_ids outcomes;
    struct bs_ids replies;
    int64_t reply_room; /* so many new ones may be written, */
    int64_t reply_last; /* with ids beyond this one */
    struct bs_inputs inputs;
    struct bs_guard guard;
    struct bs_error broken; /* BS_OK: counting goes on */
    uint64_t max_steps;     /* of a query; in units of BS_STEPS */
    unsigned look_every;    /* events between two looks at the memory */
    unsigned until_look;
    bool in_memory; /* the tables are virtual */
    bool read_only; /* the database is never written to */
    bool changed;   /* merged is older than the tally */
    bool begun;     /* a transaction is open */
    bool spilled;   /* it holds what left the memory: counts, positions */
    struct bs_span period;
    bool filled; /* sql/select.sql was run for data_version */
    int64_t data_version;
    int64_t found_version; /* of the last bs_store_find() */
    bool fates_loaded;
    int64_t fates_version; /* when they were */
};

#define BS_STEPS                                                               \
    100000 /* of SQLite's machine, between two looks at a query                \
            */

/* codes.c: fills the table "code", and explains outcomes anew, if the code
 * tables have changed. */
BS_MUST_CHECK enum bs_status
bs_codes_sync(struct bs_store *store, struct bs_error *err);

/* The same if the database has none yet: one that is only read stays as it
 * is. In a transaction of its own. */
BS_MUST_CHECK enum bs_status
bs_codes_first(struct bs_store *store, struct bs_error *err);

/* classes.c: fills the tables "class" and "provider". */
BS_MUST_CHECK enum bs_status
bs_classes_fill(const struct bs_db *db, struct bs_error *err);
/* Adds their files to a fingerprint. */
uint64_t
bs_classes_print(uint64_t hash, uint64_t prime, const struct bs_db *db);

struct bs_domains {         /* of the tally, and no domain */
    struct bs_named *named; /* in order of id; the first is no domain */
    size_t count;
    uint32_t *ids; /* by number */
};

/* domains.c: finds or deals out the ids of the domains of the tally. To be
 * cleared, also on failure. */
BS_MUST_CHECK enum bs_status bs_domains_find(struct bs_store *store,
                                             struct bs_domains *out,
                                             struct bs_error *err);
/* Adds the new ones, and what source.merged says of all. */
BS_MUST_CHECK enum bs_status bs_domains_write(struct bs_store *store,
                                              struct bs_domains *domains,
                                              struct bs_error *err);
void bs_domains_clear(struct bs_domains *domains);

/* inputs.c */
BS_MUST_CHECK enum bs_status
bs_inputs_write(struct bs_store *store, struct bs_error *err);
void bs_inputs_clear(struct bs_inputs *inputs);
void bs_input_bind(sqlite3_stmt *add, const struct bs_input *input);

/* write.c: the buckets and outcomes seen so far, if they are not there. */
BS_MUST_CHECK enum bs_status
bs_keys_write(struct bs_store *store, struct bs_error *err);
/* The counts, with what they refer to. */
BS_MUST_CHECK enum bs_status
bs_counts_write(struct bs_store *store, struct bs_error *err);
void bs_ids_clear(struct bs_ids *ids);

/* sums.c: the sums of the counts → source.merged, in order of the domains. */
BS_MUST_CHECK enum bs_status bs_sums_make(struct bs_store *store,
                                          const struct bs_domains *domains,
                                          struct bs_error *err);
/* Adds them, but for those of domains, and forgets them. */
BS_MUST_CHECK enum bs_status bs_sums_write(struct bs_store *store,
                                           const struct bs_domains *domains,
                                           struct bs_error *err);

/* period.c: makes the tables be about the period, if one is set. */
BS_MUST_CHECK enum bs_status
bs_period_fill(struct bs_store *store, struct bs_error *err);

/* store.c: brings the tables up to what was counted, as far as queries are
 * to see it. */
BS_MUST_CHECK enum bs_status
bs_store_settle(struct bs_store *store, struct bs_error *err);

/* guard.c: lets the connection's authorizer be store->guard. */
void bs_guard_set(struct bs_store *store);

#endif
