/* SPDX-License-Identifier: MIT */
#include "parse/shape.h"

#include <stdio.h>

#include "cases.h"

#define PAD 64

struct line {
    char text[256 + PAD];
    struct bs_str str;
};

static void line_set(struct line *line, const char *text)
{
    memset(line->text, '0', sizeof line->text);
    line->str = (struct bs_str){line->text, strlen(text)};
    memcpy(line->text, text, line->str.len);
}

static bool learn(struct bs_shape *shape, const char *text)
{
    struct line line;
    struct bs_head head;

    line_set(&line, text);
    assert_true(bs_head_parse(&head, line.str, false));
    return bs_shape_learn(shape, line.str, &head, false);
}

static const struct fit_case {
    const char *name;
    const char *learnt;
    const char *line;
    bool want;
} fit_cases[] = {
    {"itself", "Nov 23 15:52:06 mx1 p[1]: x", "Nov 23 15:52:06 mx1 p[1]: x",
     true},
    {"another time, another program", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov 19 00:00:59 mx1 kernel: y", true},
    {"another month", "Nov 23 15:52:06 mx1 p[1]: x",
     "Dec 23 15:52:06 mx1 p[1]: x", false},
    {"a day of one digit", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov  3 15:52:06 mx1 p[1]: x", false},
    {"a day of two digits", "Nov  3 15:52:06 mx1 p[1]: x",
     "Nov 23 15:52:06 mx1 p[1]: x", false},
    {"another host", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov 23 15:52:06 mx2 p[1]: x", false},
    {"a digit of the host is no digit of the stamp",
     "Nov 23 15:52:06 mx1 p[1]: x", "Nov 23 15:52:06 mx7 p[1]: x", false},
    {"a longer host", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov 23 15:52:06 mx12 p[1]: x", false},
    {"a letter in the stamp", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov 2x 15:52:06 mx1 p[1]: x", false},
    {"a fraction", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov 23 15:52:06.1 mx1 p[1]: x", false},
    {"another zone", "2026-11-23T15:52:06+01:00 mx1 p[1]: x",
     "2026-11-23T15:52:06+02:00 mx1 p[1]: x", true},
    {"the other side of UTC", "2026-11-23T15:52:06+01:00 mx1 p[1]: x",
     "2026-11-23T15:52:06-01:00 mx1 p[1]: x", false},
    {"cut before the tag", "Nov 23 15:52:06 mx1 p[1]: x", "Nov 23 15:52:06 mx1",
     false},
    {"cut where the tag begins", "Nov 23 15:52:06 mx1 p[1]: x",
     "Nov 23 15:52:06 mx1 ", true},
    {"cut, with the rest behind it", "Nov 23 15:52:06 000 p[1]: x",
     "Nov 23 15:52:06 ", false},
    {"empty", "Nov 23 15:52:06 mx1 p[1]: x", "", false},
};

static void test_fits(void **state)
{
    const struct fit_case *c = *state;
    struct bs_shape shape = {0};
    struct line line;

    assert_true(learn(&shape, c->learnt));
    line_set(&line, c->line);
    assert_int_equal(bs_shape_fits(&shape, line.str), c->want);
}

static void test_no_shape(void **state)
{
    const struct bs_shape shape = {0};
    struct line line;

    (void)state;
    line_set(&line, "Nov 23 15:52:06 mx1 p[1]: x");
    assert_false(bs_shape_fits(&shape, line.str));
    line_set(&line, "");
    assert_false(bs_shape_fits(&shape, line.str));
}

/* Heads of up to 64 bytes are learnt; each byte of them counts. */
static void test_length(void **state)
{
    (void)state;
    for (int host = 1; host <= 60; host++) {
        const size_t len = sizeof "Nov 23 15:52:06 " + (size_t)host;
        struct bs_shape shape = {0};
        struct line line;
        char text[128];

        (void)snprintf(text, sizeof text, "Nov 23 15:52:06 %0*d p[1]: x", host,
                       7);
        assert_int_equal(learn(&shape, text), len <= 64);
        if (len > 64) {
            assert_int_equal(shape.len, 0);
            continue;
        }
        line_set(&line, text);
        assert_int_equal(shape.len, len);
        for (size_t i = 0; i < len; i++) {
            line.text[i] ^= 0x40;
            assert_false(bs_shape_fits(&shape, line.str));
            line.text[i] ^= 0x40;
        }
        assert_true(bs_shape_fits(&shape, line.str));
    }
}

/* A shape that is refused leaves the old one as it was. */
static void test_refused(void **state)
{
    struct bs_shape shape = {0};
    struct line line;

    (void)state;
    assert_true(learn(&shape, "Nov 23 15:52:06 mx1 p[1]: x"));
    assert_false(learn(&shape, "<22>1 2026-11-23T13:58:27Z mx1 p 1 - - x"));
    line_set(&line, "Nov 23 15:52:06 mx1 p[1]: x");
    assert_true(bs_shape_fits(&shape, line.str));
}

static void test_layout(void **state)
{
    struct bs_shape shape = {0};

    (void)state;
    assert_true(learn(&shape, "<22>Nov 23 15:52:06 mx1 mail.info p[1]: x"));
    assert_int_equal(shape.layout.stamp, 4);
    assert_int_equal(shape.layout.stamp_len, 15);
    assert_int_equal(shape.layout.host, 20);
    assert_int_equal(shape.layout.host_len, 3);
    assert_int_equal(shape.layout.rest, 34);
    assert_true(learn(&shape, "Nov 23 15:52:06 p[1]: x"));
    assert_int_equal(shape.layout.host_len, 0);
    assert_int_equal(shape.layout.rest, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_shape),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_layout),
    };
    int failed = RUN_CASES(test_fits, fit_cases);

    return failed + cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}
