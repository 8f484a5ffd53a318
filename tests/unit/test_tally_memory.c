/* SPDX-License-Identifier: MIT */
/* Unit tests of tally: when it takes memory, how much, and if there is none. */
#include "base/alloc.h"
#include "tally_help.h"

/* 3000 names, 30 buckets in order, each with the same number of hits. */
static void add_day(struct bs_tally *tally)
{
    char text[32];

    for (unsigned i = 0; i < 30000; i++) {
        int len = snprintf(text, sizeof text, "host%u.example", i * 7 % 3000);

        bs_tally_add(tally, &(struct bs_tally_hit){.bucket = i / 1000,
                                                   .tag = i % 3,
                                                   .name = {text, (size_t)len},
                                                   .n = 1});
    }
    assert_int_equal(bs_tally_drain(tally), BS_OK);
}

static void test_allocations(void **state)
{
    struct bs_tally *tally = new_tally(0);
    const struct bs_tally_row *rows;
    const struct bs_tally_row *again;
    size_t count;
    unsigned long made;

    (void)state;
    add_day(tally);
    made = bs_alloc_count();
    add_day(tally); /* 60000 sealed rows at most: the block grows by half */
    assert_in_range(bs_alloc_count() - made, 0, 4);
    assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_OK);
    assert_int_equal(count, 30000);
    made = bs_alloc_count();
    assert_int_equal(bs_tally_rows(tally, &again, &count), BS_OK);
    assert_ptr_equal(again, rows);
    assert_int_equal(bs_alloc_count(), made);
    bs_tally_free(tally);
}

/* Rows that came in order of bucket are not merged: no second block. */
static void test_in_order(void **state)
{
    struct bs_tally *tally = new_tally(0);
    const struct bs_tally_row *rows;
    unsigned long made;
    size_t count;

    (void)state;
    for (uint32_t i = 0; i < 300; i++)
        bs_tally_add(tally, &(struct bs_tally_hit){
                                .bucket = i / 100, .tag = i * 7 % 100, .n = 1});
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    made = bs_alloc_count();
    assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_OK);
    assert_int_equal(count, 300);
    assert_int_equal(bs_alloc_count() - made, 1); /* the sealed rows */
    bs_tally_free(tally);
}

/* A log that goes round between buckets line by line needs no more memory
 * than one in order. */
static void test_alternating(void **state)
{
    static const unsigned buckets[] = {2, 4, 5, 9};
    struct bs_tally *tally = new_tally((size_t)1024 * 1024);

    (void)state;
    for (size_t k = 0; k < COUNT_OF(buckets); k++) {
        const struct bs_tally_row *rows;
        size_t count;

        for (unsigned i = 0; i < 200000; i++) {
            bs_tally_add(tally, &(struct bs_tally_hit){.bucket = i % buckets[k],
                                                       .tag = i / 9 % 100,
                                                       .n = 1});
            assert_false(bs_tally_full(tally));
        }
        assert_int_equal(bs_tally_drain(tally), BS_OK);
        assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_OK);
        assert_int_equal(count, buckets[k] * 100);
        bs_tally_clear(tally);
    }
    bs_tally_free(tally);
}

/* A table becomes smaller after a giant bucket, and still counts right. */
static void test_shrinking(void **state)
{
    struct bs_tally *tally = new_tally((size_t)1900 * 1024);
    const struct bs_tally_row *rows;
    size_t count;

    (void)state;
    for (unsigned i = 0; i < 60000; i++)
        bs_tally_add(tally, &(struct bs_tally_hit){.tag = i, .n = 1});
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_true(bs_tally_full(tally));
    for (unsigned i = 1; i < 200; i++)
        bs_tally_add(tally, &(struct bs_tally_hit){.bucket = i, .n = 1});
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    assert_false(bs_tally_full(tally));
    assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_OK);
    assert_int_equal(count, 60199);
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i], &(struct bs_tally_row){
                                .bucket = i < 60000 ? 0 : (uint32_t)i - 59999,
                                .tag = i < 60000 ? (uint32_t)i : 0,
                                .n = 1});
    bs_tally_free(tally);
}

static void test_full(void **state)
{
    static const size_t limits[] = {(size_t)256 * 1024,
                                    (size_t)2 * 1024 * 1024};

    (void)state;
    for (size_t k = 0; k < COUNT_OF(limits); k++) {
        struct bs_tally *tally = new_tally(limits[k]);

        for (int again = 0; again < 2; again++) {
            unsigned names = 0;
            char text[32];

            for (; !bs_tally_full(tally) && names < 1000000; names++) {
                int len = snprintf(text, sizeof text, "%u.example", names);

                bs_tally_add(tally, &(struct bs_tally_hit){
                                        .name = {text, (size_t)len}, .n = 1});
            }
            /* Between 25 and 250 bytes a name with its row. */
            assert_in_range(names, limits[k] / 250, limits[k] / 25);
            bs_tally_clear(tally);
            assert_false(bs_tally_full(tally));
        }
        bs_tally_free(tally);
    }
}

