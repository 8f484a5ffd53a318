/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

#include "base/alloc.h"

/* Everything that a query can see, in an order that no mode decides. */
static const struct view {
    const char *name;
    const char *sql;
} views[] = {
    {"sql/lab/counts.sql",
     "SELECT * FROM counts ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 16,"
     " 17"},
    {"sql/lab/codes.sql",
     "SELECT * FROM domain_codes ORDER BY domain, code, dsn, outcome"},
    {"sql/lab/daily.sql", "SELECT * FROM daily ORDER BY day, outcome"},
    {"sql/lab/domains.sql", "SELECT * FROM domains ORDER BY domain"},
    {"sql/lab/enhanced.sql", "SELECT * FROM enhanced_codes ORDER BY key"},
    {"sql/lab/inputs.sql", "SELECT * FROM inputs ORDER BY path"},
    {"sql/lab/replies.sql", "SELECT * FROM reply_codes ORDER BY key"},
    {"sql/lab/selected.sql",
     "SELECT d.name, o.host, o.mta, o.direction, o.outcome, o.code, o.dsn,"
     " o.text IS NULL, s.n, s.first_seen, s.last_seen FROM selected AS s"
     " JOIN domain AS d ON d.id = s.domain"
     " JOIN outcome AS o ON o.id = s.outcome"
     " ORDER BY 1, 4, 5, 6, 7, o.text"},
    {"sql/lab/texts.sql",
     "SELECT * FROM reply_texts ORDER BY 1, 2, 3, 4, 6, 10"},
    {"sql/lab/one.sql", "SELECT sum(n) FROM selected WHERE domain ="
                        " (SELECT id FROM domain WHERE name = 'gmail.com')"},
    {"sql/lab/few.sql",
     "SELECT d.name, sum(s.n) FROM selected AS s"
     " JOIN domain AS d ON d.id = s.domain WHERE s.outcome IN"
     " (SELECT id FROM outcome WHERE outcome = 'bounced' AND code = 550)"
     " GROUP BY s.domain ORDER BY 1"},
    {"sql/report/accounting.sql", NULL},
    {"sql/report/by-code.sql", NULL},
    {"sql/report/by-day.sql", NULL},
    {"sql/report/by-domain.sql", NULL},
    {"sql/report/by-host.sql", NULL},
    {"sql/report/by-hour.sql", NULL},
    {"sql/report/by-mta.sql", NULL},
    {"sql/report/codes.sql", NULL},
    {"sql/report/delays.sql", NULL},
    {"sql/report/domains.sql", NULL},
    {"sql/report/head.sql", NULL},
    {"sql/report/inputs.sql", NULL},
    {"sql/report/refusals.sql", NULL},
    {"sql/report/texts.sql", NULL},
    {"sql/report/totals.sql", NULL},
};

#define CODES_HEAD                                                             \
    "key\tname_en\tname_de\tmeaning_en\tmeaning_de\tadvice_en\tadvice_de\t"    \
    "source\n"

/* Where each allocation is made to fail in turn, long tables would be read a
 * thousand times. */
static void short_tables(const struct lab *lab)
{
    folder_write(&lab->folder, "patterns/codes.tsv",
                 CODES_HEAD "4.X.X\ta\tb\tc\td\t-\t-\tx\n"
                            "X.1.1\ta\tb\tc\td\t-\t-\tx\n");
    folder_write(&lab->folder, "patterns/replies.tsv",
                 CODES_HEAD "250\ta\tb\tc\td\t-\t-\tx\n"
                            "550\ta\tb\tc\td\t-\t-\tx\n");
}

static void begin(struct lab *lab)
{
    lab_begin(lab);
    for (size_t i = 0; i < COUNT_OF(views); i++)
        if (views[i].sql != NULL)
            lab_query_file(lab, views[i].name, views[i].sql);
    lab_load(lab);
}

static void put_input(struct lab *lab, const char *path, uint64_t lines)
{
    const struct bs_input input = {
        .path = path,
        .bytes = 1000,
        .first_time = LAB_DAY,
        .lines = {.matched = lines, .foreign = 3, .cut = 1, .events = lines}};

    assert_int_equal(bs_store_input(lab->store, &input, &lab->err), BS_OK);
}

