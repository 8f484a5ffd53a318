/* SPDX-License-Identifier: MIT */
#include "cli/date.h"

#include <string.h>

#include "cases.h"

static const struct text_case {
    const char *name;
    const char *form;
    struct bs_civil civil;
    const char *want[BS_LANG_COUNT];
} text_cases[] = {
    {"day",
     "day",
     {.year = 2026, .month = 11, .day = 20},
     {"Friday 20 November 2026", "Freitag, 20. November 2026"}},
    {"leap day",
     "day",
     {.year = 2024, .month = 2, .day = 29},
     {"Thursday 29 February 2024", "Donnerstag, 29. Februar 2024"}},
    {"before 1970",
     "day",
     {.year = 1969, .month = 12, .day = 31},
     {"Wednesday 31 December 1969", "Mittwoch, 31. Dezember 1969"}},
    {"short", "short", {.year = 2026, .month = 3, .day = 1}, {"1 Mar", "1.3."}},
    {"month",
     "month",
     {.year = 2026, .month = 3, .day = 1},
     {"Mar 2026", "M\xC3\xA4rz 2026"}},
    {"no form", "no", {.year = 2026, .month = 3, .day = 1}, {"", ""}},
};

static struct bs_data *data;
static struct bs_words *words;

static int set_up(void **state)
{
    (void)state;
    return bs_data_open(&data, NULL, NULL) != BS_OK ||
           bs_words_open(&words, data, NULL) != BS_OK;
}

static int tear_down(void **state)
{
    (void)state;
    bs_words_close(words);
    bs_data_close(data);
    return 0;
}

static void test_text(void **state)
{
    const struct text_case *c = *state;

    for (int lang = 0; lang < BS_LANG_COUNT; lang++) {
        const struct date_style style = {words, (enum bs_lang)lang};
        char text[DATE_SIZE];

        assert_string_equal(date_text(text, &style, c->form, &c->civil),
                            c->want[lang]);
    }
}

static void test_period(void **state)
{
    const struct date_style style = {words, BS_DE};
    char text[3 * DATE_SIZE];
    struct zone zone;

    (void)state;
    assert_int_equal(zone_init(&zone, "Europe/Berlin", NULL), BS_OK);
    assert_string_equal(
        date_period(text, &style, 1795161600, 1795167000, &zone),
        "Freitag, 20. November 2026, 09:00 \xE2\x80\x93 10:30 CET");
    assert_string_equal(
        date_period(text, &style, 1795161600, 1795161600 + 86400, &zone),
        "20.11.2026, 09:00 \xE2\x80\x93 21.11.2026, 09:00 CET");
    assert_string_equal(date_days(text, &style, 1795161600, 1795161600, &zone),
                        "Freitag, 20. November 2026");
    assert_string_equal(
        date_days(text, &style, 1795161600, 1795161600 + 86400, &zone),
        "20.11.2026 \xE2\x80\x93 21.11.2026");
}

static const struct parse_case {
    const char *name;
    struct bs_str text;
    bool good;
    struct bs_civil want;
} parse_cases[] = {
    {"hour",
     BYTES("2026-11-20 08:30"),
     true,
     {.year = 2026, .month = 11, .day = 20, .hour = 8, .minute = 30}},
    {"day", BYTES("2026-11-20"), true, {.year = 2026, .month = 11, .day = 20}},
    {"month", BYTES("2026-11"), true, {.year = 2026, .month = 11, .day = 1}},
    {"nothing", BYTES(""), false, {0}},
    {"no month", BYTES("2026-13"), false, {0}},
    {"half", BYTES("2026-11-2"), false, {0}},
    {"no minute", BYTES("2026-11-20 08"), false, {0}},
    {"more", BYTES("2026-11-20 08:30:00"), false, {0}},
    {"letters", BYTES("2026-ab"), false, {0}},
};

static void test_parse(void **state)
{
    const struct parse_case *c = *state;
    struct bs_civil civil;

    assert_int_equal(date_parse(&civil, c->text), c->good);
    if (!c->good)
        return;
    assert_int_equal(civil.year, c->want.year);
    assert_int_equal(civil.month, c->want.month);
    assert_int_equal(civil.day, c->want.day);
    assert_int_equal(civil.hour, c->want.hour);
    assert_int_equal(civil.minute, c->want.minute);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_period)};

    return RUN_CASES_WITH(test_text, text_cases, set_up, tear_down) +
           RUN_CASES(test_parse, parse_cases) +
           cmocka_run_group_tests_name("date", tests, set_up, tear_down);
}
