/* SPDX-License-Identifier: MIT */
/*
 * db - opens the database of a store, new or old, in memory or in a file.
 *
 * A file is looked at before anything is written: another program's, and one
 * with a newer schema, stay as they are.
 *
 * Source   sqlite.org/pragma.html, sqlite.org/wal.html
 */
#include "store/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "store/file.h"

#define WAIT_MS 60000
#define FORM_TRIES 100
#define FORM_WAIT 20 /* milliseconds */
#define STEP_NAME 64
#define READ_WRITE (SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)

struct stamp { /* what a file says about itself */
    int64_t application;
    int64_t version;
    int64_t schema; /* 0: there is no table yet */
};

void bs_db_close(struct bs_db *db)
{
    sqlite3_close(db->handle);
    db->handle = NULL;
}

static enum bs_status open_handle(struct bs_db *db, const char *path, int flags,
                                  struct bs_source *source,
                                  struct bs_error *err)
{
    const int code = sqlite3_open_v2(path, &db->handle, flags, NULL);
    int system;

    if (db->handle == NULL)
        return bs_fail_memory(err);
    system = sqlite3_system_errno(db->handle);
    if (code == SQLITE_CANTOPEN && system != 0)
        return bs_fail(err, BS_ESTORE, "%s: cannot open database: %s",
                       db->label, strerror(system));
    if (code != SQLITE_OK)
        return bs_sql_fail(db, NULL, code, err);
    (void)sqlite3_extended_result_codes(db->handle, 1);
    (void)sqlite3_busy_timeout(db->handle,
                               db->wait_ms != 0 ? (int)db->wait_ms : WAIT_MS);
    if (bs_vtab_register(db->handle, source) != SQLITE_OK)
        return bs_fail_memory(err);
    return BS_OK;
}

static enum bs_status
run_all(const struct bs_db *db, const char *const *names, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (; status == BS_OK && *names != NULL; names++)
        status = bs_sql_run(db, *names, err);
    return status;
}

enum bs_status bs_db_open_memory(struct bs_db *db, struct bs_source *source,
                                 struct bs_error *err)
{
    static const char *const names[] = {"sql/schema.sql", "sql/memory.sql",
                                        "sql/views.sql", NULL};
    enum bs_status status;

    db->label = "(memory)";
    status = open_handle(db, ":memory:", READ_WRITE, source, err);
    if (status == BS_OK)
        status = run_all(db, names, err);
    if (status != BS_OK)
        bs_db_close(db);
    return status;
}

enum bs_status bs_db_open_temporary(struct bs_db *db, struct bs_source *source,
                                    struct bs_error *err)
{
    static const char *const names[] = {"sql/schema.sql", "sql/views.sql",
                                        "sql/database.sql", NULL};
    enum bs_status status;

    db->label = "temporary database";
    status = open_handle(db, "", READ_WRITE, source, err);
    if (status == BS_OK)
        status = bs_sql_do(db,
                           "PRAGMA page_size=8192; PRAGMA journal_mode=OFF;"
                           "PRAGMA synchronous=OFF; PRAGMA cache_size=-16384",
                           err);
    if (status == BS_OK)
        status = run_all(db, names, err);
    if (status != BS_OK)
        bs_db_close(db);
    return status;
}

