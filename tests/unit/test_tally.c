/* SPDX-License-Identifier: MIT */
/* Unit tests of tally: what is counted, and in which order it comes. */
#include "base/alloc.h"
#include "tally_help.h"

static const struct count_case {
    const char *name;
    struct bs_tally_hit hits[8];
    size_t hit_count;
    struct bs_tally_row rows[8];
    size_t row_count;
    uint32_t names;
} count_cases[] = {
    {.name = "nothing"},
    {.name = "one hit",
     .hits = {{7, 3, S("a.example"), 100, 1}},
     .hit_count = 1,
     .rows = {{7, 1, 3, 100, 100, 1}},
     .row_count = 1,
     .names = 1},
    {.name = "equal triples add up, with first and last",
     .hits = {{0, 0, S("a"), 50, 1},
              {0, 0, S("a"), 7, 2},
              {0, 0, S("a"), 90, 3}},
     .hit_count = 3,
     .rows = {{0, 1, 0, 7, 90, 6}},
     .row_count = 1,
     .names = 1},
    {.name = "the ends of an hour",
     .hits = {{0, 0, S("a"), 3599, 1}, {0, 0, S("a"), 0, 1}},
     .hit_count = 2,
     .rows = {{0, 1, 0, 0, 3599, 2}},
     .row_count = 1,
     .names = 1},
    {.name = "no name is not the empty name",
     .hits = {{0, 0, NONE, 1, 1}, {0, 0, S(""), 2, 1}, {0, 0, NONE, 3, 1}},
     .hit_count = 3,
     .rows = {{0, 0, 0, 1, 3, 2}, {0, 1, 0, 2, 2, 1}},
     .row_count = 2,
     .names = 1},
    {.name = "NUL is a byte",
     .hits = {{0, 0, S("a"), 1, 1},
              {0, 0, S("a\0"), 1, 1},
              {0, 0, S("a\0b"), 1, 1},
              {0, 0, S("a\0c"), 1, 1},
              {0, 0, S("\0"), 1, 1},
              {0, 0, S("a\0b"), 1, 1}},
     .hit_count = 6,
     .rows = {{0, 1, 0, 1, 1, 1},
              {0, 2, 0, 1, 1, 1},
              {0, 3, 0, 1, 1, 2},
              {0, 4, 0, 1, 1, 1},
              {0, 5, 0, 1, 1, 1}},
     .row_count = 5,
     .names = 5},
    {.name = "none counts nothing",
     .hits = {{4, 4, S("a"), 1, 0}, {0, 0, S("b"), 1, 1}},
     .hit_count = 2,
     .rows = {{0, 1, 0, 1, 1, 1}},
     .row_count = 1,
     .names = 1},
    {.name = "over 32 bits",
     .hits = {{0, 0, S("a"), 5, MOST},
              {0, 0, S("a"), 3, 1},
              {0, 0, S("a"), 9, MOST},
              {0, 0, S("a"), 4, MOST}},
     .hit_count = 4,
     .rows = {{0, 1, 0, 3, 9, (uint64_t)MOST * 3 + 1}},
     .row_count = 1,
     .names = 1},
    {.name = "up to 32 bits",
     .hits = {{0, 0, S("a"), 5, MOST - 1}, {0, 0, S("a"), 3, 1}},
     .hit_count = 2,
     .rows = {{0, 1, 0, 3, 5, MOST}},
     .row_count = 1,
     .names = 1},
    {.name = "in order of bucket, name, tag",
     .hits = {{9, 2, S("b"), 1, 1},
              {9, 1, S("b"), 1, 1},
              {9, 3, S("a"), 1, 1},
              {2, 9, S("a"), 1, 1},
              {2, 8, S("b"), 1, 1},
              {2, 8, NONE, 1, 1}},
     .hit_count = 6,
     .rows = {{2, 0, 8, 1, 1, 1},
              {2, 1, 8, 1, 1, 1},
              {2, 2, 9, 1, 1, 1},
              {9, 1, 1, 1, 1, 1},
              {9, 1, 2, 1, 1, 1},
              {9, 2, 3, 1, 1, 1}},
     .row_count = 6,
     .names = 2},
    {.name = "a bucket that comes back after it was sealed",
     .hits = {{1, 0, S("a"), 7, 1},
              {2, 0, S("a"), 1, 1},
              {3, 0, S("a"), 1, 1},
              {4, 0, S("a"), 1, 1},
              {5, 0, S("a"), 1, 1},
              {6, 0, S("a"), 1, 1},
              {1, 0, S("a"), 3, 1},
              {0, 0, S("a"), 1, 1}},
     .hit_count = 8,
     .rows = {{0, 1, 0, 1, 1, 1},
              {1, 1, 0, 3, 7, 2},
              {2, 1, 0, 1, 1, 1},
              {3, 1, 0, 1, 1, 1},
              {4, 1, 0, 1, 1, 1},
              {5, 1, 0, 1, 1, 1},
              {6, 1, 0, 1, 1, 1}},
     .row_count = 7,
     .names = 1},
    {.name = "the largest numbers",
     .hits = {{MOST, MOST, S("a"), UINT16_MAX, 1},
              {MOST, 0, NONE, UINT16_MAX, 1},
              {0, MOST, NONE, 0, 1}},
     .hit_count = 3,
     .rows = {{0, 0, MOST, 0, 0, 1},
              {MOST, 0, 0, UINT16_MAX, UINT16_MAX, 1},
              {MOST, 1, MOST, UINT16_MAX, UINT16_MAX, 1}},
     .row_count = 3,
     .names = 1},
};