/* The ways to the same answers. */
static const struct mode {
    const char *name;
    bool file;
    size_t max_bytes;
    uint32_t max_keys; /* 0: as many as usual */
    bool halves;       /* flush and reopen between */
} modes[] = {
    {"in memory", false, 0, 0, false},
    {"file", true, 0, 0, false},
    {"file, reopened", true, 0, 0, true},
    {"file, spilling keys", true, 0, 150, false},
    {"spilling keys", false, 0, 150, false},
    {"spilling each event", false, 1, 0, false},
    {"file, spilling each event", true, 1, 0, true},
};

static void open_mode(struct lab *lab, const struct mode *mode)
{
    assert_int_equal(
        lab_open(lab, mode->file ? lab->path : NULL, mode->max_bytes), BS_OK);
    if (mode->max_keys != 0)
        lab->store->keys.max = mode->max_keys;
}

static void
run_mode(struct lab *lab, const struct mode *mode, uint64_t seed, int count)
{
    open_mode(lab, mode);
    lab_fill(lab->store, seed, count);
    assert_int_equal(lab->store->spilled,
                     mode->max_keys != 0 || mode->max_bytes == 1);
    put_input(lab, "a.log", 10);
    if (mode->halves) {
        assert_int_equal(bs_store_flush(lab->store, &lab->err), BS_OK);
        lab_close(lab);
        open_mode(lab, mode);
    }
    lab_fill(lab->store, seed + 1, count);
    put_input(lab, "b\xff.log", 20);
    assert_int_equal(bs_store_flush(lab->store, &lab->err), BS_OK);
}

/* For each query the answer in this mode is that in memory. */
static void test_same(void **state)
{
    const struct mode *mode = *state;

    for (uint64_t seed = 1; seed <= 2; seed++) {
        const int count = mode->max_bytes == 1 ? 40 : 200;
        struct lab lab;
        struct lab plain;

        print_message("seed %d\n", (int)seed);
        begin(&lab);
        begin(&plain);
        run_mode(&lab, mode, seed, count);
        run_mode(&plain, &modes[0], seed, count);
        for (size_t i = 0; i < COUNT_OF(views); i++) {
            for (int64_t top = 0; top < 10; top += 7) {
                struct bs_buf want = lab_ask(&plain, views[i].name, top);

                assert_true(want.len > 0);
                lab_expect(&lab, views[i].name, top, bs_buf_text(&want));
                bs_buf_clear(&want);
            }
        }
        lab_end(&lab);
        lab_end(&plain);
    }
}

static void test_more_after_a_question(void **state)
{
    const struct mode *mode = *state;
    struct lab lab;
    struct lab plain;

    begin(&lab);
    begin(&plain);
    open_mode(&lab, mode);
    lab_fill(lab.store, 5, 200);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    for (size_t i = 0; i < COUNT_OF(views); i++) {
        struct bs_buf answer = lab_ask(&lab, views[i].name, 0);

        bs_buf_clear(&answer);
    }
    lab_fill(lab.store, 6, 200);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    open_mode(&plain, &modes[0]);
    lab_fill(plain.store, 5, 200);
    lab_fill(plain.store, 6, 200);
    for (size_t i = 0; i < COUNT_OF(views); i++) {
        struct bs_buf want = lab_ask(&plain, views[i].name, 0);

        lab_expect(&lab, views[i].name, 0, bs_buf_text(&want));
        bs_buf_clear(&want);
    }
    lab_end(&lab);
    lab_end(&plain);
}

struct want { /* counted here, without the store */
    int64_t by_outcome[BS_OUTCOME_COUNT];
    int64_t probes;
    int64_t gmail_failed;
    int64_t codes_550;
};

static struct want count_events(uint64_t seed, int count)
{
    struct want want = {0};

    for (int i = 0; i < count; i++) {
        const struct bs_event event = lab_event(&seed);
        const bool failed =
            event.outcome == BS_BOUNCED || event.outcome == BS_EXPIRED;

        if (event.direction == BS_PROBE) {
            want.probes++;
            continue;
        }
        want.by_outcome[event.outcome]++;
        if (failed && bs_str_eq(event.domain, BS_STR("gmail.com")))
            want.gmail_failed++;
        if (event.direction == BS_OUT && event.code == 550 &&
            (failed || event.outcome == BS_DEFERRED))
            want.codes_550++;
    }
    return want;
}

struct find { /* a cell in the row whose key column has a value */
    const char *key;
    struct bs_value is;
    const char *column;
    int64_t sum;
};

