/* SPDX-License-Identifier: MIT */
#include "parse/escape.h"

#include <string.h>

#include "cases.h"

static const struct case_ {
    const char *name;
    enum bs_escapes escapes;
    struct bs_str text;
    struct bs_str want;
} cases[] = {
    {"nothing to undo", BS_ESCAPES_EXIM, BYTES("550 no"), BYTES("550 no")},
    {"none are known", BS_ESCAPES_NONE, BYTES("a\\n\\\\b"), BYTES("a\\n\\\\b")},
    {"empty", BS_ESCAPES_EXIM, BYTES(""), BYTES("")},
    {"newline", BS_ESCAPES_EXIM, BYTES("550-a\\n550 b"), BYTES("550-a\n550 b")},
    {"all letters", BS_ESCAPES_EXIM, BYTES("\\n\\r\\t\\b\\f\\v"),
     BYTES("\n\r\t\b\f\v")},
    {"other letters stay", BS_ESCAPES_EXIM, BYTES("\\a\\x41\\N"),
     BYTES("\\a\\x41\\N")},
    {"octal", BS_ESCAPES_EXIM, BYTES("f\\303\\274r"), BYTES("f\xC3\xBCr")},
    {"octal NUL", BS_ESCAPES_EXIM, BYTES("a\\000b"), BYTES("a\0b")},
    {"the largest", BS_ESCAPES_EXIM, BYTES("\\377"), BYTES("\xFF")},
    {"larger is none", BS_ESCAPES_EXIM, BYTES("\\400\\777"),
     BYTES("\\400\\777")},
    {"8 is no octal digit", BS_ESCAPES_EXIM, BYTES("\\308\\380\\038"),
     BYTES("\\308\\380\\038")},
    {"octal and a digit", BS_ESCAPES_EXIM, BYTES("\\1011"), BYTES("A1")},
    {"Exim leaves a backslash", BS_ESCAPES_EXIM, BYTES("a\\\\z"),
     BYTES("a\\\\z")},
    {"once only", BS_ESCAPES_EXIM, BYTES("\\134n"), BYTES("\\n")},
    {"backslash and newline", BS_ESCAPES_EXIM, BYTES("\\\\n"), BYTES("\\\n")},
    {"Sendmail doubles it", BS_ESCAPES_SENDMAIL, BYTES("\\\\jl"),
     BYTES("\\jl")},
    {"two of them", BS_ESCAPES_SENDMAIL, BYTES("\\\\\\\\"), BYTES("\\\\")},
    {"Sendmail's octal", BS_ESCAPES_SENDMAIL, BYTES("\\015\\012"),
     BYTES("\r\n")},
    {"a doubled one before digits", BS_ESCAPES_SENDMAIL, BYTES("\\\\015"),
     BYTES("\\015")},
    {"Sendmail has no letters", BS_ESCAPES_SENDMAIL, BYTES("\\n\\t"),
     BYTES("\\n\\t")},
    {"cut behind the backslash", BS_ESCAPES_EXIM, BYTES("a\\"), BYTES("a\\")},
    {"cut inside octal", BS_ESCAPES_EXIM, BYTES("a\\30"), BYTES("a\\30")},
    {"Sendmail's, cut", BS_ESCAPES_SENDMAIL, BYTES("a\\\\\\"), BYTES("a\\\\")},
};

static void test_unescape(void **state)
{
    const struct case_ *c = *state;
    char *out = malloc(c->text.len + 1); /* as much room as is promised */
    struct bs_str got;

    assert_non_null(out);
    got = bs_unescape(out, c->text, c->escapes);
    assert_true(bs_str_eq(got, c->want));
    assert_true(got.data == c->text.data || got.data == out);
    free(out);
}

static void test_none(void **state)
{
    char out[1];

    (void)state;
    assert_null(
        bs_unescape(out, (struct bs_str){NULL, 0}, BS_ESCAPES_EXIM).data);
}

static const struct quote_case {
    const char *name;
    struct bs_str quoted;
    struct bs_str text;     /* without the quoting */
    struct bs_str original; /* without Exim's escapes as well */
} quote_cases[] = {
    {"nothing to do", BYTES("250 ok"), BYTES("250 ok"), BYTES("250 ok")},
    {"empty", BYTES(""), BYTES(""), BYTES("")},
    {"a quote", BYTES("250 \\\"x\\\""), BYTES("250 \"x\""), BYTES("250 \"x\"")},
    {"a newline", BYTES("250-a\\\\n250 b"), BYTES("250-a\\n250 b"),
     BYTES("250-a\n250 b")},
    {"a byte", BYTES("gel\\\\366scht"), BYTES("gel\\366scht"),
     BYTES("gel\xF6scht")},
    {"a lone backslash", BYTES("a\\x"), BYTES("a\\x"), BYTES("a\\x")},
    {"cut behind a backslash", BYTES("a\\\\b\\"), BYTES("a\\b\\"),
     BYTES("a\b\\")},
};

static void test_unquote(void **state)
{
    const struct quote_case *c = *state;
    char room[64];
    struct bs_str got = bs_unquote(room, c->quoted);

    assert_int_equal(got.len, c->text.len);
    assert_memory_equal(got.data, c->text.data, got.len);
    got = bs_unescape(room, got, BS_ESCAPES_EXIM); /* in place */
    assert_int_equal(got.len, c->original.len);
    assert_memory_equal(got.data, c->original.data, got.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_none)};
    int failed = RUN_CASES(test_unescape, cases);

    failed += RUN_CASES(test_unquote, quote_cases);
    return failed + cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
