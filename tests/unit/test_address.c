/* SPDX-License-Identifier: MIT */
#include "parse/address.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "cases.h"

static const struct strip_case {
    const char *name;
    struct bs_str text;
    const char *want;
} strip_cases[] = {
    {"bare", BYTES("a@b"), "a@b"},
    {"in brackets", BYTES("<a@b>"), "a@b"},
    {"the null sender", BYTES("<>"), ""},
    {"empty", BYTES(""), ""},
    {"only the outer ones", BYTES("<<a@b>>"), "<a@b>"},
    {"no closing one", BYTES("<a@b"), "<a@b"},
    {"no opening one", BYTES("a@b>"), "a@b>"},
    {"one byte", BYTES("<"), "<"},
    {"a quoted one inside", BYTES("<\"x>y\"@b>"), "\"x>y\"@b"},
};

static void test_strip(void **state)
{
    const struct strip_case *c = *state;

    assert_true(bs_str_eq(bs_address_strip(c->text), bs_str_of(c->want)));
}

static const struct complete_case {
    const char *name;
    struct bs_str text;
    bool want;
} complete_cases[] = {
    {"local@domain", BYTES("a@b"), true},
    {"quoted", BYTES("\"a b\"@c"), true},
    {"two @", BYTES("a@b@c"), true},
    {"an address of a host", BYTES("user@[127.9.0.150]"), true},
    {"none", {NULL, 0}, false},
    {"empty", BYTES(""), false},
    {"no @", BYTES("root"), false},
    {"no domain", BYTES("a@"), false},
    {"no local part", BYTES("@b"), false},
    {"a pipe", BYTES("|/usr/bin/x a@b"), false},
    {"a file", BYTES("/var/mail/a@b"), false},
    {"a blackhole", BYTES(":blackhole:"), false},
    {"a blackhole with @", BYTES(":blackhole: a@b"), false},
};

static void test_complete(void **state)
{
    const struct complete_case *c = *state;

    assert_int_equal(bs_address_complete(c->text), c->want);
}

static const struct domain_case {
    const char *name;
    struct bs_str text;
    const char *want; /* NULL: none */
} domain_cases[] = {
    {"plain", BYTES("a@example.org"), "example.org"},
    {"upper case", BYTES("A@GMX.Net"), "gmx.net"},
    {"a dot at the end", BYTES("a@example.org."), "example.org"},
    {"dots at the end", BYTES("a@example.org..."), "example.org"},
    {"nothing but a dot", BYTES("a@."), NULL},
    {"behind the last @", BYTES("a@b@c"), "c"},
    {"quoted @", BYTES("\"a@b\"@c.d"), "c.d"},
    {"source route", BYTES("@a,@b:c@D"), "d"},
    {"address of a host", BYTES("user@[127.9.0.150]"), "[127.9.0.150]"},
    {"IPv6", BYTES("user@[IPv6:2001:DB8::1]"), "[ipv6:2001:db8::1]"},
    {"only a domain", BYTES("@Example.ORG"), "example.org"},
    {"no @", BYTES("root"), NULL},
    {"no domain", BYTES("a@"), NULL},
    {"empty", BYTES(""), NULL},
    {"none", {NULL, 0}, NULL},
    {"A-label", BYTES("a@XN--BCHER-KVA.example"), "xn--bcher-kva.example"},
    {"U-label",
     BYTES("a@b\xC3\xBC"
           "cher.example"),
     "xn--bcher-kva.example"},
    {"U-label in upper case",
     BYTES("a@B\xC3\x9C"
           "CHER.Example"),
     "xn--bcher-kva.example"},
    {"U-label, decomposed",
     BYTES("a@bu\xCC\x88"
           "cher.example"),
     "xn--bcher-kva.example"},
    {"U-label and a dot",
     BYTES("a@b\xC3\xBC"
           "cher.example."),
     "xn--bcher-kva.example"},
    {"U-label and a wide dot",
     BYTES("a@b\xC3\xBC"
           "cher.example\xE3\x80\x82"),
     "xn--bcher-kva.example"},
    {"sharp s",
     BYTES("a@stra\xC3\x9F"
           "e.example"),
     "xn--strae-oqa.example"},
    {"a local part in UTF-8", BYTES("m\xC3\xBCller@EXAMPLE.org"),
     "example.org"},
    {"Latin-1 stays, in lower case",
     BYTES("a@B\xDC"
           "CHER.Example"),
     "b\xDC"
     "cher.example"},
    {"no valid name stays", BYTES("a@\xC3\xBC--.-X"), "\xC3\xBC--.-x"},
};

static void test_domain(void **state)
{
    const struct domain_case *c = *state;
    char buffer[BS_DOMAIN_MAX];
    const struct bs_str got = bs_address_domain(c->text, buffer);

    if (c->want == NULL) {
        assert_null(got.data);
        return;
    }
    assert_true(bs_str_eq(got, bs_str_of(c->want)));
}

/* Each byte at each place of a word, among letters that must change. */
static void test_lower(void **state)
{
    (void)state;
    for (int byte = 0; byte < 128; byte++)
        for (size_t len = 1; len <= 17; len++)
            for (size_t at = 0; at < len; at++) {
                char address[32] = "x@";
                char want[32] = "";
                char buffer[BS_DOMAIN_MAX];
                struct bs_str got;

                if (byte == '@' || (byte == '.' && at + 1 == len))
                    continue;
                memset(address + 2, 'Q', len);
                memset(want, 'q', len);
                address[2 + at] = (char)byte;
                want[at] = bs_lower((char)byte);
                got = bs_address_domain((struct bs_str){address, len + 2},
                                        buffer);
                assert_int_equal(got.len, len);
                assert_memory_equal(got.data, want, len);
            }
}

static void test_long(void **state)
{
    static char address[4 * BS_DOMAIN_MAX];
    char buffer[BS_DOMAIN_MAX];
    struct bs_str got;

    (void)state;
    memset(address, 'X', sizeof address);
    address[1] = '@';
    got = bs_address_domain((struct bs_str){address, sizeof address}, buffer);
    assert_int_equal(got.len, BS_DOMAIN_MAX);
    assert_int_equal(got.data[0], 'x');
    assert_int_equal(got.data[BS_DOMAIN_MAX - 1], 'x');
    for (size_t i = 2; i + 1 < sizeof address; i += 2)
        memcpy(address + i, "\xC3\x9C", 2); /* cut at an even place */
    got = bs_address_domain((struct bs_str){address, sizeof address}, buffer);
    assert_int_equal(got.len, BS_DOMAIN_MAX);
    assert_memory_equal(got.data, "\xC3\x9C", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lower),
        cmocka_unit_test(test_long),
    };
    int failed = RUN_CASES(test_strip, strip_cases);

    failed += RUN_CASES(test_complete, complete_cases);
    failed += RUN_CASES(test_domain, domain_cases);
    return failed + cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
