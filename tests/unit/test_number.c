/* SPDX-License-Identifier: MIT */
#include "base/number.h"

#include <string.h>

#include "cases.h"

static const struct parse_case {
    const char *name;
    const char *text;
    uint64_t max;
    size_t used;
    uint64_t want;
} parse_cases[] = {
    {"one digit", "7", 9, 1, 7},
    {"stops at the text", "550 no", 999, 3, 550},
    {"leading zeros", "007", 9, 3, 7},
    {"zero", "0", 0, 1, 0},
    {"the maximum", "999", 999, 3, 999},
    {"one over", "1000", 999, 0, 0},
    {"over by its last digit", "256", 255, 0, 0},
    {"small maximum", "5", 4, 0, 0},
    {"all of 64 bits", "18446744073709551615", UINT64_MAX, 20, UINT64_MAX},
    {"65 bits", "18446744073709551616", UINT64_MAX, 0, 0},
    {"far too long", "99999999999999999999999999", UINT64_MAX, 0, 0},
    {"empty", "", 9, 0, 0},
    {"no digit", "x", 9, 0, 0},
    {"sign", "-1", 9, 0, 0},
    {"blank in front", " 1", 9, 0, 0},
    {"a digit that is not ASCII", "\xD9\xA1", 9, 0, 0},
};

static void test_parse(void **state)
{
    const struct parse_case *c = *state;
    uint64_t got = 0;

    assert_int_equal(bs_number_parse(&got, c->max, c->text, strlen(c->text)),
                     c->used);
    if (c->used > 0)
        assert_int_equal(got, c->want);
}

static void test_stops_at_length(void **state)
{
    uint64_t got = 0;

    (void)state;
    assert_int_equal(bs_number_parse(&got, 999, "123", 2), 2);
    assert_int_equal(got, 12);
    assert_int_equal(bs_number_parse(&got, 999, "123", 0), 0);
}

static void test_ascii(void **state)
{
    (void)state;
    for (int i = -128; i < 128; i++) {
        const char c = (char)i;
        const bool upper = i >= 'A' && i <= 'Z';

        assert_int_equal(bs_is_digit(c), i >= '0' && i <= '9');
        assert_int_equal(bs_is_alpha(c), upper || (i >= 'a' && i <= 'z'));
        assert_int_equal(bs_lower(c), upper ? i + 32 : i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stops_at_length),
        cmocka_unit_test(test_ascii),
    };

    return RUN_CASES(test_parse, parse_cases) +
           cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
