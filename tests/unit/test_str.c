/* SPDX-License-Identifier: MIT */
#include "bouncestat/str.h"

#include <string.h>

#include "cases.h"

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

struct escape_case {
    const char *name;
    struct bs_str text;
    const char *want;
};

static const struct escape_case terminal_cases[] = {
    {"empty", {"", 0}, ""},
    {"none", {NULL, 0}, ""},
    {"plain", BYTES("user@example.org"), "user@example.org"},
    {"umlaut", BYTES("M\xC3\xBCller"), "M\xC3\xBCller"},
    {"NUL", BYTES("a\0b"), "a\\x00b"},
    {"newline and tab", BYTES("\n\t"), "\\x0A\\x09"},
    {"escape sequence", BYTES("\x1b[31m"), "\\x1B[31m"},
    {"DEL", BYTES("\x7f"), "\\x7F"},
    {"C1: CSI in two bytes", BYTES("\xC2\x9B"), "\\u{009B}"},
    {"no-break space is text", BYTES("\xC2\xA0"), "\xC2\xA0"},
    {"right-to-left override", BYTES("\xE2\x80\xAEgpj"), "\\u{202E}gpj"},
    {"isolate", BYTES("\xE2\x81\xA6"), "\\u{2066}"},
    {"right-to-left mark", BYTES("\xE2\x80\x8F"), "\\u{200F}"},
    {"Arabic letter mark", BYTES("\xD8\x9C"), "\\u{061C}"},
    {"line separator", BYTES("\xE2\x80\xA8"), "\\u{2028}"},
    {"Hebrew is text", BYTES("\xD7\x90"), "\xD7\x90"},
    {"raw C1 byte", BYTES("\x9B"), BAD},
    {"invalid byte", BYTES("a\xFFz"), "a" BAD "z"},
    {"cut character", BYTES("a\xE2\x82"), "a" BAD},
    {"emoji", BYTES("\xF0\x9F\x93\xA7"), "\xF0\x9F\x93\xA7"},
    {"backslash is text", BYTES("\\"), "\\"},
};

static const struct escape_case json_cases[] = {
    {"empty", {"", 0}, ""},
    {"quote", BYTES("say \"no\""), "say \\\"no\\\""},
    {"backslash", BYTES("a\\b"), "a\\\\b"},
    {"slash is text", BYTES("a/b"), "a/b"},
    {"short forms", BYTES("\b\t\n\f\r"), "\\b\\t\\n\\f\\r"},
    {"NUL", BYTES("a\0b"), "a\\u0000b"},
    {"vertical tab", BYTES("\v"), "\\u000b"},
    {"escape", BYTES("\x1b"), "\\u001b"},
    {"DEL", BYTES("\x7f"), "\\u007f"},
    {"umlaut", BYTES("\xC3\xBC"), "\xC3\xBC"},
    {"invalid byte", BYTES("\xFF"), BAD},
    {"surrogate", BYTES("\xED\xA0\x80"), BAD BAD BAD},
};

typedef size_t escape_fn(char *out, size_t size, struct bs_str text);

/* However small the buffer is, it holds a whole number of characters and
 * escapes: a beginning of the wanted text, and the full length comes back. */
static void check_escape(escape_fn *escape, const struct escape_case *c)
{
    const size_t len = strlen(c->want);
    char out[64];
    size_t shorter = 0;

    assert_int_equal(escape(out, sizeof out, c->text), len);
    assert_string_equal(out, c->want);
    assert_int_equal(escape(NULL, 0, c->text), len);
    for (size_t size = 1; size <= len; size++) {
        memset(out, '#', sizeof out);
        assert_int_equal(escape(out, size, c->text), len);
        assert_true(strlen(out) < size);
        assert_true(strlen(out) >= shorter);
        assert_memory_equal(out, c->want, strlen(out));
        assert_int_equal(out[size], '#');
        shorter = strlen(out);
    }
}

static void test_terminal(void **state)
{
    check_escape(bs_str_terminal, *state);
}

static void test_json(void **state)
{
    check_escape(bs_str_json, *state);
}

static const struct cut_case {
    const char *name;
    escape_fn *escape;
    struct bs_str text;
    size_t size;
    const char *want;
} cut_cases[] = {
    {"no half \\xHH", bs_str_terminal, BYTES("ab\n"), 6, "ab"},
    {"whole \\xHH", bs_str_terminal, BYTES("ab\nz"), 7, "ab\\x0A"},
    {"no half \\u{}", bs_str_terminal, BYTES("\xE2\x80\xAE"), 8, ""},
    {"no half character", bs_str_terminal, BYTES("a\xC3\xBC"), 3, "a"},
    {"nothing behind a gap", bs_str_terminal, BYTES("a\nb"), 4, "a"},
    {"no half \\n", bs_str_json, BYTES("a\n"), 3, "a"},
    {"no half \\u", bs_str_json, BYTES("\x01z"), 6, ""},
    {"no lone backslash", bs_str_json, BYTES("\\\\"), 4, "\\\\"},
};

static void test_cut(void **state)
{
    const struct cut_case *c = *state;
    char out[16];

    assert_true(c->escape(out, c->size, c->text) >= c->size);
    assert_string_equal(out, c->want);
}

static const struct eq_case {
    const char *name;
    struct bs_str a, b;
    bool same;
} eq_cases[] = {
    {"same", BYTES("ab"), BYTES("ab"), true},
    {"other byte", BYTES("ab"), BYTES("ac"), false},
    {"shorter", BYTES("ab"), BYTES("a"), false},
    {"behind a NUL", BYTES("a\0b"), BYTES("a\0c"), false},
    {"both empty", {"", 0}, {"x", 0}, true},
    {"both none", {NULL, 0}, {NULL, 0}, true},
    {"none is not empty", {NULL, 0}, {"", 0}, false},
    {"empty is not none", {"", 0}, {NULL, 0}, false},
};

static void test_eq(void **state)
{
    const struct eq_case *c = *state;

    assert_int_equal(bs_str_eq(c->a, c->b), c->same);
}

static void test_of(void **state)
{
    const char *text = "abc";

    (void)state;
    assert_ptr_equal(bs_str_of(text).data, text);
    assert_int_equal(bs_str_of(text).len, 3);
    assert_null(bs_str_of(NULL).data);
    assert_int_equal(bs_str_of(NULL).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_of)};

    return RUN_CASES(test_terminal, terminal_cases) +
           RUN_CASES(test_json, json_cases) + RUN_CASES(test_cut, cut_cases) +
           RUN_CASES(test_eq, eq_cases) +
           cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
