/* SPDX-License-Identifier: MIT */
#include "bouncestat/code.h"

#include <string.h>

#include "cases.h"

static const struct parse_case {
    const char *name;
    const char *text;
    size_t used; /* bytes consumed; 0: not a code */
    struct bs_esc want;
} parse_cases[] = {
    {"plain", "5.1.1", 5, {5, 1, 1}},
    {"success", "2.0.0", 5, {2, 0, 0}},
    {"stops at the text", "4.7.25 Client host", 6, {4, 7, 25}},
    {"stops at a bracket", "5.1.1)", 5, {5, 1, 1}},
    {"stops at a dash", "5.1.1-two", 5, {5, 1, 1}},
    {"three digits", "5.999.999", 9, {5, 999, 999}},
    {"four digits", "5.1.1000", 0, {0, 0, 0}},
    {"four digits in the middle", "5.1000.1", 0, {0, 0, 0}},
    {"class 3 does not exist", "3.0.0", 0, {0, 0, 0}},
    {"class 1 does not exist", "1.0.0", 0, {0, 0, 0}},
    {"class of two digits", "55.1.1", 0, {0, 0, 0}},
    {"an address", "192.0.2.1", 0, {0, 0, 0}},
    {"an address that begins well", "5.1.1.2", 0, {0, 0, 0}},
    {"a version", "4.2.0rc1", 0, {0, 0, 0}},
    {"a final full stop", "5.1.1.", 0, {0, 0, 0}},
    {"leading zero", "5.01.1", 0, {0, 0, 0}},
    {"leading zero at the end", "5.1.01", 0, {0, 0, 0}},
    {"two zeros", "5.0.00", 0, {0, 0, 0}},
    {"cut short", "5.1.", 0, {0, 0, 0}},
    {"cut shorter", "5.1", 0, {0, 0, 0}},
    {"empty part", "5..1", 0, {0, 0, 0}},
    {"blank in front", " 5.1.1", 0, {0, 0, 0}},
    {"blank inside", "5. 1.1", 0, {0, 0, 0}},
    {"sign", "5.-1.1", 0, {0, 0, 0}},
    {"X is for tables", "X.1.1", 0, {0, 0, 0}},
    {"X behind", "5.1.X", 0, {0, 0, 0}},
    {"empty", "", 0, {0, 0, 0}},
};

static void test_parse(void **state)
{
    const struct parse_case *c = *state;
    struct bs_esc got = {9, 9, 9};

    assert_int_equal(bs_esc_parse(&got, c->text, strlen(c->text)), c->used);
    assert_int_equal(got.cls, c->want.cls);
    assert_int_equal(got.subject, c->want.subject);
    assert_int_equal(got.detail, c->want.detail);
}

static const struct parse_case key_cases[] = {
    {"any class", "X.1.1", 5, {BS_ANY, 1, 1}},
    {"a subject", "X.7.X", 5, {BS_ANY, 7, BS_ANY}},
    {"a class", "5.X.X", 5, {5, BS_ANY, BS_ANY}},
    {"a whole code", "5.7.509", 7, {5, 7, 509}},
    {"lower case", "x.1.1", 0, {0, 0, 0}},
    {"two letters", "X.XX.1", 0, {0, 0, 0}},
    {"letter behind", "X.1.1X", 0, {0, 0, 0}},
    {"class 3", "3.X.X", 0, {0, 0, 0}},
    {"65535 is no X", "65535.1.1", 0, {0, 0, 0}},
    {"cut short", "X.X", 0, {0, 0, 0}},
};

static void test_key(void **state)
{
    const struct parse_case *c = *state;
    struct bs_esc got = {9, 9, 9};
    char text[BS_ESC_BUFSIZE];

    assert_int_equal(bs_esc_parse_key(&got, c->text, strlen(c->text)), c->used);
    assert_int_equal(got.cls, c->want.cls);
    assert_int_equal(got.subject, c->want.subject);
    assert_int_equal(got.detail, c->want.detail);
    assert_int_equal(bs_esc_format(text, got), c->used);
    assert_string_equal(text, c->used > 0 ? c->text : "");
}

static void test_stops_at_length(void **state)
{
    struct bs_esc got;

    (void)state;
    assert_int_equal(bs_esc_parse(&got, "5.1.123", 6), 6);
    assert_int_equal(got.detail, 12);
    assert_int_equal(bs_esc_parse(&got, "5.1.1", 4), 0);
    assert_int_equal(bs_esc_parse(&got, NULL, 0), 0);
}

/* What is printed is read back, for every subject and detail. */
static void test_every_code(void **state)
{
    static const uint16_t classes[] = {2, 4, 5};

    (void)state;
    for (uint32_t i = 0; i < 1000 * 1000; i++) {
        const struct bs_esc code = {classes[i % COUNT_OF(classes)],
                                    (uint16_t)(i / 1000), (uint16_t)(i % 1000)};
        char text[BS_ESC_BUFSIZE];
        const size_t len = bs_esc_format(text, code);
        struct bs_esc again;

        if (strlen(text) != len || bs_esc_parse(&again, text, len) != len ||
            bs_esc_cmp(code, again) != 0)
            fail_msg("%s does not come back", text);
    }
}

static void test_order(void **state)
{
    static const struct bs_esc sorted[] = {
        {0, 0, 0},      {2, 0, 0},           {4, 0, 0},
        {4, 7, 1},      {5, 0, 0},           {5, 1, 2},
        {5, 1, 10},     {5, 1, BS_ANY},      {5, 2, 0},
        {5, 10, 0},     {5, BS_ANY, BS_ANY}, {BS_ANY, 0, 0},
        {BS_ANY, 1, 1}, {BS_ANY, 1, BS_ANY}, {BS_ANY, BS_ANY, BS_ANY},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(sorted); i++) {
        for (size_t j = 0; j < COUNT_OF(sorted); j++) {
            const int got = bs_esc_cmp(sorted[i], sorted[j]);

            assert_int_equal((got > 0) - (got < 0), (i > j) - (i < j));
        }
    }
}

static void test_no_code(void **state)
{
    char text[BS_ESC_BUFSIZE] = "garbage";

    (void)state;
    assert_int_equal(bs_esc_format(text, (struct bs_esc){0, 0, 0}), 0);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stops_at_length),
        cmocka_unit_test(test_every_code),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_no_code),
    };

    return RUN_CASES(test_parse, parse_cases) + RUN_CASES(test_key, key_cases) +
           cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
