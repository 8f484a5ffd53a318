/* SPDX-License-Identifier: MIT */
/* database - which database, and opening it. */
#ifndef CLI_DATABASE_H
#define CLI_DATABASE_H

#include "bouncestat/store.h"
#include "cli/opt.h"
#include "cli/zone.h"

#define COUNTS_MAX ((size_t)52 * 1024 * 1024) /* all together below 64 MiB */

struct database_choice {
    const char *path; /* --db */
};

extern const struct opt database_options[];
extern const size_t database_options_count;

/* The path of the database if no option names one; NULL: none. */
const char *database_default(void);

/* What BOUNCESTAT_DB says if --db was not given. Errors: BS_EUSAGE, neither
 * is there. */
BS_MUST_CHECK enum bs_status
database_path(struct database_choice *choice, struct bs_error *err);

/* Opens it to add to it; a NULL path counts in memory. The zone must outlive
 * the store. Errors: those of bs_store_open(), BS_EIO. */
BS_MUST_CHECK enum bs_status
database_open(struct bs_store **out, const struct bs_data *data,
              const char *path, struct zone *zone, struct bs_error *err);

/* Opens it to read only; the zone must outlive the store, if it is not NULL.
 * Errors: those of database_path() and
 * bs_store_open(). */
BS_MUST_CHECK enum bs_status
database_read(struct bs_store **out, struct database_choice *choice,
              const struct bs_data *data, struct zone *zone,
              struct bs_error *err);

#endif
