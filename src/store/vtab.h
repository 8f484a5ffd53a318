/* SPDX-License-Identifier: MIT */
/*
 * vtab - the counts in memory as tables of SQLite.
 *
 * For reports: tally, domain, selected, outcome_sum, bucket_sum, domain_sum
 * (sql/memory.sql). For writing a database: those that sql/database.sql names
 * pending_...
 */
#ifndef STORE_VTAB_H
#define STORE_VTAB_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "store/merge.h"
#include "tally/tally.h"

struct bs_named {                    /* a domain that waits to be written */
    uint32_t id;                     /* what the table shows */
    uint32_t number;                 /* of its name in the tally; 0: none */
    const struct bs_domain_sum *sum; /* NULL: no mail */
};

enum bs_need { BS_NEED_NAMES, BS_NEED_ROWS, BS_NEED_MERGED };

struct bs_source { /* what the tables show */
    struct bs_tally *tally;
    const struct bs_tally_row *rows;
    size_t row_count;
    struct bs_merged merged;
    const struct bs_named *named;
    size_t named_count;
    /* Brings the above up to date before a table is read; NULL: it is. */
    enum bs_status (*load)(void *context, enum bs_need need);
    void *context;
};

/* Tells a connection the modules; source must outlive it. Returns a code of
 * SQLite. */
int bs_vtab_register(sqlite3 *handle, struct bs_source *source);

#endif
