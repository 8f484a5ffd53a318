/* SPDX-License-Identifier: MIT */
/* database - the option --db, and opening what it names. */
#ifndef CLI_DATABASE_H
#define CLI_DATABASE_H

#include "bouncestat/store.h"
#include "cli/zone.h"

#define COUNTS_MAX ((size_t)44 * 1024 * 1024) /* all together below 64 MiB */

/* The path of the database if no option names one; NULL: none. */
const char *database_default(void);

/* A NULL path counts in memory. The zone must outlive the store. Errors: those
 * of bs_store_open(), BS_EIO. */
BS_MUST_CHECK enum bs_status
database_open(struct bs_store **out, const struct bs_data *data,
              const char *path, struct zone *zone, struct bs_error *err);

#endif
