/* SPDX-License-Identifier: MIT */
/* db - opens the database of a store, new or old, in memory or in a file. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "store/sql.h"
#include "store/vtab.h"

#define BS_SCHEMA_VERSION 1
#define BS_APPLICATION_ID 0x62737461 /* "bsta"; file(1) can tell it */

/* Counts in memory, shown by virtual tables. */
BS_MUST_CHECK enum bs_status bs_db_open_memory(struct bs_db *db,
                                               struct bs_source *source,
                                               struct bs_error *err);

/* A private file that vanishes with the connection. */
BS_MUST_CHECK enum bs_status bs_db_open_temporary(struct bs_db *db,
                                                  struct bs_source *source,
                                                  struct bs_error *err);

/*
 * A database file. A new one is made, an older schema is migrated.
 * Errors: BS_ESTORE; BS_EVERSION, and the file is as it was.
 */
BS_MUST_CHECK enum bs_status bs_db_open_file(struct bs_db *db, const char *path,
                                             struct bs_source *source,
                                             struct bs_error *err);

/*
 * A database file that is there, to be read only.
 * Errors: BS_ESTORE, BS_EVERSION.
 */
BS_MUST_CHECK enum bs_status bs_db_open_read(struct bs_db *db, const char *path,
                                             struct bs_source *source,
                                             struct bs_error *err);

/* Finds "sql/schema.sql" for version 1, "sql/migrate/NNNN.sql" for the steps
 * to the others; name is one of them. */
typedef enum bs_status
bs_migrate_fn(const struct bs_db *db, const char *name, struct bs_error *err);

/*
 * Brings the schema to a version, step by step, in one transaction. run is
 * bs_sql_run(), but for tests.
 */
BS_MUST_CHECK enum bs_status bs_db_migrate(const struct bs_db *db, int version,
                                           bs_migrate_fn *run,
                                           struct bs_error *err);

/* Closes without committing. */
void bs_db_close(struct bs_db *db);

#endif