/* Hits that need each kind of block to grow. */
static void add_some_of_all(struct bs_tally *tally)
{
    char text[100];

    for (unsigned i = 0; i < 9000; i++) {
        int len =
            snprintf(text, sizeof text, "%*u", 1 + (int)(i % 90), i % 2500);

        bs_tally_add(tally, &(struct bs_tally_hit){.bucket = i * 5 / 1500 % 7,
                                                   .tag = i,
                                                   .name = {text, (size_t)len},
                                                   .n = MOST - i % 2});
    }
}

/* The n-th allocation and all later ones fail, then the tally is cleared. */
static enum bs_status run_short(long n)
{
    const struct bs_tally_row *rows;
    const uint32_t *names;
    struct bs_tally *tally;
    enum bs_status status;
    size_t count;

    bs_alloc_fail_after(n);
    status = bs_tally_new(&tally, &(struct bs_tally_options){.seed = 1}, NULL);
    if (status != BS_OK) {
        bs_alloc_fail_after(-1);
        assert_null(tally);
        return status;
    }
    add_some_of_all(tally);
    status = bs_tally_drain(tally);
    if (status == BS_OK)
        status = bs_tally_rows(tally, &rows, &count);
    else
        assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_ENOMEM);
    if (status == BS_OK)
        status = bs_tally_by_name(tally, &names, &count);
    bs_alloc_fail_after(-1);
    if (status != BS_OK)
        assert_int_equal(count, 0);
    bs_tally_clear(tally);
    add(tally, &(struct bs_tally_hit){1, 2, S("a"), 3, 4});
    check_rows(tally, &(struct bs_tally_row){1, 1, 2, 3, 3, 4}, 1);
    bs_tally_free(tally);
    return status;
}

static void test_out_of_memory(void **state)
{
    long n = 0;

    (void)state;
    while (run_short(n) == BS_ENOMEM)
        n++;
    assert_int_equal(run_short(n), BS_OK);
    assert_in_range(n, 20, 500);
}

/* Failure is sticky, and loses no more than the hits it struck. */
static void test_sticky(void **state)
{
    struct bs_tally *tally = new_tally(0);
    const struct bs_tally_row *rows;
    const uint32_t *names;
    size_t count;

    (void)state;
    add(tally, &(struct bs_tally_hit){1, 2, S("a"), 3, 4});
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    bs_alloc_fail_after(0);
    for (uint32_t i = 0; i < 5; i++) /* more buckets than stay open */
        bs_tally_add(tally, &(struct bs_tally_hit){.bucket = 2 + i, .n = 1});
    assert_int_equal(bs_tally_drain(tally), BS_ENOMEM);
    bs_alloc_fail_after(-1);
    assert_int_equal(bs_tally_drain(tally), BS_ENOMEM);
    assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_ENOMEM);
    assert_null(rows);
    assert_int_equal(bs_tally_by_name(tally, &names, &count), BS_ENOMEM);
    assert_null(names);
    assert_int_equal(bs_tally_names(tally), 1);
    bs_tally_free(tally);
}

/* rows and by_name that find no memory lose nothing, and may be asked again. */
static void test_ask_again(void **state)
{
    struct bs_tally *tally = new_tally(0);
    const struct bs_tally_row *rows;
    const uint32_t *names;
    size_t count;

    (void)state;
    add(tally, &(struct bs_tally_hit){1, 2, S("a"), 3, 4});
    assert_int_equal(bs_tally_drain(tally), BS_OK);
    bs_alloc_fail_after(0);
    assert_int_equal(bs_tally_rows(tally, &rows, &count), BS_ENOMEM);
    assert_int_equal(bs_tally_by_name(tally, &names, &count), BS_ENOMEM);
    bs_alloc_fail_after(-1);
    check_rows(tally, &(struct bs_tally_row){1, 1, 2, 3, 3, 4}, 1);
    assert_int_equal(bs_tally_by_name(tally, &names, &count), BS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(names[0], 1);
    bs_tally_free(tally);
}

static void test_no_memory_at_all(void **state)
{
    struct bs_tally *tally = new_tally(0);
    struct bs_error err;

    (void)state;
    bs_tally_free(tally);
    bs_tally_free(NULL);
    bs_alloc_fail_after(0);
    assert_int_equal(bs_tally_new(&tally, &(struct bs_tally_options){0}, &err),
                     BS_ENOMEM);
    bs_alloc_fail_after(-1);
    assert_null(tally);
    assert_int_equal(err.status, BS_ENOMEM);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allocations),
        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_alternating),
        cmocka_unit_test(test_shrinking),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_sticky),
        cmocka_unit_test(test_ask_again),
        cmocka_unit_test(test_no_memory_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