static const struct bs_value *cell(const struct bs_row *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (strcmp(row->names[i], name) == 0)
            return &row->values[i];
    fail_msg("no column %s", name);
    return NULL;
}

static bool add_found(void *context, const struct bs_row *row)
{
    struct find *find = context;

    if (find->key != NULL) {
        const struct bs_value *key = cell(row, find->key);

        if (key->type != find->is.type || key->integer != find->is.integer ||
            !bs_str_eq(key->text, find->is.text))
            return true;
    }
    find->sum += cell(row, find->column)->integer;
    return true;
}

static int64_t sum_of(struct lab *lab, const char *name, struct find find)
{
    assert_int_equal(
        bs_store_query(lab->store, name, NULL, 0, add_found, &find, &lab->err),
        BS_OK);
    return find.sum;
}

static void test_counts(void **state)
{
    const struct mode *mode = *state;
    const int count = mode->max_bytes == 1 ? 50 : 1000;
    const struct want want = count_events(9, count);
    struct lab lab;

    begin(&lab);
    open_mode(&lab, mode);
    lab_fill(lab.store, 9, count);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    for (int i = 0; i < BS_OUTCOME_COUNT; i++) {
        const char *column = bs_outcome_text((enum bs_outcome)i);

        assert_int_equal(sum_of(&lab, "sql/report/totals.sql",
                                (struct find){.column = column}),
                         want.by_outcome[i]);
        assert_int_equal(sum_of(&lab, "sql/report/by-day.sql",
                                (struct find){.column = column}),
                         want.by_outcome[i]);
        assert_int_equal(sum_of(&lab, "sql/lab/domains.sql",
                                (struct find){.column = column}),
                         want.by_outcome[i]);
    }
    assert_int_equal(sum_of(&lab, "sql/report/totals.sql",
                            (struct find){.column = "probes"}),
                     want.probes);
    assert_int_equal(
        sum_of(&lab, "sql/lab/counts.sql", (struct find){.column = "n"}),
        count);
    assert_int_equal(
        sum_of(&lab, "sql/report/domains.sql",
               (struct find){.key = "domain",
                             .is = {BS_TEXT, 0, 0, BYTES("gmail.com")},
                             .column = "failed"}),
        want.gmail_failed);
    assert_int_equal(
        sum_of(&lab, "sql/report/codes.sql",
               (struct find){.key = "code",
                             .is = {.type = BS_INTEGER, .integer = 550},
                             .column = "n"}),
        want.codes_550);
    lab_end(&lab);
}

/* One event after the other, whose answers can be read here. */
static void test_small(void **state)
{
    const struct mode *mode = *state;
    struct lab lab;
    struct bs_event event = {.time = LAB_DAY + 18 * 3600 + 14 * 60 + 59,
                             .direction = BS_OUT,
                             .outcome = BS_BOUNCED,
                             .code = 550,
                             .dsn = {5, 1, 1},
                             .host = BS_STR("mx1"),
                             .mta = BS_STR("postfix"),
                             .domain = BS_STR("a\xff.com")};

    begin(&lab);
    open_mode(&lab, mode);
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    event.domain = BS_STR("a\xfe.com"); /* the same when it is UTF-8 */
    event.time++;                       /* midnight in this zone */
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    event.outcome = BS_DELIVERED;
    event.code = 250;
    event.dsn = (struct bs_esc){2, 0, 0};
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    event.direction = BS_PROBE;
    event.domain = (struct bs_str){NULL, 0};
    assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    lab_expect(&lab, "sql/lab/daily.sql", 0,
               "day=2026-09-04 outcome=bounced class=- n=1\n"
               "day=2026-09-05 outcome=bounced class=- n=1\n"
               "day=2026-09-05 outcome=delivered class=- n=1\n");
    lab_expect(&lab, "sql/lab/domains.sql", 0,
               "domain=a\xef\xbf\xbd.com provider=- delivered=1 relayed=0 "
               "deferred=0 bounced=2 expired=0 rejected=0 tempfailed=0 "
               "bounce_rate=0.666666666666667\n");
    lab_expect(&lab, "sql/report/domains.sql", 0,
               "domain=a\xef\xbf\xbd.com delivered=1 relayed=0 deferred=0 "
               "bounced=2 expired=0 failed=2 of=3 rate=0.666666666666667 "
               "code=550 dsn=5.1.1 name_en=mailbox does not exist "
               "name_de=Postfach existiert nicht "
               "meaning_en=The domain is right, but this address is not known "
               "there: a typing error, or a deleted account. "
               "meaning_de=Die Domain stimmt, aber diese Adresse ist dort "
               "unbekannt: ein Tippfehler oder ein gel\xc3\xb6schtes "
               "Konto. class=- reason_en=550 5.1.1 mailbox does not exist "
               "reason_de=550 5.1.1 Postfach existiert nicht\n");
    lab_end(&lab);
}

