/* SPDX-License-Identifier: MIT */
/*
 * ingest - logs → database, each line once: what scan needs for it.
 *
 * Counts and positions are committed together, at the end and every few
 * seconds between.
 */
#ifndef CLI_INGEST_H
#define CLI_INGEST_H

#include <time.h>

#include "bouncestat/store.h"
#include "cli/scan.h"

struct ingest {
    struct bs_store *store; /* borrowed */
    struct scan *scan;      /* borrowed */
    struct bs_error err;    /* BS_OK: nothing went wrong with the database */
    bool journal;           /* the input is a journal */
    const char *folder;     /* of the journal; NULL: this host's */
    bool failed;            /* an event could not be counted */
    /* NULL, or what an input is called that is read by another path. */
    const char *(*name)(void *context, const char *path);
    void *context; /* of name */
    /* the input that is being read */
    struct bs_known known;
    uint64_t start;        /* of a journal: bytes in the database */
    uint64_t begin;        /* where this run began to read it */
    struct bs_stats saved; /* counters that are in the database */
    struct bs_file file;   /* before it was opened */
    bool is_file;          /* file is set, and one that may be seen again */
    time_t begun;          /* seconds; when others had to begin to wait */
};

/* Errors: those of bs_store_query(). */
BS_MUST_CHECK enum bs_status
ingest_init(struct ingest *ingest, struct bs_store *store, struct scan *scan,
            struct bs_error *err);

/* Fills in all but begin and wait. */
void ingest_hook(struct ingest *ingest, struct scan_hooks *hooks);

/* To be called when scan_run() has ended, and in a wait. Also says what the
 * hooks could not. Errors: BS_ESTORE, BS_ENOMEM, BS_ELIMIT. */
BS_MUST_CHECK enum bs_status
ingest_commit(struct ingest *ingest, struct bs_error *err);

#endif
