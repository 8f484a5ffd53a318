/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/alloc.h"
#include "cases.h"

static void test_aligned_and_zeroed(void **state)
{
    struct bs_arena arena = {0};

    (void)state;
    for (size_t size = 0; size < 300; size++) {
        unsigned char *block = bs_arena_new(&arena, 1, size);

        assert_non_null(block);
        assert_int_equal((uintptr_t)block % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0xFF, size);
    }
    bs_arena_clear(&arena);
}

static void test_blocks_stay(void **state)
{
    const unsigned long live = bs_alloc_live();
    struct bs_arena arena = {0};
    const char *first = bs_arena_copy(&arena, "first", 5);
    char *large = bs_arena_new(&arena, 1, 100000);

    (void)state;
    assert_non_null(large);
    memset(large, 'x', 100000);
    for (int i = 0; i < 5000; i++)
        assert_string_equal(bs_arena_copy(&arena, "next", 4), "next");
    assert_string_equal(first, "first");
    for (int i = 0; i < 100000; i++)
        assert_int_equal(large[i], 'x');
    bs_arena_clear(&arena);
    assert_int_equal(bs_alloc_live(), live);
    assert_null(arena.chunk);
    bs_arena_clear(&arena);
}

static void test_few_allocations(void **state)
{
    const unsigned long made = bs_alloc_count();
    struct bs_arena arena = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_non_null(bs_arena_new(&arena, 1, 16));
    assert_in_range(bs_alloc_count() - made, 1, 2);
    bs_arena_clear(&arena);
}

static void test_no_memory(void **state)
{
    struct bs_arena arena = {0};

    (void)state;
    assert_null(bs_arena_new(&arena, SIZE_MAX / 2, 4));
    bs_alloc_fail_after(0);
    assert_null(bs_arena_new(&arena, 1, 1));
    assert_null(bs_arena_copy(&arena, "x", 1));
    bs_alloc_fail_after(-1);
    assert_string_equal(bs_arena_copy(&arena, "a\0b", 1), "a");
    bs_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_aligned_and_zeroed),
        cmocka_unit_test(test_blocks_stay),
        cmocka_unit_test(test_few_allocations),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
