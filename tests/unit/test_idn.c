/* SPDX-License-Identifier: MIT */
#include "parse/idn.h"

#include <string.h>

#include "cases.h"

static const struct ascii_case {
    const char *name;
    struct bs_str domain;
    const char *want; /* "": refused */
} ascii_cases[] = {
    {"umlaut",
     BYTES("b\xC3\xBC"
           "cher.example"),
     "xn--bcher-kva.example"},
    {"in upper case",
     BYTES("B\xC3\x9C"
           "CHER.EXAMPLE"),
     "xn--bcher-kva.example"},
    {"the A-label itself", BYTES("xn--bcher-kva.example"),
     "xn--bcher-kva.example"},
    {"Cyrillic",
     BYTES("\xD0\xBF\xD1\x80\xD0\xB8\xD0\xBC\xD0\xB5\xD1\x80."
           "\xD1\x80\xD1\x84"),
     "xn--e1afmkfd.xn--p1ai"},
    {"wide letters", BYTES("\xEF\xBC\xA7mx.net"), "gmx.net"},
    {"ASCII", BYTES("Example.ORG"), "example.org"},
    {"empty", BYTES(""), ""},
    {"a NUL inside", BYTES("b\xC3\xBC\0x.example"), ""},
    {"a hyphen at the start", BYTES("-\xC3\xBC.example"), ""},
    {"bad UTF-8",
     BYTES("b\xFC"
           "cher.example"),
     ""},
    {"a label over 63 octets",
     BYTES("\xC3\xBC"
           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
     ""},
};

static void test_ascii(void **state)
{
    const struct ascii_case *c = *state;
    char out[64];
    const size_t len = bs_idn_ascii(out, sizeof out, c->domain);

    assert_int_equal(len, strlen(c->want));
    assert_memory_equal(out, c->want, len);
}

/* It fits, or nothing is written. */
static void test_room(void **state)
{
    const struct bs_str domain = BS_STR("b\xC3\xBC"
                                        "cher.example");
    const size_t whole = sizeof "xn--bcher-kva.example" - 1;

    (void)state;
    for (size_t size = 0; size <= whole + 1; size++) {
        char *out = malloc(size > 0 ? size : 1);

        assert_non_null(out);
        assert_int_equal(bs_idn_ascii(out, size, domain),
                         size >= whole ? whole : 0);
        free(out);
    }
}

static void test_long(void **state)
{
    static char domain[5000];
    char out[1024];

    (void)state;
    for (size_t i = 0; i + 3 < sizeof domain; i += 4)
        memcpy(domain + i, "\xC3\xBC.", 4);
    assert_int_equal(
        bs_idn_ascii(out, sizeof out, (struct bs_str){domain, sizeof domain}),
        0);
    assert_int_equal(
        bs_idn_ascii(out, sizeof out, (struct bs_str){domain, 1024}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_long),
    };
    int failed = RUN_CASES(test_ascii, ascii_cases);

    return failed + cmocka_run_group_tests_name("idn", tests, NULL, NULL);
}
