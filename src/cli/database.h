/* SPDX-License-Identifier: MIT */
/* database - which database, and opening it. */
#ifndef CLI_DATABASE_H
#define CLI_DATABASE_H

#include "bouncestat/store.h"
#include "cli/opt.h"
#include "cli/zone.h"

struct database_choice {
    const char *path; /* --db */
};

extern const struct opt database_options[];
extern const size_t database_options_count;

/* What BOUNCESTAT_DB says if --db was not given. Errors: BS_EUSAGE, neither
 * is there. */
BS_MUST_CHECK enum bs_status
database_path(struct database_choice *choice, struct bs_error *err);

/* Opens it to read only. Errors: those of database_path() and
 * bs_store_open(). */
BS_MUST_CHECK enum bs_status
database_read(struct bs_store **out, struct database_choice *choice,
              const struct bs_data *data, struct bs_error *err);

#endif
