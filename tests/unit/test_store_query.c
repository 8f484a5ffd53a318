/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

/* What a report may hold, and what becomes of it. */
static const struct report_case {
    const char *name;
    const char *sql;
    enum bs_status status;
    const char *text; /* the message with FILE: in front, or the rows */
} report_cases[] = {
    {"a value", "SELECT 1 AS a, 'x' AS b, 1.5 AS c, NULL AS d;", BS_OK,
     "a=1 b=x c=1.5 d=-\n"},
    {"comments behind", "SELECT 1 AS a; -- that is all\n/* really */\n", BS_OK,
     "a=1\n"},
    {"recursion",
     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
     " FROM n WHERE i < 3) SELECT i FROM n",
     BS_OK, "i=1\ni=2\ni=3\n"},
    {"an array of JSON",
     "SELECT value ->> 'a' AS a FROM json_each('[{\"a\":1},{\"a\":null}]')",
     BS_OK, "a=1\na=-\n"},
    {"bytes that are no text", "SELECT CAST(x'61ff62' AS TEXT) AS t", BS_OK,
     "t=a\xef\xbf\xbd"
     "b\n"},
    {"a blob", "SELECT x'ff' AS t, x'' AS e", BS_OK, "t=\xef\xbf\xbd e=\n"},
    {"a parameter", "SELECT :top AS t, :missing AS m", BS_OK, "t=5 m=-\n"},
    {"a parameter of another kind", "SELECT @top AS t", BS_OK, "t=-\n"},
    {"insert", "INSERT INTO domain VALUES (9, 'x')", BS_ESYNTAX,
     ":1: only reading is allowed"},
    {"insert behind WITH", "WITH a AS (SELECT 1) DELETE FROM input", BS_ESYNTAX,
     ":1: only reading is allowed"},
    {"create", "CREATE TEMP TABLE x(y)", BS_ESYNTAX,
     ":1: only reading is allowed"},
    {"pragma", "-- on\n/* and\non */ PRAGMA user_version = 9", BS_ESYNTAX,
     ":3: only reading is allowed"},
    {"pragma as a table", "SELECT * FROM pragma_table_info('input')",
     BS_ESYNTAX, ": not authorized"},
    {"attach", "ATTACH 'x' AS y", BS_ESYNTAX, ":1: only reading is allowed"},
    {"transaction", "BEGIN", BS_ESYNTAX, ":1: only reading is allowed"},
    {"vacuum", "VACUUM INTO 'x'", BS_ESYNTAX, ":1: only reading is allowed"},
    {"two statements", "SELECT 1; SELECT 2", BS_ESYNTAX,
     ": more than one statement"},
    {"a write behind a read", "SELECT 1; DELETE FROM input", BS_ESYNTAX,
     ":1: only reading is allowed"},
    {"nothing", "-- nothing\n", BS_ESYNTAX, ": no statement"},
    {"a fault in line 3", "SELECT 1,\n  2,\n  nonsense\n", BS_ESYNTAX,
     ":3: no such column: nonsense"},
    {"no table", "SELECT * FROM nowhere", BS_ESYNTAX,
     ": no such table: nowhere"},
    {"a fault while it runs", "SELECT abs(-9223372036854775807 - 1)", BS_ESTORE,
     ": integer overflow"},
    {"endless",
     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
     " SELECT count(*) FROM n",
     BS_ELIMIT, ": the query runs too long"},
};

static void check_report(const struct report_case *c, bool file)
{
    const struct bs_param top = {.name = "top",
                                 .value = {.type = BS_INTEGER, .integer = 5}};
    struct lab lab;
    struct bs_buf out;
    char want[512];

    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql", c->sql);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, file ? lab.path : NULL, 0), BS_OK);
    lab.store->max_steps = 10;
    bs_buf_init(&out, 1000);
    assert_int_equal(bs_store_query(lab.store, "sql/report/mine.sql", &top, 1,
                                    lab_row, &out, &lab.err),
                     c->status);
    if (c->status == BS_OK) {
        assert_string_equal(bs_buf_text(&out), c->text);
    } else {
        (void)snprintf(want, sizeof want, "%s/sql/report/mine.sql%s",
                       lab.folder.path, c->text);
        assert_string_equal(lab.err.text, want);
    }
    bs_buf_reset(&out); /* the store is as good as before */
    assert_int_equal(bs_store_query(lab.store, "sql/report/by-mta.sql", NULL, 0,
                                    lab_row, &out, &lab.err),
                     BS_OK);
    bs_buf_clear(&out);
    lab_end(&lab);
}

