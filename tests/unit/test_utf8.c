/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>

#include "bouncestat/str.h"
#include "cases.h"

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

static const struct decode_case {
    const char *name;
    const char *text;
    size_t used;
    uint32_t want;
} decode_cases[] = {
    {"ASCII", "A", 1, 'A'},
    {"last of one byte", "\x7F", 1, 0x7F},
    {"first of two", "\xC2\x80", 2, 0x80},
    {"last of two", "\xDF\xBF", 2, 0x7FF},
    {"first of three", "\xE0\xA0\x80", 3, 0x800},
    {"last in front of the surrogates", "\xED\x9F\xBF", 3, 0xD7FF},
    {"first behind the surrogates", "\xEE\x80\x80", 3, 0xE000},
    {"a genuine U+FFFD", BAD, 3, 0xFFFD},
    {"last of three", "\xEF\xBF\xBF", 3, 0xFFFF},
    {"first of four", "\xF0\x90\x80\x80", 4, 0x10000},
    {"last of all", "\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
    {"lone tail byte", "\x80", 1, BS_UTF8_BAD},
    {"overlong slash, two bytes", "\xC0\xAF", 1, BS_UTF8_BAD},
    {"overlong DEL, two bytes", "\xC1\xBF", 1, BS_UTF8_BAD},
    {"overlong, three bytes", "\xE0\x9F\xBF", 1, BS_UTF8_BAD},
    {"overlong, four bytes", "\xF0\x8F\xBF\xBF", 1, BS_UTF8_BAD},
    {"first surrogate", "\xED\xA0\x80", 1, BS_UTF8_BAD},
    {"last surrogate", "\xED\xBF\xBF", 1, BS_UTF8_BAD},
    {"over U+10FFFF", "\xF4\x90\x80\x80", 1, BS_UTF8_BAD},
    {"byte F5", "\xF5\x80\x80\x80", 1, BS_UTF8_BAD},
    {"byte FF", "\xFF", 1, BS_UTF8_BAD},
    {"two bytes, cut", "\xC3", 1, BS_UTF8_BAD},
    {"three bytes, cut behind two", "\xE2\x82", 2, BS_UTF8_BAD},
    {"four bytes, cut behind three", "\xF0\x9F\x93", 3, BS_UTF8_BAD},
    {"broken off by ASCII", "\xE2\x82Z", 2, BS_UTF8_BAD},
    {"broken off by a head", "\xE2\xC3\xBC", 1, BS_UTF8_BAD},
};

static void test_decode(void **state)
{
    const struct decode_case *c = *state;
    const size_t len = strlen(c->text);
    const bool bad = c->want == BS_UTF8_BAD && strcmp(c->text, BAD) != 0;
    uint32_t got;

    assert_int_equal(bs_utf8_decode(&got, c->text, len), c->used);
    assert_int_equal(got, c->want);
    assert_int_equal(bs_utf8_valid(c->text, len), !bad);
}

/* Every character comes back, and its bytes cut short are never valid. */
static void test_encode(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c = c == 0xD7FF ? 0xE000 : c + 1) {
        char text[BS_UTF8_MAX];
        const size_t len = bs_utf8_encode(text, c);
        uint32_t got;

        if (bs_utf8_decode(&got, text, len) != len || got != c ||
            !bs_utf8_valid(text, len) ||
            bs_utf8_valid(text, len - 1) != (len == 1))
            fail_msg("U+%04X does not come back", (unsigned)c);
    }
}

static const struct clean_case {
    const char *name;
    struct bs_str text;
    const char *want;
} clean_cases[] = {
    {"valid", BYTES("M\xC3\xBCller"), "M\xC3\xBCller"},
    {"empty", BYTES(""), ""},
    {"one mark for a maximal part", BYTES("a\xE2\x82z"), "a" BAD "z"},
    {"each surrogate byte by itself", BYTES("\xED\xA0\x80"), BAD BAD BAD},
    {"Unicode table 3-8", BYTES("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
     BAD BAD BAD BAD BAD BAD BAD BAD "A"},
    {"Unicode table 3-11", BYTES("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"),
     BAD BAD BAD BAD "A"},
    {"Latin-1", BYTES("gr\xFC\xDF"), "gr" BAD BAD},
};

static void test_clean(void **state)
{
    const struct clean_case *c = *state;
    const size_t len = strlen(c->want);
    char out[64];

    assert_int_equal(bs_utf8_clean(out, sizeof out, c->text.data, c->text.len),
                     len);
    assert_memory_equal(out, c->want, len);
    for (size_t size = 0; size <= len; size++) {
        memset(out, '#', sizeof out);
        assert_int_equal(bs_utf8_clean(out, size, c->text.data, c->text.len),
                         len);
        assert_int_equal(out[size], '#');
        for (size_t end = 0; end < size && out[end] != '#'; end++)
            assert_int_equal(out[end], c->want[end]);
    }
}

static void test_ascii(void **state)
{
    char text[40];

    (void)state;
    for (size_t high = 0; high <= sizeof text; high++) {
        memset(text, 'a', sizeof text);
        if (high < sizeof text)
            text[high] = (char)(unsigned char)0x80;
        assert_int_equal(bs_utf8_ascii(text, sizeof text), high);
    }
    assert_int_equal(bs_utf8_ascii("", 0), 0);
}

/* A bad byte is found wherever it stands. */
static void test_valid(void **state)
{
    char text[40];

    (void)state;
    for (size_t bad = 0; bad < sizeof text; bad++) {
        memset(text, 'a', sizeof text);
        assert_true(bs_utf8_valid(text, sizeof text));
        text[bad] = (char)(unsigned char)0xFF;
        assert_false(bs_utf8_valid(text, sizeof text));
        assert_true(bs_utf8_valid(text, bad));
    }
    assert_true(bs_utf8_valid("", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encode),
        cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_valid),
    };

    return RUN_CASES(test_decode, decode_cases) +
           RUN_CASES(test_clean, clean_cases) +
           cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
