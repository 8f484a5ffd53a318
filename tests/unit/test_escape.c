/* SPDX-License-Identifier: MIT */
#include "parse/escape.h"

#include <string.h>

#include "cases.h"

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
    return RUN_CASES(test_unquote, quote_cases);
}