static void test_report(void **state)
{
    check_report(*state, false);
}

static void test_report_file(void **state)
{
    check_report(*state, true);
}

static bool first_only(void *context, const struct bs_row *row)
{
    (void)row;
    return ++*(int *)context < 2;
}

static void test_stops(void **state)
{
    struct lab lab;
    int rows = 0;

    (void)state;
    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/three.sql",
                   "SELECT 1 UNION SELECT 2 UNION SELECT 3");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    assert_int_equal(bs_store_query(lab.store, "sql/report/three.sql", NULL, 0,
                                    first_only, &rows, &lab.err),
                     BS_OK);
    assert_int_equal(rows, 2);
    lab_end(&lab);
}

static void test_no_such_file(void **state)
{
    struct lab lab;

    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    assert_int_equal(bs_store_query(lab.store, "sql/report/none.sql", NULL, 0,
                                    lab_row, NULL, &lab.err),
                     BS_ENOINPUT);
    assert_string_equal(lab.err.text, "sql/report/none.sql: no such data file");
    lab_end(&lab);
}

/* Names, and no values. */
static bool names_only(void *context, const struct bs_row *row)
{
    struct bs_buf *out = context;

    assert_null(row->values);
    for (size_t i = 0; i < row->count; i++)
        bs_buf_print(out, "%s ", row->names[i]);
    return true;
}

static const struct check_case {
    const char *name;
    const char *sql;
    enum bs_status status;
    const char *text; /* the end of the message, or the names */
} check_cases[] = {
    {"names", "SELECT 1 AS a, :top AS b FROM tally", BS_OK, "a b "},
    {"not run", "SELECT abs(-9223372036854775807 - 1) AS a", BS_OK, "a "},
    {"fault", "SELECT 1,\n nonsense", BS_ESYNTAX,
     "mine.sql:2: no such column: nonsense"},
    {"write", "DELETE FROM input", BS_ESYNTAX,
     "mine.sql:1: only reading is allowed"},
};

static void test_check(void **state)
{
    const struct check_case *c = *state;
    struct bs_buf out;
    struct lab lab;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql", c->sql);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    bs_buf_init(&out, 1000);
    assert_int_equal(bs_store_check(lab.store, "sql/report/mine.sql",
                                    names_only, &out, &lab.err),
                     c->status);
    if (c->status == BS_OK)
        assert_string_equal(bs_buf_text(&out), c->text);
    else
        assert_non_null(strstr(lab.err.text, c->text));
    bs_buf_clear(&out);
    lab_end(&lab);
}

/* Parameters of every type come back. */
static void test_parameters(void **state)
{
    const struct bs_param params[] = {
        {.name = "n", .value = {.type = BS_NULL}},
        {.name = "i", .value = {.type = BS_INTEGER, .integer = INT64_MIN}},
        {.name = "r", .value = {.type = BS_REAL, .real = 0.25}},
        {.name = "t", .value = {.type = BS_TEXT, .text = BYTES("it's")}},
    };
    struct lab lab;
    struct bs_buf out;

    (void)state;
    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql",
                   "SELECT :n AS n, :i AS i, :r AS r, :t AS t");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    bs_buf_init(&out, 1000);
    assert_int_equal(bs_store_query(lab.store, "sql/report/mine.sql", params,
                                    COUNT_OF(params), lab_row, &out, &lab.err),
                     BS_OK);
    assert_string_equal(bs_buf_text(&out),
                        "n=- i=-9223372036854775808 r=0.25 t=it's\n");
    bs_buf_clear(&out);
    lab_end(&lab);
}