static void test_nothing_counted(void **state)
{
    const struct mode *mode = *state;
    struct lab lab;

    begin(&lab);
    open_mode(&lab, mode);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    lab_expect(&lab, "sql/report/domains.sql", 0, "");
    lab_expect(&lab, "sql/lab/counts.sql", 0, "");
    lab_expect(&lab, "sql/report/totals.sql", 0,
               "delivered=0 relayed=0 deferred=0 bounced=0 expired=0 "
               "rejected=0 tempfailed=0 refused=0 probes=0 probes_good=0 "
               "probes_bad=0 failed=0 of=0 rate=- "
               "first_seen=- last_seen=-\n");
    lab_end(&lab);
}

static void test_all_domains(void **state)
{
    const struct bs_param all = {.name = "all",
                                 .value = {.type = BS_INTEGER, .integer = 1}};
    const struct bs_event good = {.time = LAB_DAY,
                                  .domain = BS_STR("good.test")};
    struct find find = {.column = "delivered"};
    struct lab lab;

    begin(&lab);
    open_mode(&lab, *state);
    assert_int_equal(bs_store_count(lab.store, &good), BS_OK);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    assert_int_equal(sum_of(&lab, "sql/report/domains.sql", find), 0);
    assert_int_equal(bs_store_query(lab.store, "sql/report/domains.sql", &all,
                                    1, add_found, &find, &lab.err),
                     BS_OK);
    assert_int_equal(find.sum, 1);
    lab_end(&lab);
}

/* Those of the modes that differ in what they allocate. */
static const struct mode lean_modes[] = {
    {"in memory", false, 0, 0, false},
    {"file", true, 0, 0, false},
    {"spilling each event", false, 1, 0, false},
    {"file, spilling each event", true, 1, 0, false},
};

/* Whatever allocation fails, it is told, and nothing leaks. */
static enum bs_status run_once(struct lab *lab, const struct mode *mode)
{
    struct find find = {.column = "n"};
    enum bs_status status =
        lab_open(lab, mode->file ? lab->path : NULL, mode->max_bytes);
    const int count = mode->max_bytes == 1 ? 2 : 20;
    uint64_t seed = 3;

    for (int i = 0; status == BS_OK && i < count; i++) {
        const struct bs_event event = lab_event(&seed);

        status = bs_store_count(lab->store, &event);
    }
    if (status == BS_OK)
        status = bs_store_input(lab->store, &(struct bs_input){.path = "x\xff"},
                                &lab->err);
    if (status == BS_OK)
        status = bs_store_flush(lab->store, &lab->err);
    if (status == BS_OK)
        status = bs_store_query(lab->store, "sql/lab/counts.sql", NULL, 0,
                                add_found, &find, &lab->err);
    if (status == BS_OK)
        assert_int_equal(find.sum, count);
    lab_close(lab);
    return status;
}

static void test_no_memory(void **state)
{
    const struct mode *mode = *state;
    struct lab lab;
    enum bs_status status = BS_ENOMEM;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/lab/counts.sql", "SELECT n FROM counts");
    short_tables(&lab);
    lab_load(&lab);
    for (long n = 0; status != BS_OK; n++) {
        const unsigned long live = bs_alloc_live();

        (void)remove(lab.path);
        bs_alloc_fail_after(n);
        status = run_once(&lab, mode);
        bs_alloc_fail_after(-1);
        if (status != BS_OK)
            assert_int_equal(status, BS_ENOMEM);
        assert_int_equal(bs_alloc_live(), live);
    }
    lab_end(&lab);
}

int main(void)
{
    int failed = RUN_CASES(test_small, modes);

    failed += RUN_CASES(test_nothing_counted, modes);
    failed += RUN_CASES(test_all_domains, modes);
    failed += RUN_CASES(test_counts, modes);
    failed += RUN_CASES(test_same, modes);
    failed += RUN_CASES(test_more_after_a_question, modes);
    failed += RUN_CASES(test_no_memory, lean_modes);
    return failed;
}
