/* SPDX-License-Identifier: MIT */
#include "store_lab.h"

static const struct text_case {
    const char *name;
    struct bs_str in;
    struct bs_str out;
} text_cases[] = {
    {"plain", BYTES("example.org"), BYTES("example.org")},
    {"empty", BYTES(""), BYTES("")},
    {"one byte", BYTES("a"), BYTES("a")},
    {"eight bytes", BYTES("12345678"), BYTES("12345678")},
    {"DEL is no fault", BYTES("\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f"),
     BYTES("\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f")},
    {"UTF-8", BYTES("\xc3\xa4.example"), BYTES("\xc3\xa4.example")},
    {"a bad byte", BYTES("a\xff"), BYTES("a\xef\xbf\xbd")},
    {"a bad byte among many",
     BYTES("12345678\x80"
           "90"),
     BYTES("12345678\xef\xbf\xbd"
           "90")},
    {"NUL", BYTES("a\0b"),
     BYTES("a\xef\xbf\xbd"
           "b")},
    {"NUL at both ends", BYTES("\0a\0"),
     BYTES("\xef\xbf\xbd"
           "a\xef\xbf\xbd")},
    {"NUL alone", BYTES("\0"), BYTES("\xef\xbf\xbd")},
    {"NUL in the first eight",
     BYTES("1234567\0"
           "1"),
     BYTES("1234567\xef\xbf\xbd"
           "1")},
    {"cut short", BYTES("a\xc3"), BYTES("a\xef\xbf\xbd")},
};

static void test_text(void **state)
{
    const struct text_case *c = *state;
    struct bs_text clean = {0};

    for (int i = 0; i < 2; i++) { /* the second time there is room */
        assert_true(bs_text_clean(&clean, c->in));
        assert_int_equal(clean.text.len, c->out.len);
        assert_memory_equal(clean.text.data, c->out.data, c->out.len);
    }
    bs_text_clear(&clean);
}

static void test_text_none(void **state)
{
    struct bs_text clean = {0};

    (void)state;
    assert_true(bs_text_clean(&clean, (struct bs_str){NULL, 0}));
    assert_null(clean.text.data);
}

/* Times of two hits, in a zone of 5:45, and whether they share a bucket. */
static const struct bucket_case {
    const char *name;
    int64_t first;
    int64_t second;
    bool same;
} bucket_cases[] = {
    {"the same second", 0, 0, true},
    {"one hour", 0, 3599, true},
    {"two hours", 3599, 3600, false},
    {"one hour, two days", 18 * 3600 + 899, 18 * 3600 + 900, false},
    {"quarters of one day", 18 * 3600 + 900, 18 * 3600 + 3599, true},
    {"the next day, same time", 0, 86400, false},
    {"before 1970", -1, -3600, true},
    {"before and after", -1, 0, false},
};

static void test_bucket(void **state)
{
    const struct bucket_case *c = *state;
    struct bs_keys keys = {.to_day = lab_day};
    uint32_t first;
    uint32_t second;
    uint32_t again;

    bs_keys_init(&keys, 1);
    assert_true(bs_keys_bucket(&keys, c->first, &first));
    assert_true(bs_keys_bucket(&keys, c->second, &second));
    assert_true(bs_keys_bucket(&keys, c->first, &again));
    assert_int_equal(first == second, c->same);
    assert_int_equal(first, again);
    assert_int_equal(bs_keys_buckets(&keys), c->same ? 1 : 2);
    assert_int_equal(c->first - bs_keys_get_bucket(&keys, first).start,
                     bs_keys_second(c->first));
    bs_keys_clear(&keys);
}

/* A day is asked for once in a quarter of an hour, in whatever order. */
static void test_asks_seldom(void **state)
{
    int calls = 0;
    struct bs_keys keys = {.to_day = lab_day, .context = &calls};
    uint32_t bucket;

    (void)state;
    bs_keys_init(&keys, 1);
    for (int64_t i = 0; i < 7200; i++) {
        assert_true(bs_keys_bucket(&keys, i, &bucket));
        assert_true(bs_keys_bucket(&keys, 7199 - i, &bucket));
    }
    assert_int_equal(calls, 8);
    bs_keys_clear(&keys);
}

