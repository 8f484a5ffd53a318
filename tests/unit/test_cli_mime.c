/* SPDX-License-Identifier: MIT */
#include "cli/mime.h"

#include <string.h>

#include "cases.h"

#define TEN "0123456789"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

static const struct quoted_case {
    const char *name;
    struct bs_str text;
    const char *want;
} quoted_cases[] = {
    {"nothing", BYTES(""), ""},
    {"plain", BYTES("a b\n"), "a b\n"},
    {"no end of line", BYTES("a"), "a\n"},
    {"equals", BYTES("a=b\n"), "a=3Db\n"},
    {"umlaut", BYTES("\xC3\xBC\n"), "=C3=BC\n"},
    {"control", BYTES("a\rb\0\n"), "a=0Db=00\n"},
    {"blank at the end", BYTES("a \n"), "a=20\n"},
    {"lone dot", BYTES(".\n"), "=2E\n"},
    {"From", BYTES("From me\nFromage\n"), "=46rom me\nFromage\n"},
    {"76", BYTES(SEVENTY "123456\n"), SEVENTY "123456\n"},
    {"77", BYTES(SEVENTY "1234567\n"), SEVENTY "12345=\n67\n"},
    {"no half of a byte", BYTES(SEVENTY "123\xFF\xFF\n"),
     SEVENTY "123=\n=FF=FF\n"},
    {"dot behind a break", BYTES(SEVENTY "12345..\n"),
     SEVENTY "12345=\n=2E.\n"},
};

static void test_quoted(void **state)
{
    const struct quoted_case *c = *state;
    struct out out;

    out_memory(&out);
    mime_quoted(&out, c->text);
    out_add(&out, "", 1);
    assert_string_equal(out.data, c->want);
    out_abandon(&out);
}

/* Whatever the bytes, no line is too long or begins with a mark. */
static void test_lines(void **state)
{
    static const char chars[] = "..From \n=\xC3\xBC\t x";
    char text[4096];
    unsigned seed = 1;
    struct out out;

    (void)state;
    for (size_t i = 0; i < sizeof text; i++) {
        seed = seed * 1103515245U + 12345U;
        text[i] = chars[(seed >> 16) % (sizeof chars - 1)];
    }
    out_memory(&out);
    mime_quoted(&out, (struct bs_str){text, sizeof text});
    out_add(&out, "", 1);
    for (const char *line = out.data; *line != '\0';) {
        size_t len = strcspn(line, "\n");

        assert_true(len <= 76);
        assert_int_not_equal(line[0], '.');
        assert_int_not_equal(strncmp(line, "From ", 5), 0);
        line += len + 1;
    }
    out_abandon(&out);
}

static const struct header_case {
    const char *name;
    struct bs_str text;
    const char *want;
} header_cases[] = {
    {"plain", BYTES("all is well"), "Subject: all is well\n"},
    {"injection", BYTES("a\r\nBcc: x@example.org"),
     "Subject: a  Bcc: x@example.org\n"},
    {"umlaut", BYTES("f\xC3\xBCr"), "Subject: =?UTF-8?B?ZsO8cg==?=\n"},
    {"encoded already", BYTES("=?UTF-8?B?YQ==?="),
     "Subject: =?UTF-8?B?PT9VVEYtOD9CP1lRPT0/PQ==?=\n"},
    {"folded", BYTES(SEVENTY " next"), "Subject: " SEVENTY "\n next\n"},
    {"two words", BYTES("\xC3\xBC" TEN TEN TEN "123456\xC3\xBC!"),
     "Subject: =?UTF-8?B?"
     "w7wwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkxMjM0NTY=?=\n"
     " =?UTF-8?B?w7wh?=\n"},
};

static void test_header(void **state)
{
    const struct header_case *c = *state;
    struct out out;

    out_memory(&out);
    mime_header(&out, "Subject", c->text);
    out_add(&out, "", 1);
    assert_string_equal(out.data, c->want);
    out_abandon(&out);
}

static void test_plain(void **state)
{
    static const char *const bad[] = {
        "",     "  ",   "a@example.org\nBcc: b@example.org",
        "a\rb", "a\tb", "j\xC3\xBCrgen@example.org",
        "a\x7F"};
    char longer[1024];

    (void)state;
    assert_true(mime_is_plain("Post Master <postmaster@example.org>, root"));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(mime_is_plain(bad[i]));
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_false(mime_is_plain(longer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_plain),
    };
    int failed = RUN_CASES(test_quoted, quoted_cases) +
                 RUN_CASES(test_header, header_cases);

    return failed + cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