/* The virtual tables, asked in ways that plan differently. */
static const struct plan_case {
    const char *name;
    const char *sql;
    const char *rows;
} plan_cases[] = {
    {"by id", "SELECT name FROM domain WHERE id = 2", "name=b.test\n"},
    {"by id as text", "SELECT name FROM domain WHERE id = '2'",
     "name=b.test\n"},
    {"by id as real", "SELECT name FROM domain WHERE id = 2.0",
     "name=b.test\n"},
    {"by half an id", "SELECT name FROM domain WHERE id = 2.5", ""},
    {"no domain", "SELECT id, name FROM domain WHERE id = 0", "id=0 name=-\n"},
    {"below the first", "SELECT name FROM domain WHERE id = -1", ""},
    {"behind the last", "SELECT name FROM domain WHERE id = 3", ""},
    {"far behind", "SELECT name FROM domain WHERE id = 9223372036854775807",
     ""},
    {"null", "SELECT name FROM domain WHERE id = NULL", ""},
    {"no number", "SELECT name FROM domain WHERE id = 'b.test'", ""},
    {"by name", "SELECT id FROM domain WHERE name = 'a.test'", "id=1\n"},
    {"in order", "SELECT id FROM domain ORDER BY id", "id=0\nid=1\nid=2\n"},
    {"the other order", "SELECT id FROM domain ORDER BY id DESC",
     "id=2\nid=1\nid=0\n"},
    {"selected", "SELECT domain, outcome, n FROM selected",
     "domain=1 outcome=0 n=2\ndomain=1 outcome=1 n=1\n"
     "domain=2 outcome=1 n=1\n"},
    {"one domain", "SELECT outcome FROM selected WHERE domain = 1",
     "outcome=0\noutcome=1\n"},
    {"several domains",
     "SELECT domain, outcome FROM selected WHERE domain IN (2, 1, 7)"
     " ORDER BY domain, outcome",
     "domain=1 outcome=0\ndomain=1 outcome=1\ndomain=2 outcome=1\n"},
    {"one outcome", "SELECT domain FROM selected WHERE outcome = 1",
     "domain=1\ndomain=2\n"},
    {"outcomes", "SELECT domain FROM selected WHERE outcome IN (1, 99, -1)",
     "domain=1\ndomain=2\n"},
    {"outcomes as text", "SELECT domain FROM selected WHERE outcome IN ('0')",
     "domain=1\n"},
    {"no outcome", "SELECT domain FROM selected WHERE outcome IN (NULL)", ""},
    {"not in", "SELECT domain FROM selected WHERE outcome NOT IN (1)",
     "domain=1\n"},
    {"both", "SELECT n FROM selected WHERE domain = 1 AND outcome IN (0)",
     "n=2\n"},
    {"joined by outcome",
     "SELECT o.outcome, s.domain FROM outcome AS o CROSS JOIN selected AS s"
     " ON s.outcome = o.id WHERE o.outcome = 'bounced' ORDER BY s.domain",
     "outcome=bounced domain=1\noutcome=bounced domain=2\n"},
    {"grouped", "SELECT domain, sum(n) AS n FROM selected GROUP BY domain",
     "domain=1 n=3\ndomain=2 n=1\n"},
    {"distinct", "SELECT DISTINCT domain FROM selected",
     "domain=1\ndomain=2\n"},
    {"sums", "SELECT outcome, n FROM outcome_sum",
     "outcome=0 n=2\noutcome=1 n=2\n"},
    {"buckets", "SELECT bucket, outcome, n FROM bucket_sum",
     "bucket=0 outcome=0 n=1\nbucket=0 outcome=1 n=1\n"
     "bucket=1 outcome=0 n=1\nbucket=1 outcome=1 n=1\n"},
    {"rowid", "SELECT rowid FROM tally WHERE bucket = 1 AND domain = 2",
     "rowid=3\n"},
};

static void test_plan(void **state)
{
    const struct plan_case *c = *state;
    struct bs_event event = {.time = LAB_DAY};
    struct lab lab;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql", c->sql);
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, NULL, 0), BS_OK);
    event.domain = BS_STR("a.test");
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    event.outcome = BS_BOUNCED;
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    event.time += 3600;
    event.domain = BS_STR("b.test");
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    event.domain = BS_STR("a.test");
    event.outcome = BS_DELIVERED;
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    lab_expect(&lab, "sql/report/mine.sql", 0, c->rows);
    lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stops),
        cmocka_unit_test(test_no_such_file),
        cmocka_unit_test(test_parameters),
    };
    int failed = RUN_CASES(test_report, report_cases);

    failed += RUN_CASES(test_report_file, report_cases);
    failed += RUN_CASES(test_check, check_cases);
    failed += RUN_CASES(test_plan, plan_cases);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
