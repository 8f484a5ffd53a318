/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

#include <sqlite3.h>

#define EVENTS 3000
#define HOUR 3600

/* What must stay as it is when hours are rolled up. */
static const struct {
    const char *name;
    const char *sql;
} sums[] = {
    {"sql/lab/daily.sql", "SELECT * FROM daily ORDER BY 1, 2, 3"},
    {"sql/lab/domains.sql", "SELECT * FROM domains ORDER BY domain"},
    {"sql/lab/codes.sql", "SELECT * FROM codes ORDER BY 1, 2, 3, 4"},
    {"sql/lab/domain-codes.sql",
     "SELECT * FROM domain_codes ORDER BY domain, code, dsn, outcome"},
    {"sql/lab/texts.sql",
     "SELECT * FROM reply_texts ORDER BY 1, 2, 3, 4, 6, 10"},
    {"sql/lab/days.sql",
     "SELECT day, host, mta, direction, outcome, domain, code, dsn, text,"
     " again, null_sender, first, sum(n) AS n FROM counts"
     " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"
     " ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"},
};

/* The sums are those of the counts: rows that only one side has. */
static const char consistent[] =
    "SELECT count(*) AS n FROM ("
    "SELECT * FROM (SELECT * FROM selected EXCEPT"
    " SELECT t.domain, coalesce(o.kind, o.id), sum(t.n),"
    " min(b.hour + t.first), max(b.hour + t.last)"
    " FROM tally AS t JOIN bucket AS b ON b.id = t.bucket"
    " JOIN outcome AS o ON o.id = t.outcome GROUP BY 1, 2)"
    " UNION ALL SELECT * FROM (SELECT bucket, outcome, n, first, last"
    " FROM bucket_sum EXCEPT SELECT bucket, outcome, sum(n), min(first),"
    " max(last) FROM tally GROUP BY 1, 2)"
    " UNION ALL SELECT outcome, sum(n), 0, 0, 0 FROM (SELECT outcome, n"
    " FROM outcome_sum UNION ALL SELECT outcome, -n FROM bucket_sum)"
    " GROUP BY outcome HAVING sum(n) <> 0"
    " UNION ALL SELECT id, 0, 0, 0, 0 FROM domain WHERE id <> 0"
    " AND id NOT IN (SELECT domain FROM tally)"
    " UNION ALL SELECT domain, 0, 0, 0, 0 FROM tally"
    " WHERE domain NOT IN (SELECT id FROM domain)"
    " UNION ALL SELECT kind, 0, 0, 0, 0 FROM outcome"
    " WHERE kind NOT IN (SELECT id FROM outcome)"
    " UNION ALL SELECT text, 0, 0, 0, 0 FROM outcome"
    " WHERE text NOT IN (SELECT id FROM reply))";

static void begin(struct lab *lab)
{
    lab_begin(lab);
    for (size_t i = 0; i < COUNT_OF(sums); i++)
        lab_query_file(lab, sums[i].name, sums[i].sql);
    lab_query_file(lab, "sql/lab/consistent.sql", consistent);
    lab_query_file(lab, "sql/lab/most.sql",
                   "SELECT max(c) AS hours FROM (SELECT count(DISTINCT hour)"
                   " AS c FROM counts GROUP BY day)");
    lab_load(lab);
    assert_int_equal(lab_open(lab, lab->path, 0), BS_OK);
}

/* Only events from a time on. */
static void fill(struct lab *lab, uint64_t seed, int64_t from)
{
    for (int i = 0; i < EVENTS; i++) {
        const struct bs_event event = lab_event(&seed);

        if (event.time >= from)
            assert_int_equal(bs_store_count(lab->store, &event), BS_OK);
        if (i % 1000 == 999)
            assert_int_equal(bs_store_flush(lab->store, &lab->err), BS_OK);
    }
}

static struct bs_pruned prune(struct lab *lab, int64_t hourly, int64_t keep)
{
    const struct bs_prune what = {hourly, keep};
    struct bs_pruned done;

    assert_int_equal(bs_store_prune(lab->store, &what, &done, &lab->err),
                     BS_OK);
    assert_false(done.busy);
    lab_expect(lab, "sql/lab/consistent.sql", 0, "n=0\n");
    return done;
}

static void assert_same(struct lab *a, struct lab *b)
{
    for (size_t i = 0; i < COUNT_OF(sums); i++) {
        struct bs_buf want = lab_ask(a, sums[i].name, 0);

        assert_true(want.len > 0);
        lab_expect(b, sums[i].name, 0, bs_buf_text(&want));
        bs_buf_clear(&want);
    }
}

/* Hours become days, at any age, once or in steps, and no sum changes. */
static const struct roll_case {
    const char *name;
    int64_t steps[4]; /* hours from the first day; 0: no more */
} roll_cases[] = {
    {"nothing is old", {1}},       {"one day", {25}},
    {"two days and a half", {60}}, {"all", {100}},
    {"in steps", {30, 50, 100}},   {"twice the same", {100, 100}},
};

