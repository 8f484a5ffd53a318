/* SPDX-License-Identifier: MIT */
/*
 * store - counts events, and answers named queries about them.
 *
 * Without a path the counts live in memory only and the queries read them
 * there; with one they are added to that database by bs_store_flush(). The
 * queries see the same views either way (sql/views.sql).
 */
#ifndef BOUNCESTAT_STORE_H
#define BOUNCESTAT_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "bouncestat/data.h"
#include "bouncestat/event.h"
#include "bouncestat/fate.h"
#include "bouncestat/parser.h"
#include "bouncestat/query.h"
#include "bouncestat/reader.h"

struct bs_store;

struct bs_store_options {
    const struct bs_data *data; /* must live as long as the store */
    const char *path;           /* database file; NULL: none */
    /* Seconds UTC → days since 1970-01-01 in the zone of reading, for the
     * column day; NULL: UTC. */
    int64_t (*to_day)(void *context, int64_t time);
    void *context;
    uint64_t seed;    /* of hashes: hosts and domains are chosen by strangers */
    unsigned wait_ms; /* for another writer; 0: a minute */
    size_t max_bytes; /* of counts in memory; 0: 40 MiB. What is more goes to
                         the database or, without a path, to a temporary file */
    bool read_only; /* the database at path must be there, and is never written
                       to; nothing can be counted */
};

struct bs_input {                  /* what was read from one input */
    const char *path;              /* as given; "-" */
    uint64_t bytes;                /* of decompressed text */
    int64_t first_time, last_time; /* of its events, seconds UTC; 0: none */
    struct bs_stats lines;
};

/*
 * Opens or creates the database. On success *out is owned by the caller, who
 * gives it to bs_store_close().
 * Errors: BS_ENOMEM, BS_ESTORE, BS_EVERSION, BS_ESYNTAX (a bad SQL file).
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_open(struct bs_store **out, const struct bs_store_options *options,
              struct bs_error *err);

/*
 * Counts one event. Not from within bs_row_fn.
 * Errors: BS_ENOMEM; BS_ESTORE, BS_ELIMIT if memory was full and the disk did
 * not take it. Such an error stays, and bs_store_flush() and bs_store_query()
 * say what it was.
 */
BS_API enum bs_status
bs_store_count(struct bs_store *store, const struct bs_event *event);

/* Remembers what was read; the texts are copied. */
BS_API BS_MUST_CHECK enum bs_status bs_store_input(struct bs_store *store,
                                                   const struct bs_input *input,
                                                   struct bs_error *err);

/*
 * Writes what was counted since the last time to the database, in one
 * transaction; without a path there is nothing to write. After BS_ESTORE it
 * may be tried again, unless the error stays (see bs_store_count()).
 * Errors: BS_ESTORE, BS_ENOMEM.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_flush(struct bs_store *store, struct bs_error *err);

/*
 * Reading each byte once. Between bs_store_begin() and bs_store_flush() nobody
 * else writes to the database: look there for what is known of a log, count
 * what is new, and save how far it was read. Counts and positions are
 * committed together, or not at all.
 */
struct bs_known { /* an input in the database */
    int64_t id;   /* 0: a new one */
    char *path;   /* where it was read last */
    struct bs_parser_state state;
};

struct bs_found { /* two arrays of the same inputs */
    size_t count;
    struct bs_position *positions;
    struct bs_known *inputs;
};

/* Inputs whose first line is the same. *found is to be cleared in any case.
 * Errors: BS_ESTORE, BS_ENOMEM. */
BS_API BS_MUST_CHECK enum bs_status
bs_store_find(struct bs_store *store, const struct bs_heads *heads,
              struct bs_found *found, struct bs_error *err);
BS_API void bs_found_clear(struct bs_found *found);

/*
 * Begins to write, and waits for another writer to end, but not for ever. What
 * was found before is void if *changed: somebody else has written meanwhile.
 * Errors: BS_ESTORE.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_begin(struct bs_store *store, bool *changed, struct bs_error *err);

/* Adds what was read of an input up to a position; its id becomes that of the
 * row. If the flush fails, the store stays broken. Errors: BS_ESTORE. */
BS_API BS_MUST_CHECK enum bs_status
bs_store_save(struct bs_store *store, struct bs_known *known,
              const struct bs_position *position, const struct bs_input *more,
              struct bs_error *err);

/* A journal that was read, by bs_reader_journal_identity(). */
struct bs_journal_known {
    struct bs_known input;
    uint64_t offset; /* bytes of its lines */
    char *cursor;    /* NULL: never read */
};

/* *known is to be cleared in any case. Errors: BS_ESTORE, BS_ENOMEM. */
BS_API BS_MUST_CHECK enum bs_status
bs_store_find_journal(struct bs_store *store, const char *identity,
                      struct bs_journal_known *known, struct bs_error *err);
BS_API void bs_journal_known_clear(struct bs_journal_known *known);

/* Remembers the cursor of an input that bs_store_save() has saved. Errors:
 * BS_ESTORE. */
BS_API BS_MUST_CHECK enum bs_status
bs_store_save_journal(struct bs_store *store, const char *identity,
                      int64_t input, const char *cursor, struct bs_error *err);

/*
 * What is open of mail. Load it after bs_store_begin(): fates become what the
 * database knows, unless they are that already; a new database takes their key.
 * Save it before bs_store_flush(), which commits it, and call bs_fates_saved()
 * then. Only with a path. Errors: BS_ESTORE,
 * BS_ENOMEM.
 */
BS_API BS_MUST_CHECK enum bs_status bs_store_load_fates(struct bs_store *store,
                                                        struct bs_fates *fates,
                                                        struct bs_error *err);
BS_API BS_MUST_CHECK enum bs_status bs_store_save_fates(struct bs_store *store,
                                                        struct bs_fates *fates,
                                                        struct bs_error *err);

struct bs_file { /* as stat(2) tells */
    uint64_t device;
    uint64_t inode;
    int64_t size;
    int64_t modified; /* nanoseconds since 1970-01-01 UTC */
};

/* Was everything in this very file read? See bs_store_see(). Errors:
 * BS_ESTORE. */
BS_API BS_MUST_CHECK enum bs_status
bs_store_seen(struct bs_store *store, const struct bs_file *file, bool *seen,
              struct bs_error *err);

/* Remembers that. Errors: BS_ESTORE. */
BS_API BS_MUST_CHECK enum bs_status bs_store_see(struct bs_store *store,
                                                 const struct bs_file *file,
                                                 struct bs_error *err);

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

/* Closes without writing; NULL is allowed. */
BS_API void bs_store_close(struct bs_store *store);

#endif