static void test_tags(void **state)
{
    struct bs_keys keys = {0};
    struct bs_event event = {.code = 550,
                             .dsn = {5, 1, 1},
                             .host = BS_STR("mx1"),
                             .mta = BS_STR("exim")};
    uint32_t first;
    uint32_t tag;
    struct bs_tag got;

    (void)state;
    bs_keys_init(&keys, 1);
    assert_true(bs_keys_tag(&keys, &event, &first));
    assert_int_equal(first, 0);
    event.host = BS_STR("mx2");
    assert_true(bs_keys_tag(&keys, &event, &tag));
    assert_int_equal(tag, 1);
    got = bs_keys_get_tag(&keys, tag);
    assert_true(bs_str_eq(bs_keys_host(&keys, got), BS_STR("mx2")));
    assert_true(bs_str_eq(bs_keys_mta(&keys, got), BS_STR("exim")));
    assert_int_equal(got.code, 550);
    assert_int_equal(got.esc[2], 1);
    event.host = BS_STR("mx1");
    assert_true(bs_keys_tag(&keys, &event, &tag));
    assert_int_equal(tag, first);
    event.dsn = (struct bs_esc){0, 3, 4}; /* is none */
    assert_true(bs_keys_tag(&keys, &event, &first));
    event.dsn = (struct bs_esc){0, 0, 0};
    assert_true(bs_keys_tag(&keys, &event, &tag));
    assert_int_equal(tag, first);
    assert_false(keys.many);
    bs_keys_clear(&keys);
}

/* The same verdict says all but host and flags; without one the texts do. */
static void test_verdicts(void **state)
{
    struct bs_keys keys = {0};
    struct bs_event event = {.outcome = BS_BOUNCED,
                             .code = 550,
                             .host = BS_STR("mx1"),
                             .class = BS_STR("user_unknown"),
                             .masked = BS_STR("no <address>"),
                             .verdict = 7};
    uint32_t tags[5];
    uint32_t again;

    (void)state;
    bs_keys_init(&keys, 1);
    assert_true(bs_keys_tag(&keys, &event, &tags[0]));
    event.host = BS_STR("mx2");
    assert_true(bs_keys_tag(&keys, &event, &tags[1]));
    event.first = true;
    assert_true(bs_keys_tag(&keys, &event, &tags[2]));
    event.masked = BS_STR("nobody");
    event.verdict = 8;
    assert_true(bs_keys_tag(&keys, &event, &tags[3]));
    event.verdict = 0;
    event.provider = BS_STR("google");
    assert_true(bs_keys_tag(&keys, &event, &tags[4]));
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(tags[i], i);
    event = (struct bs_event){.outcome = BS_BOUNCED,
                              .code = 550,
                              .host = BS_STR("mx1"),
                              .class = BS_STR("user_unknown"),
                              .masked = BS_STR("no <address>")};
    assert_true(bs_keys_tag(&keys, &event, &again));
    assert_int_equal(again, tags[0]);
    event.verdict = 7;
    assert_true(bs_keys_tag(&keys, &event, &again));
    assert_int_equal(again, tags[0]);
    bs_keys_clear(&keys); /* forgets what the verdict was */
    event.class = BS_STR("blocked");
    assert_true(bs_keys_tag(&keys, &event, &again));
    assert_true(
        bs_str_eq(bs_keys_label(&keys, bs_keys_get_tag(&keys, again).class),
                  BS_STR("blocked")));
    bs_keys_clear(&keys);
}

/* Texts of strangers cannot fill the memory without a word. */
static void test_many(void **state)
{
    static char text[65536];
    struct bs_keys keys = {0};
    struct bs_event event = {.host = {text, sizeof text}};
    uint32_t tag;

    (void)state;
    bs_keys_init(&keys, 1);
    for (int i = 0; i < 200 && !keys.many; i++) {
        text[0] = (char)(1 + i % 100);
        text[1] = (char)(1 + i / 100);
        assert_true(bs_keys_tag(&keys, &event, &tag));
    }
    assert_true(keys.many);
    bs_keys_clear(&keys);
    assert_false(keys.many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_none), cmocka_unit_test(test_asks_seldom),
        cmocka_unit_test(test_tags),      cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_many),
    };

    return RUN_CASES(test_text, text_cases) +
           RUN_CASES(test_bucket, bucket_cases) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