static void test_roll(void **state)
{
    const struct roll_case *c = *state;
    struct lab whole;
    struct lab rolled;

    begin(&whole);
    fill(&whole, 5, INT64_MIN);
    begin(&rolled);
    fill(&rolled, 5, INT64_MIN);
    for (size_t i = 0; i < COUNT_OF(c->steps) && c->steps[i] > 0; i++) {
        (void)prune(&rolled, LAB_DAY + c->steps[i] * HOUR, INT64_MIN);
        assert_same(&whole, &rolled);
    }
    if (c->steps[0] == 100)
        lab_expect(&rolled, "sql/lab/most.sql", 0, "hours=1\n");
    lab_end(&whole);
    lab_end(&rolled);
}

/* What comes in late joins a day that was rolled up. */
static void test_late(void **state)
{
    struct lab whole;
    struct lab rolled;

    (void)state;
    begin(&whole);
    fill(&whole, 5, INT64_MIN);
    fill(&whole, 6, INT64_MIN);
    begin(&rolled);
    fill(&rolled, 5, LAB_DAY + 12 * HOUR);
    (void)prune(&rolled, LAB_DAY + 100 * HOUR, INT64_MIN);
    fill(&rolled, 6, INT64_MIN);
    (void)prune(&rolled, LAB_DAY + 100 * HOUR, INT64_MIN);
    for (uint64_t seed = 5, i = 0; i < EVENTS; i++) {
        const struct bs_event event = lab_event(&seed);

        if (event.time < LAB_DAY + 12 * HOUR)
            assert_int_equal(bs_store_count(rolled.store, &event), BS_OK);
    }
    assert_int_equal(bs_store_flush(rolled.store, &rolled.err), BS_OK);
    assert_same(&whole, &rolled);
    (void)prune(&rolled, LAB_DAY + 100 * HOUR, INT64_MIN);
    assert_same(&whole, &rolled);
    lab_expect(&rolled, "sql/lab/most.sql", 0, "hours=1\n");
    lab_end(&whole);
    lab_end(&rolled);
}

/* What is kept is what a database has that never saw the rest. */
static const struct keep_case {
    const char *name;
    int64_t keep; /* hours from the first day */
} keep_cases[] = {{"all", 0}, {"from an hour on", 31}, {"a little", 70}};

static void test_keep(void **state)
{
    const struct keep_case *c = *state;
    const int64_t keep = LAB_DAY + c->keep * HOUR;
    struct bs_pruned done;
    struct lab fresh;
    struct lab pruned;

    begin(&fresh);
    fill(&fresh, 5, keep);
    begin(&pruned);
    fill(&pruned, 5, INT64_MIN);
    done = prune(&pruned, INT64_MIN, keep);
    assert_int_equal(done.deleted > 0, c->keep > 0);
    assert_int_equal(done.events > 0, c->keep > 0);
    assert_same(&fresh, &pruned);
    lab_end(&fresh);
    lab_end(&pruned);
}

static bool file_has(const char *path, const char *suffix, const char *text)
{
    char name[300];
    struct bs_buf bytes;
    bool found;
    FILE *file;
    int c;

    (void)snprintf(name, sizeof name, "%s%s", path, suffix);
    bs_buf_init(&bytes, (size_t)1 << 26);
    file = fopen(name, "rb");
    while (file != NULL && (c = getc(file)) != EOF)
        bs_buf_addc(&bytes, (char)c);
    if (file != NULL)
        assert_int_equal(fclose(file), 0);
    found = bytes.len > 0 &&
            memmem(bytes.data, bytes.len, text, strlen(text)) != NULL;
    bs_buf_clear(&bytes);
    return found;
}

static void count_day(struct lab *lab, int64_t day, const char *what, int count)
{
    struct bs_event event = {.time = day, .outcome = BS_BOUNCED};
    char name[64];

    for (int i = 0; i < count; i++) {
        (void)snprintf(name, sizeof name, "%s-%d.example", what, i);
        event.domain = bs_str_of(name);
        assert_int_equal(bs_store_count(lab->store, &event), BS_OK);
    }
    assert_int_equal(bs_store_flush(lab->store, &lab->err), BS_OK);
}

static bool anywhere(const struct lab *lab, const char *text)
{
    return file_has(lab->path, "", text) || file_has(lab->path, "-wal", text);
}

/* No byte of what was deleted is left, and the file is smaller: the first time,
 * when it is made anew, and from then on in place. */
static void test_really(void **state)
{
    struct bs_pruned done;
    struct lab lab;

    (void)state;
    begin(&lab);
    count_day(&lab, LAB_DAY, "secret", 5000);
    count_day(&lab, LAB_DAY + 86400, "hidden", 1000);
    count_day(&lab, LAB_DAY + 2 * 86400, "kept", 1);
    assert_true(anywhere(&lab, "secret-7.example"));
    done = prune(&lab, INT64_MIN, LAB_DAY + 40000);
    assert_int_equal(done.deleted, 1);
    assert_int_equal(done.events, 5000);
    assert_int_equal(done.domains, 5000);
    assert_true(done.bytes > 100000);
    assert_false(anywhere(&lab, "secret-"));
    assert_true(anywhere(&lab, "hidden-7.example"));
    done = prune(&lab, INT64_MIN, LAB_DAY + 86400 + 40000);
    assert_int_equal(done.domains, 1000);
    assert_true(done.bytes > 20000);
    assert_false(anywhere(&lab, "hidden-"));
    assert_true(file_has(lab.path, "", "kept-0.example"));
    lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_late),
        cmocka_unit_test(test_really),
    };
    int failed = RUN_CASES(test_roll, roll_cases);

    failed += RUN_CASES(test_keep, keep_cases);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
