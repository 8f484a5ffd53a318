/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

#include <sqlite3.h>

#define READING "SQL:1: only reading is allowed"

/* What people may ask a database that is read only, and what becomes of it. */
static const struct sql_case {
    const char *name;
    const char *sql;
    enum bs_status status;
    const char *text; /* the message, or the rows */
} sql_cases[] = {
    {"a view", "SELECT domain, bounced FROM domains", BS_OK,
     "domain=a.test bounced=1\n"},
    {"a parameter", "SELECT :top AS t", BS_OK, "t=5\n"},
    {"explain", "EXPLAIN QUERY PLAN VALUES (1)", BS_OK,
     "id=1 parent=0 notused=0 detail=SCAN CONSTANT ROW\n"},
    {"a harmless pragma", "PRAGMA user_version", BS_OK, "user_version=1\n"},
    {"a pragma with a table", "PRAGMA table_info(setting)", BS_OK,
     "cid=0 name=name type=TEXT notnull=1 dflt_value=- pk=1\n"
     "cid=1 name=value type=TEXT notnull=1 dflt_value=- pk=0\n"},
    {"a pragma as a table",
     "SELECT name FROM pragma_table_info('setting') WHERE pk", BS_ESYNTAX,
     "SQL: not authorized"},
    {"the tables",
     "SELECT count(*) > 5 AS n FROM sqlite_schema WHERE type = 'table'", BS_OK,
     "n=1\n"},
    {"a pragma that sets", "PRAGMA user_version = 9", BS_ESYNTAX, READING},
    {"a pragma that writes", "PRAGMA journal_mode = DELETE", BS_ESYNTAX,
     READING},
    {"a pragma that does", "PRAGMA wal_checkpoint(TRUNCATE)", BS_ESYNTAX,
     READING},
    {"leave to write", "PRAGMA query_only = 0", BS_ESYNTAX, READING},
    {"leave to write the schema", "PRAGMA writable_schema = 1", BS_ESYNTAX,
     READING},
    {"insert", "INSERT INTO domain (name) VALUES ('x')", BS_ESYNTAX, READING},
    {"update", "UPDATE tally SET n = 9", BS_ESYNTAX, READING},
    {"delete", "DELETE FROM input", BS_ESYNTAX, READING},
    {"drop", "DROP VIEW counts", BS_ESYNTAX, READING},
    {"a table", "CREATE TABLE x(y)", BS_ESYNTAX, READING},
    {"a temporary table", "CREATE TEMP TABLE x AS SELECT 1", BS_ESYNTAX,
     READING},
    {"a temporary view", "CREATE TEMP VIEW x AS SELECT 1", BS_ESYNTAX, READING},
    {"a virtual table", "CREATE VIRTUAL TABLE temp.x USING bs_tally(y)",
     BS_ESYNTAX, READING},
    {"attach", "ATTACH '/etc/passwd' AS x", BS_ESYNTAX, READING},
    {"vacuum into a file", "VACUUM INTO '/tmp/x'", BS_ESYNTAX, READING},
    {"analyze", "ANALYZE", BS_ESYNTAX, READING},
    {"a transaction", "BEGIN EXCLUSIVE", BS_ESYNTAX, READING},
    {"an extension", "SELECT load_extension('x')", BS_ESYNTAX,
     "SQL:1: not authorized to use function: load_extension"},
    {"reading a file", "SELECT readfile('/etc/passwd')", BS_ESYNTAX,
     "SQL:1: no such function: readfile"},
    {"writing a file", "SELECT writefile('/tmp/x', 'y')", BS_ESYNTAX,
     "SQL:1: no such function: writefile"},
    {"two statements", "SELECT 1;\nSELECT 2", BS_ESYNTAX,
     "SQL: more than one statement"},
    {"a comment behind", "SELECT 1 AS a; -- that was it", BS_OK, "a=1\n"},
    {"nothing", "  ", BS_ESYNTAX, "SQL: no statement"},
    {"a fault in line 2", "SELECT n,\n x FROM counts", BS_ESYNTAX,
     "SQL:2: no such column: x"},
    {"endless",
     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
     " SELECT count(*) FROM n",
     BS_ELIMIT, "SQL: the query runs too long"},
};

static void count_one(struct lab *lab)
{
    const struct bs_event event = {.time = LAB_DAY,
                                   .domain = BS_STR("a.test"),
                                   .outcome = BS_BOUNCED,
                                   .code = 550};

    assert_int_equal(bs_store_count(lab->store, &event), BS_OK);
    assert_int_equal(bs_store_flush(lab->store, &lab->err), BS_OK);
}

static enum bs_status open_read_only(struct lab *lab)
{
    const struct bs_store_options options = {
        .data = lab->data, .path = lab->path, .read_only = true};

    return bs_store_open(&lab->store, &options, &lab->err);
}

