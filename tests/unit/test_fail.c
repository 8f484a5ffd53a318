/* SPDX-License-Identifier: MIT */
#include "base/fail.h"

#include <string.h>

#include "cases.h"

static void test_fills(void **state)
{
    struct bs_error err = {0};

    (void)state;
    assert_int_equal(bs_fail(&err, BS_EIO, "%s: %d", "mail.log", 7), BS_EIO);
    assert_int_equal(err.status, BS_EIO);
    assert_string_equal(err.text, "mail.log: 7");
    assert_int_equal(bs_fail(NULL, BS_ELIMIT, "lost"), BS_ELIMIT);
}

static void test_place(void **state)
{
    struct bs_error err = {0};

    (void)state;
    assert_int_equal(
        bs_fail_at(&err, "patterns/x.conf", 12, "unknown key '%s'", "foo"),
        BS_ESYNTAX);
    assert_int_equal(err.status, BS_ESYNTAX);
    assert_string_equal(err.text, "patterns/x.conf:12: unknown key 'foo'");
    assert_int_equal(bs_fail_at(NULL, "x", 1, "lost"), BS_ESYNTAX);
}

static void test_memory(void **state)
{
    struct bs_error err = {0};

    (void)state;
    assert_int_equal(bs_fail_memory(&err), BS_ENOMEM);
    assert_string_equal(err.text, "out of memory");
}

static void test_hostile_text(void **state)
{
    struct bs_error err = {0};

    (void)state;
    (void)bs_fail(&err, BS_EIO, "a\nb\x1b[2J\xff");
    assert_string_equal(err.text, "a\\x0Ab\\x1B[2J\xEF\xBF\xBD");
}

static void test_long_text(void **state)
{
    struct bs_error err = {0};
    char text[2000];

    (void)state;
    memset(text, '\n', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    (void)bs_fail_at(&err, text, 1, "%s", text);
    assert_int_equal(strlen(err.text) % 4, 0); /* whole escapes only */
    assert_true(strlen(err.text) > sizeof err.text - 5);
}

static void test_own_text(void **state)
{
    struct bs_error err = {0};

    (void)state;
    (void)bs_fail(&err, BS_EIO, "inner");
    (void)bs_fail(&err, BS_EIO, "outer: %s", err.text);
    assert_string_equal(err.text, "outer: inner");
}

static void test_status_texts(void **state)
{
    (void)state;
    for (int i = 0; i < BS_STATUS_COUNT; i++) {
        const char *text = bs_status_text((enum bs_status)i);

        assert_string_not_equal(text, "unknown status");
        for (int j = 0; j < i; j++)
            assert_string_not_equal(text, bs_status_text((enum bs_status)j));
    }
    assert_string_equal(bs_status_text(BS_STATUS_COUNT), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fills),        cmocka_unit_test(test_place),
        cmocka_unit_test(test_memory),       cmocka_unit_test(test_own_text),
        cmocka_unit_test(test_hostile_text), cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_status_texts),
    };

    return cmocka_run_group_tests_name("fail", tests, NULL, NULL);
}
