/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

#include <sqlite3.h>
#include <unistd.h>

#include "store/db.h"

/* Makes a database without our code. */
static void make_database(const char *path, const char *sql)
{
    sqlite3 *handle;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static struct bs_buf read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct bs_buf bytes;
    int c;

    assert_non_null(file);
    bs_buf_init(&bytes, 1 << 20);
    while ((c = getc(file)) != EOF)
        bs_buf_addc(&bytes, (char)c);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static const struct refused_case {
    const char *name;
    const char *sql; /* that made the file; NULL: bytes instead */
    const char *bytes;
    enum bs_status status;
    const char *text; /* behind the path */
} refused_cases[] = {
    {"newer",
     "PRAGMA application_id = 0x62737461; PRAGMA user_version = 7;"
     "CREATE TABLE tally(x)",
     NULL, BS_EVERSION,
     ": written by a newer bouncestat (schema 7, this one knows 1); nothing "
     "was changed"},
    {"newer, WAL",
     "PRAGMA journal_mode = WAL; PRAGMA application_id = 0x62737461;"
     "PRAGMA user_version = 2; CREATE TABLE tally(x)",
     NULL, BS_EVERSION,
     ": written by a newer bouncestat (schema 2, this one knows 1); nothing "
     "was changed"},
    {"another program's", "PRAGMA application_id = 5; CREATE TABLE tally(x)",
     NULL, BS_ESTORE, ": a database of another program; nothing was changed"},
    {"nobody's", "CREATE TABLE tally(x)", NULL, BS_ESTORE,
     ": a database of another program; nothing was changed"},
    {"a text", NULL, "This is not a database, it is only a text.\n", BS_ESTORE,
     ": file is not a database"},
};

static void test_refused(void **state)
{
    const struct refused_case *c = *state;
    struct lab lab;
    struct bs_buf before;
    struct bs_buf after;
    char want[512];

    lab_begin(&lab);
    lab_load(&lab);
    if (c->sql != NULL)
        make_database(lab.path, c->sql);
    else
        folder_write(&lab.folder, "counts.db", c->bytes);
    before = read_file(lab.path);
    assert_int_equal(lab_open(&lab, lab.path, 0), c->status);
    assert_null(lab.store);
    assert_int_equal(lab.err.status, c->status);
    (void)snprintf(want, sizeof want, "%s%s", lab.path, c->text);
    assert_string_equal(lab.err.text, want);
    after = read_file(lab.path);
    assert_int_equal(after.len, before.len);
    assert_memory_equal(after.data, before.data, before.len);
    bs_buf_clear(&before);
    bs_buf_clear(&after);
    lab_end(&lab);
}

static void test_no_folder(void **state)
{
    struct lab lab;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, "no-such-folder/x.db", 0), BS_ESTORE);
    assert_string_equal(lab.err.text, "no-such-folder/x.db: cannot open "
                                      "database: No such file or directory");
    assert_int_equal(lab_open(&lab, "", 0), BS_ESTORE);
    assert_string_equal(lab.err.text, "the path of the database is empty");
    lab_end(&lab);
}

static void test_read_only_folder(void **state)
{
    struct lab lab;
    enum bs_status status;

    (void)state;
    if (geteuid() == 0) {
        print_message("SKIPPED: root may write anywhere\n");
        skip();
    }
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(chmod(lab.folder.path, 0500), 0);
    status = lab_open(&lab, lab.path, 0);
    assert_int_equal(chmod(lab.folder.path, 0700), 0);
    assert_int_equal(status, BS_ESTORE);
    assert_non_null(strstr(lab.err.text, "cannot open database"));
    lab_end(&lab);
}

/* A file that cannot be made, whoever asks. */
static void test_no_file(void **state)
{
    struct lab lab;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.folder.path, 0), BS_ESTORE);
    assert_non_null(strstr(lab.err.text, "cannot open database"));
    lab_end(&lab);
}

/* Opening to read what is there writes nothing. */
static void test_opening_writes_nothing(void **state)
{
    struct lab lab;
    struct bs_buf before;
    struct bs_buf after;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    lab_fill(lab.store, 1, 100);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    lab_close(&lab);
    before = read_file(lab.path);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    after = lab_ask(&lab, "sql/report/totals.sql", 0);
    bs_buf_clear(&after);
    lab_close(&lab);
    after = read_file(lab.path);
    assert_int_equal(after.len, before.len);
    assert_memory_equal(after.data, before.data, before.len);
    bs_buf_clear(&before);
    bs_buf_clear(&after);
    lab_end(&lab);
}