static void test_sql(void **state)
{
    const struct sql_case *c = *state;
    const struct bs_param top = {.name = "top",
                                 .value = {.type = BS_INTEGER, .integer = 5}};
    struct lab lab;
    struct bs_buf out;

    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    count_one(&lab);
    lab_close(&lab);
    assert_int_equal(open_read_only(&lab), BS_OK);
    lab.store->max_steps = 10;
    bs_buf_init(&out, 10000);
    assert_int_equal(bs_store_sql(lab.store, bs_str_of(c->sql), &top, 1,
                                  lab_row, &out, &lab.err),
                     c->status);
    assert_string_equal(c->status == BS_OK ? bs_buf_text(&out) : lab.err.text,
                        c->text);
    bs_buf_clear(&out);
    lab_end(&lab);
}

static void test_nul(void **state)
{
    struct lab lab;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    assert_int_equal(bs_store_sql(lab.store, BS_STR("SELECT 1\0; junk"), NULL,
                                  0, lab_row, NULL, &lab.err),
                     BS_ESYNTAX);
    assert_string_equal(lab.err.text, "SQL: NUL in the text");
    lab_end(&lab);
}

/* A report may fill its temporary tables, and nothing else is written. */
static void test_report_read_only(void **state)
{
    struct lab lab;

    (void)state;
    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql",
                   "SELECT sum(n) AS n FROM outcome_sum");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    count_one(&lab);
    lab_close(&lab);
    assert_int_equal(open_read_only(&lab), BS_OK);
    lab_expect(&lab, "sql/report/mine.sql", 0, "n=1\n");
    assert_int_equal(sqlite3_exec(lab.store->db.handle,
                                  "DELETE FROM main.tally", NULL, NULL, NULL),
                     SQLITE_READONLY);
    lab_end(&lab);
}

/* A query that inserts sql/part/mine.sql; what becomes of it. */
static const struct insert_case {
    const char *name;
    const char *query;
    const char *piece; /* NULL: there is none */
    enum bs_status status;
    const char *text; /* the rows, or what the message ends with */
} insert_cases[] = {
    {"a piece with comments",
     "WITH\n-- Insert: sql/part/mine.sql\nb AS (SELECT i + 1 AS i FROM a)\n"
     "SELECT i FROM b",
     "-- What it is.\na AS (\n  SELECT 1 AS i -- one\n),", BS_OK, "i=2\n"},
    {"no comment in quotes", "SELECT\n-- Insert: sql/part/mine.sql\n, 2 AS b",
     "'it''s --' AS \"--\" -- 'x", BS_OK, "--=it's -- b=2\n"},
    {"twice, to the end of the file",
     "SELECT\n-- Insert: sql/part/mine.sql\n+\n-- Insert:sql/part/mine.sql ",
     "1", BS_OK, "1 \n+\n1=2\n"},
    {"the line of a fault behind it",
     "SELECT\n-- Insert: sql/part/mine.sql\n, x", "1\n,\n2", BS_ESYNTAX,
     "sql/report/mine.sql:3: no such column: x"},
    {"the line of a fault in it", "SELECT\n-- Insert: sql/part/mine.sql\n, 3",
     "1\n,\nx", BS_ESYNTAX, "sql/report/mine.sql:2: no such column: x"},
    {"no such piece", "SELECT\n\n-- Insert: sql/part/mine.sql", NULL,
     BS_ENOINPUT,
     "sql/report/mine.sql:3: no such data file: sql/part/mine.sql"},
    {"a piece that inserts", "SELECT\n-- Insert: sql/part/mine.sql",
     "1\n-- Insert: sql/part/mine.sql", BS_ESYNTAX,
     "sql/report/mine.sql:2: a file that is inserted inserts none: "
     "sql/part/mine.sql"},
    {"a comment elsewhere", "SELECT 1 AS a -- Insert: sql/part/mine.sql", NULL,
     BS_OK, "a=1\n"},
};

static void test_insert(void **state)
{
    const struct insert_case *c = *state;
    struct lab lab;
    struct bs_buf out;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql", c->query);
    if (c->piece != NULL)
        lab_query_file(&lab, "sql/part/mine.sql", c->piece);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    bs_buf_init(&out, 10000);
    assert_int_equal(bs_store_query(lab.store, "sql/report/mine.sql", NULL, 0,
                                    lab_row, &out, &lab.err),
                     c->status);
    if (c->status == BS_OK)
        assert_string_equal(bs_buf_text(&out), c->text);
    else
        assert_non_null(strstr(lab.err.text, c->text));
    bs_buf_clear(&out);
    lab_end(&lab);
}

static void test_not_there(void **state)
{
    char want[512];
    struct lab lab;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(open_read_only(&lab), BS_ESTORE);
    (void)snprintf(want, sizeof want,
                   "%s: cannot open database: No such file or directory",
                   lab.path);
    assert_string_equal(lab.err.text, want);
    folder_write(&lab.folder, "counts.db", "");
    assert_int_equal(open_read_only(&lab), BS_ESTORE);
    assert_non_null(strstr(lab.err.text, ": no counts that this program can"));
    lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_report_read_only),
        cmocka_unit_test(test_not_there),
    };

    return RUN_CASES(test_sql, sql_cases) +
           RUN_CASES(test_insert, insert_cases) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
