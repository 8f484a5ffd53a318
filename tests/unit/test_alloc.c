/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"

#include "cases.h"

static void test_new(void **state)
{
    const unsigned long made = bs_alloc_count();
    const unsigned long live = bs_alloc_live();
    char *block = bs_new(3, 5);

    (void)state;
    assert_non_null(block);
    for (size_t i = 0; i < 15; i++)
        assert_int_equal(block[i], 0);
    assert_int_equal(bs_alloc_count(), made + 1);
    assert_int_equal(bs_alloc_live(), live + 1);
    bs_free(block);
    bs_free(NULL);
    assert_int_equal(bs_alloc_live(), live);
}

/* Small, and on huge pages but for its end. */
static void test_table(void **state)
{
    const size_t sizes[] = {1, 1000, 5 * 1024 * 1024 + 1};
    const unsigned long live = bs_alloc_live();

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const unsigned long made = bs_alloc_count();
        char *table = bs_new_table(sizes[i], 1);
        size_t sum = 0;

        assert_non_null(table);
        for (size_t at = 0; at < sizes[i]; at++)
            sum += table[at] != 0;
        assert_int_equal(sum, 0);
        assert_int_equal(bs_alloc_count(), made + 1);
        assert_int_equal(bs_alloc_live(), live + 1);
        bs_free(table);
        bs_alloc_fail_after(0);
        assert_null(bs_new_table(sizes[i], 1));
        bs_alloc_fail_after(-1);
    }
    assert_null(bs_new_table(SIZE_MAX / 2 + 1, 2));
    assert_int_equal(bs_alloc_live(), live);
}

static void test_overflow(void **state)
{
    const unsigned long live = bs_alloc_live();
    char *block = bs_copy("ab", 2);

    (void)state;
    assert_null(bs_new(SIZE_MAX / 2 + 1, 2));
    assert_null(bs_resize(block, SIZE_MAX / 2 + 1, 2));
    assert_string_equal(block, "ab");
    bs_free(block);
    assert_int_equal(bs_alloc_live(), live);
}

static void test_nothing(void **state)
{
    void *block = bs_new(0, 8);

    (void)state;
    assert_non_null(block);
    block = bs_resize(block, 0, 8);
    assert_non_null(block);
    bs_free(block);
}

static void test_copy(void **state)
{
    char *copy = bs_copy("a\0bc", 3);
    char *empty = bs_copy(NULL, 0);

    (void)state;
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(empty, "");
    bs_free(copy);
    bs_free(empty);
}

static void test_grow(void **state)
{
    size_t room = 0;
    int *array = NULL;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        array = bs_grow(array, &room, (size_t)i, sizeof *array);
        assert_non_null(array);
        assert_true(room > (size_t)i);
        array[i] = i;
    }
    assert_true(room < 2048);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(array[i], i);
    assert_ptr_equal(bs_grow(array, &room, 0, sizeof *array), array);
    bs_free(array);
}

static void test_grow_fails(void **state)
{
    size_t room = 0;
    int *array = bs_grow(NULL, &room, 0, sizeof *array);
    const size_t before = room;

    (void)state;
    bs_alloc_fail_after(0);
    assert_null(bs_grow(array, &room, room, sizeof *array));
    assert_int_equal(room, before);
    assert_ptr_equal(bs_grow(array, &room, room - 1, sizeof *array), array);
    bs_alloc_fail_after(-1);
    bs_free(array);
}

static void test_fail_after(void **state)
{
    void *blocks[2];

    (void)state;
    bs_alloc_fail_after(2);
    blocks[0] = bs_new(1, 1);
    blocks[1] = bs_copy("x", 1);
    assert_non_null(blocks[0]);
    assert_non_null(blocks[1]);
    assert_null(bs_new(1, 1));
    assert_null(bs_resize(blocks[0], 2, 1));
    assert_null(bs_copy("", 0));
    bs_alloc_fail_after(-1);
    bs_free(blocks[0]);
    blocks[0] = bs_new(1, 1);
    assert_non_null(blocks[0]);
    bs_free(blocks[0]);
    bs_free(blocks[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new),        cmocka_unit_test(test_table),
        cmocka_unit_test(test_overflow),   cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_copy),       cmocka_unit_test(test_grow),
        cmocka_unit_test(test_grow_fails), cmocka_unit_test(test_fail_after),
    };

    return cmocka_run_group_tests_name("alloc", tests, NULL, NULL);
}