/* Closing without a flush loses what was counted, all of it. */
static void test_close_without_flush(void **state)
{
    const size_t *max_bytes = *state;
    struct lab lab;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/lab/n.sql",
                   "SELECT count(*) AS n, (SELECT count(*) FROM domain) AS d"
                   " FROM tally");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, *max_bytes), BS_OK);
    lab_fill(lab.store, 1, 20);
    lab_close(&lab);
    assert_int_equal(lab_open(&lab, lab.path, *max_bytes), BS_OK);
    lab_expect(&lab, "sql/lab/n.sql", 0, "n=0 d=1\n");
    lab_end(&lab);
}

/* A flush that fails can be tried again; if counts had left the memory, it
 * says so for ever. */
static void test_failed_flush(void **state)
{
    const size_t *max_bytes = *state;
    const bool spills = *max_bytes == 1;
    struct lab lab;
    sqlite3 *other;
    uint64_t seed = 1;
    const struct bs_event event = lab_event(&seed);

    lab_begin(&lab);
    lab_query_file(&lab, "sql/lab/n.sql", "SELECT sum(n) AS n FROM counts");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, *max_bytes), BS_OK);
    (void)sqlite3_busy_timeout(lab.store->db.handle, 1);
    assert_int_equal(sqlite3_open(lab.path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(bs_store_count(lab.store, &event),
                     spills ? BS_ESTORE : BS_OK);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_ESTORE);
    assert_non_null(
        strstr(lab.err.text, "counts.db: another program is writing"));
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    if (spills) {
        assert_int_equal(bs_store_count(lab.store, &event), BS_ESTORE);
        assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_ESTORE);
        assert_non_null(
            strstr(lab.err.text, "counts.db: another program is writing"));
    } else {
        assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
        lab_expect(&lab, "sql/lab/n.sql", 0, "n=1\n");
    }
    lab_end(&lab);
}

/* Steps that exist only here. */
static enum bs_status
run_step(const struct bs_db *db, const char *name, struct bs_error *err)
{
    if (strcmp(name, "sql/migrate/0002.sql") == 0)
        return bs_sql_do(db, "ALTER TABLE input ADD COLUMN two INTEGER", err);
    if (strcmp(name, "sql/migrate/0003.sql") == 0)
        return bs_sql_do(db, "UPDATE input SET two = 2", err);
    if (strcmp(name, "sql/migrate/0004.sql") == 0)
        return bs_sql_do(db, "UPDATE input SET no_such_column = 2", err);
    return bs_sql_run(db, name, err);
}

static void test_migrate(void **state)
{
    struct lab lab;
    int64_t version;
    const struct bs_db *db;

    (void)state;
    lab_begin(&lab);
    lab_query_file(&lab, "sql/lab/two.sql", "SELECT two FROM input");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    assert_int_equal(
        bs_store_input(lab.store, &(struct bs_input){.path = "x"}, &lab.err),
        BS_OK);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    db = &lab.store->db;
    assert_int_equal(bs_db_migrate(db, 3, run_step, &lab.err), BS_OK);
    assert_int_equal(bs_sql_number(db, "PRAGMA user_version", &version, NULL),
                     BS_OK);
    assert_int_equal(version, 3);
    lab_expect(&lab, "sql/lab/two.sql", 0, "two=2\n");
    /* All steps or none. */
    assert_int_equal(bs_db_migrate(db, 4, run_step, &lab.err), BS_ESTORE);
    assert_non_null(strstr(lab.err.text, "no_such_column"));
    assert_int_equal(bs_sql_number(db, "PRAGMA user_version", &version, NULL),
                     BS_OK);
    assert_int_equal(version, 3);
    assert_int_equal(bs_db_migrate(db, 3, run_step, &lab.err), BS_OK);
    lab_end(&lab);
}

static void test_migrate_new(void **state)
{
    struct lab lab;
    struct bs_source source = {0};
    struct bs_db db = {0};
    int64_t version;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    db.data = lab.data;
    assert_int_equal(bs_db_open_file(&db, lab.path, &source, &lab.err), BS_OK);
    assert_int_equal(bs_sql_number(&db, "PRAGMA user_version", &version, NULL),
                     BS_OK);
    assert_int_equal(version, BS_SCHEMA_VERSION);
    bs_db_close(&db);
    lab_end(&lab);
}

int main(void)
{
    static const size_t limits[] = {0, 1};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_read_only_folder),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_opening_writes_nothing),
        cmocka_unit_test_prestate(test_close_without_flush,
                                  (void *)(uintptr_t)&limits[0]),
        cmocka_unit_test_prestate(test_close_without_flush,
                                  (void *)(uintptr_t)&limits[1]),
        cmocka_unit_test_prestate(test_failed_flush,
                                  (void *)(uintptr_t)&limits[0]),
        cmocka_unit_test_prestate(test_failed_flush,
                                  (void *)(uintptr_t)&limits[1]),
        cmocka_unit_test(test_migrate),
        cmocka_unit_test(test_migrate_new),
    };

    return RUN_CASES(test_refused, refused_cases) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