/* In one transaction: another process may be making the database. */
static enum bs_status
read_stamp(const struct bs_db *db, struct stamp *stamp, struct bs_error *err)
{
    enum bs_status status = bs_sql_do(db, "BEGIN", err);

    if (status == BS_OK)
        status = bs_sql_number(db, "PRAGMA application_id", &stamp->application,
                               err);
    if (status == BS_OK)
        status = bs_sql_number(db, "PRAGMA user_version", &stamp->version, err);
    if (status == BS_OK)
        status =
            bs_sql_number(db, "PRAGMA schema_version", &stamp->schema, err);
    if (sqlite3_get_autocommit(db->handle) == 0)
        (void)sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static enum bs_status check_stamp(const struct bs_db *db,
                                  const struct stamp *stamp,
                                  struct bs_error *err)
{
    if (stamp->application == 0 && stamp->schema == 0)
        return BS_OK; /* new */
    if (stamp->application != BS_APPLICATION_ID)
        return bs_fail(err, BS_ESTORE,
                       "%s: a database of another program; nothing was changed",
                       db->label);
    if (stamp->version > BS_SCHEMA_VERSION)
        return bs_fail(err, BS_EVERSION,
                       "%s: written by a newer bouncestat (schema %" PRId64
                       ", this one knows %d); nothing was changed",
                       db->label, stamp->version, BS_SCHEMA_VERSION);
    return BS_OK;
}

static enum bs_status run_step(const struct bs_db *db, int version,
                               bs_migrate_fn *run, struct bs_error *err)
{
    char name[STEP_NAME] = "sql/schema.sql";
    char pragma[STEP_NAME];
    enum bs_status status;

    if (version > 1)
        (void)snprintf(name, sizeof name, "sql/migrate/%04d.sql", version);
    (void)snprintf(pragma, sizeof pragma, "PRAGMA user_version=%d", version);
    status = run(db, name, err);
    return status == BS_OK ? bs_sql_do(db, pragma, err) : status;
}

/* Another process may have done it while this one waited for the lock. */
static enum bs_status run_steps(const struct bs_db *db, int version,
                                bs_migrate_fn *run, struct bs_error *err)
{
    char pragma[STEP_NAME];
    int64_t old;
    enum bs_status status = bs_sql_number(db, "PRAGMA user_version", &old, err);

    if (status != BS_OK || old >= version)
        return status;
    (void)snprintf(pragma, sizeof pragma, "PRAGMA application_id=%d",
                   BS_APPLICATION_ID);
    status = bs_sql_do(db, pragma, err);
    for (int step = (int)old + 1; status == BS_OK && step <= version; step++)
        status = run_step(db, step, run, err);
    return status == BS_OK ? bs_sql_run(db, "sql/views.sql", err) : status;
}

enum bs_status bs_db_migrate(const struct bs_db *db, int version,
                             bs_migrate_fn *run, struct bs_error *err)
{
    enum bs_status status = bs_sql_do(db, "BEGIN IMMEDIATE", err);

    if (status != BS_OK)
        return status;
    status = run_steps(db, version, run, err);
    if (status == BS_OK)
        status = bs_sql_do(db, "COMMIT", err);
    if (status != BS_OK)
        (void)sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* What can only be chosen before there is a table. Changing the mode of the
 * journal does not wait for another process that does the same. */
static enum bs_status choose_form(const struct bs_db *db, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (int tries = 0; tries < FORM_TRIES; tries++) {
        status = bs_sql_do(db,
                           "PRAGMA page_size=8192;"
                           "PRAGMA auto_vacuum=NONE;" /* see prune.c */
                           "PRAGMA journal_mode=WAL",
                           err);
        if (status == BS_OK || sqlite3_errcode(db->handle) != SQLITE_BUSY)
            break;
        (void)sqlite3_sleep(FORM_WAIT);
    }
    return status;
}

static enum bs_status prepare_file(const struct bs_db *db, struct bs_error *err)
{
    struct stamp stamp;
    enum bs_status status = read_stamp(db, &stamp, err);

    if (status == BS_OK)
        status = check_stamp(db, &stamp, err);
    if (status == BS_OK && stamp.schema == 0)
        status = choose_form(db, err);
    if (status == BS_OK)
        status = bs_sql_do(db,
                           "PRAGMA synchronous=NORMAL;"
                           "PRAGMA journal_size_limit=16777216;"
                           "PRAGMA cache_size=-16384",
                           err);
    if (status == BS_OK && stamp.version < BS_SCHEMA_VERSION)
        status = bs_db_migrate(db, BS_SCHEMA_VERSION, bs_sql_run, err);
    if (status == BS_OK)
        status = bs_sql_run(db, "sql/database.sql", err);
    return status;
}

/* The write-ahead log and its index stay, empty, when the last connection
 * closes: who may not write to the folder cannot make them, and could not read
 * the database without. */
static void keep_log(const struct bs_db *db)
{
    int on = 1;

    (void)sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_PERSIST_WAL,
                               &on);
}

enum bs_status bs_db_open_file(struct bs_db *db, const char *path,
                               struct bs_source *source, struct bs_error *err)
{
    bool shared;
    enum bs_status status = bs_file_prepare(path, &shared, err);

    db->label = path;
    if (status == BS_OK)
        status = open_handle(db, path,
                             READ_WRITE | (shared ? SQLITE_OPEN_NOFOLLOW : 0),
                             source, err);
    if (status != BS_OK)
        goto out;
    /* A file that is refused must not be written to at the end, either. */
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                            (int *)NULL);
    status = prepare_file(db, err);
    if (status == BS_OK) {
        (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0,
                                (int *)NULL);
        keep_log(db);
    }
out:
    if (status != BS_OK)
        bs_db_close(db);
    return status;
}

static enum bs_status
check_readable(const struct bs_db *db, struct bs_error *err)
{
    struct stamp stamp;
    enum bs_status status = read_stamp(db, &stamp, err);

    if (status == BS_OK)
        status = check_stamp(db, &stamp, err);
    if (status == BS_OK && stamp.version < BS_SCHEMA_VERSION)
        status = bs_fail(err, BS_ESTORE,
                         "%s: no counts that this program can read (schema "
                         "%" PRId64 "); 'bouncestat ingest' makes or updates "
                         "them",
                         db->label, stamp.version);
    return status;
}

/* Neither the file's own views nor a report may reach beyond its tables. */
static void distrust(const struct bs_db *db)
{
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1,
                            (int *)NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0,
                            (int *)NULL);
}

enum bs_status bs_db_open_read(struct bs_db *db, const char *path,
                               struct bs_source *source, struct bs_error *err)
{
    enum bs_status status;

    db->label = path;
    status = open_handle(db, path, SQLITE_OPEN_READONLY, source, err);
    if (status == BS_OK) {
        distrust(db);
        status = check_readable(db, err);
    }
    if (status == BS_OK)
        status = bs_sql_do(db, "PRAGMA cache_size=-65536", err);
    if (status == BS_OK)
        status = bs_sql_do(db, "PRAGMA query_only=1", err);
    if (status != BS_OK)
        bs_db_close(db);
    return status;
}