static void test_count(void **state)
{
    const struct count_case *c = *state;
    struct bs_tally *tally = new_tally(0);

    for (int again = 0; again < 2; again++) {
        for (size_t i = 0; i < c->hit_count; i++)
            add(tally, &c->hits[i]);
        check_rows(tally, c->rows, c->row_count);
        assert_int_equal(bs_tally_names(tally), c->names);
        bs_tally_clear(tally);
        check_rows(tally, NULL, 0);
        assert_int_equal(bs_tally_names(tally), 0);
    }
    bs_tally_free(tally);
}

static void test_lengths(void **state)
{
    static const size_t extra[] = {1000, 65535, 70000};
    size_t count = 200 + COUNT_OF(extra);
    char *text = malloc(70000);
    struct bs_tally *tally = new_tally(0);

    (void)state;
    assert_non_null(text);
    memset(text, 'x', 70000);
    for (size_t i = 0; i < 2 * count; i++) {
        size_t len = i % count < 200 ? i % count : extra[i % count - 200];

        add(tally, &(struct bs_tally_hit){.name = {text, len}, .n = 1});
    }
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_int_equal(bs_tally_names(tally), count);
    for (uint32_t i = 0; i < count; i++) {
        struct bs_str name = bs_tally_name(tally, i + 1);

        assert_int_equal(name.len, i < 200 ? i : extra[i - 200]);
        assert_memory_equal(name.data, text, name.len);
    }
    assert_null(bs_tally_name(tally, 0).data);
    bs_tally_free(tally);
    free(text);
}

/* Names that differ in one byte only, at any place and of any length. */
static void test_one_byte(void **state)
{
    struct bs_tally *tally = new_tally(0);
    char text[100];
    uint32_t count = 0;

    (void)state;
    for (size_t len = 1; len <= sizeof text; len++)
        for (size_t at = 0; at < len; at++, count++) {
            memset(text, 0, sizeof text);
            text[at] = 1;
            add(tally, &(struct bs_tally_hit){.name = {text, len}, .n = 1});
        }
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_int_equal(bs_tally_names(tally), count);
    bs_tally_free(tally);
}

static void test_by_name(void **state)
{
    static const struct bs_str sorted[] = {
        S(""),           S("\0"),       S("a"),          S("a\0"),
        S("a\0\0"),      S("a\0b"),     S("a.example"),  S("a.example.net"),
        S("a.example0"), S("aaaaaaaa"), S("aaaaaaaa\0"), S("aaaaaaaaa"),
        S("aaaaaaaab"),  S("b"),        S("z"),          S("\x7f"),
        S("\x80"),       S("\xff"),     S("\xff\xff")};
    struct bs_tally *tally = new_tally(0);
    const uint32_t *names;
    const uint32_t *again;
    unsigned long made;
    size_t count;

    (void)state;
    assert_int_equal(bs_tally_by_name(tally, &names, &count), BS_OK);
    assert_int_equal(count, 0);
    for (size_t i = 0; i < COUNT_OF(sorted); i++) /* 7 and 19 are coprime */
        add(tally, &(struct bs_tally_hit){
                       .name = sorted[i * 7 % COUNT_OF(sorted)], .n = 1});
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_int_equal(bs_tally_by_name(tally, &names, &count), BS_OK);
    assert_int_equal(count, COUNT_OF(sorted));
    for (size_t i = 0; i < count; i++)
        assert_true(bs_str_eq(bs_tally_name(tally, names[i]), sorted[i]));
    made = bs_alloc_count();
    assert_int_equal(bs_tally_by_name(tally, &again, &count), BS_OK);
    assert_ptr_equal(again, names);
    assert_int_equal(bs_alloc_count(), made);
    bs_tally_free(tally);
}

/* Enough names to be sorted by digits, and many that begin alike. */
static void test_by_name_many(void **state)
{
    struct bs_tally *tally = new_tally(0);
    const uint32_t *names;
    size_t count;
    char text[32];

    (void)state;
    for (unsigned i = 0; i < 5000; i++) {
        unsigned spread = i * 2654435761U;
        int len =
            snprintf(text, sizeof text, i % 2 ? "%x" : "subscriber%x", spread);

        add(tally, &(struct bs_tally_hit){.name = {text, (size_t)len}, .n = 1});
    }
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_int_equal(bs_tally_by_name(tally, &names, &count), BS_OK);
    assert_int_equal(count, 5000);
    for (size_t i = 1; i < count; i++) { /* no NUL in these names */
        struct bs_str a = bs_tally_name(tally, names[i - 1]);
        struct bs_str b = bs_tally_name(tally, names[i]);
        size_t len = a.len < b.len ? a.len : b.len;
        int order = memcmp(a.data, b.data, len);

        assert_true(order < 0 || (order == 0 && a.len < b.len));
    }
    bs_tally_free(tally);
}

int main(void)
{
    static const struct CMUnitTest singles[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_one_byte),
        cmocka_unit_test(test_by_name),
        cmocka_unit_test(test_by_name_many),
    };
    struct CMUnitTest rows[COUNT_OF(count_cases)];

    for (size_t i = 0; i < COUNT_OF(count_cases); i++)
        rows[i] = (struct CMUnitTest){
            .name = count_cases[i].name,
            .test_func = test_count,
            .initial_state = (void *)(uintptr_t)&count_cases[i],
        };
    return cmocka_run_group_tests_name("rows", rows, NULL, NULL) +
           cmocka_run_group_tests_name("names", singles, NULL, NULL);
}
