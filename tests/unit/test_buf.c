/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <string.h>

#include "base/alloc.h"
#include "cases.h"

static void test_text(void **state)
{
    struct bs_buf buf;

    (void)state;
    bs_buf_init(&buf, 1000);
    assert_string_equal(bs_buf_text(&buf), "");
    bs_buf_add(&buf, "ab", 2);
    bs_buf_addc(&buf, 'c');
    bs_buf_print(&buf, "%d-%s", 42, "x");
    bs_buf_add(&buf, NULL, 0);
    assert_string_equal(bs_buf_text(&buf), "abc42-x");
    assert_int_equal(buf.len, 7);
    assert_int_equal(bs_buf_status(&buf), BS_OK);
    bs_buf_clear(&buf);
    assert_string_equal(bs_buf_text(&buf), "");
    bs_buf_addc(&buf, 'z');
    assert_string_equal(bs_buf_text(&buf), "z");
    bs_buf_clear(&buf);
}

/* Fills a buffer byte by byte up to each maximum; its memory never exceeds
 * that by more than the NUL. */
static void test_maximum(void **state)
{
    (void)state;
    for (size_t max = 0; max < 300; max++) {
        struct bs_buf buf;

        bs_buf_init(&buf, max);
        for (size_t i = 0; i < max; i++)
            bs_buf_addc(&buf, 'x');
        assert_int_equal(bs_buf_status(&buf), BS_OK);
        assert_int_equal(buf.len, max);
        assert_true(buf.size <= max + 1);
        bs_buf_addc(&buf, 'y');
        assert_int_equal(bs_buf_status(&buf), BS_ELIMIT);
        assert_int_equal(buf.len, max);
        assert_int_equal(strlen(bs_buf_text(&buf)), max);
        bs_buf_clear(&buf);
    }
}

static void test_errors_stick(void **state)
{
    struct bs_buf buf;

    (void)state;
    bs_buf_init(&buf, 4);
    bs_buf_add(&buf, "abc", 3);
    bs_buf_print(&buf, "%s", "de");
    bs_buf_addc(&buf, 'f');
    assert_int_equal(bs_buf_status(&buf), BS_ELIMIT);
    assert_string_equal(bs_buf_text(&buf), "abc");
    bs_buf_add(&buf, "x", SIZE_MAX);
    assert_string_equal(bs_buf_text(&buf), "abc");
    bs_buf_reset(&buf);
    assert_int_equal(bs_buf_status(&buf), BS_OK);
    assert_string_equal(bs_buf_text(&buf), "");
    bs_buf_print(&buf, "%s", "abcd");
    assert_string_equal(bs_buf_text(&buf), "abcd");
    bs_buf_clear(&buf);
}

static void test_no_memory(void **state)
{
    struct bs_buf buf;

    (void)state;
    bs_buf_init(&buf, 1000);
    bs_buf_add(&buf, "abc", 3);
    bs_alloc_fail_after(0);
    bs_buf_print(&buf, "%200d", 1);
    bs_alloc_fail_after(-1);
    assert_int_equal(bs_buf_status(&buf), BS_ENOMEM);
    assert_string_equal(bs_buf_text(&buf), "abc");
    bs_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_maximum),
        cmocka_unit_test(test_errors_stick),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
