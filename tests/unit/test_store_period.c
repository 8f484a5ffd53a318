/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

#define MIDNIGHT (LAB_DAY + 18 * 3600 + 15 * 60) /* of lab_day() */
#define DAY 86400

/* Which of these events a period has; all are in one hour with a midnight, or
 * in the next. */
static const int64_t times[] = {
    MIDNIGHT - 60,      MIDNIGHT,       MIDNIGHT + 2700,
    MIDNIGHT + DAY - 1, MIDNIGHT + DAY,
};

static const struct period_case {
    const char *name;
    int64_t since;
    int64_t until;
    const char *want; /* seconds from midnight */
} period_cases[] = {
    {"no limit", INT64_MIN, INT64_MAX, "-60 0 2700 86399 86400 "},
    {"a day", MIDNIGHT, MIDNIGHT + DAY, "0 2700 86399 "},
    {"from a day on", MIDNIGHT, INT64_MAX, "0 2700 86399 86400 "},
    {"before a day", INT64_MIN, MIDNIGHT, "-60 "},
    {"whole hours", MIDNIGHT - 900, MIDNIGHT + 2700, "-60 0 "},
    {"within an hour, of one day", MIDNIGHT + 60, MIDNIGHT + 3000, "0 "},
    {"nothing", MIDNIGHT + 2 * DAY, INT64_MAX, ""},
};

static bool add_time(void *context, const struct bs_row *row)
{
    bs_buf_print(context, "%lld ",
                 (long long)(row->values[0].integer - MIDNIGHT));
    return true;
}

static void test_period(void **state)
{
    const struct period_case *c = *state;
    struct lab lab;
    struct bs_buf out;

    lab_begin(&lab);
    lab_query_file(&lab, "sql/report/mine.sql",
                   "SELECT s.first_seen FROM selected AS s JOIN domain AS d "
                   "ON d.id = s.domain ORDER BY 1");
    lab_load(&lab);
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        char domain[] = "a.test";
        struct bs_event event = {
            .time = times[i], .outcome = BS_DELIVERED, .domain = {domain, 6}};

        domain[0] = (char)('a' + i);
        assert_int_equal(bs_store_count(lab.store, &event), BS_OK);
    }
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    bs_store_period(lab.store, c->since, c->until);
    bs_buf_init(&out, 1000);
    assert_int_equal(bs_store_query(lab.store, "sql/report/mine.sql", NULL, 0,
                                    add_time, &out, &lab.err),
                     BS_OK);
    assert_string_equal(bs_buf_text(&out), c->want);
    bs_buf_clear(&out);
    lab_end(&lab);
}

int main(void)
{
    return RUN_CASES(test_period, period_cases);
}
