/* SPDX-License-Identifier: MIT */
#include "cli/inputs.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/rotation.h"
#include "folder.h"

static const struct rotation_case {
    const char *name;
    struct rotation want;
} rotation_cases[] = {
    {"mail.log", {.stem = 8}},
    {"mail.log.1", {.stem = 8, .mark = 2}},
    {"mail.log.12.gz", {.stem = 8, .mark = 3, .compressed = true}},
    {"mail.log-20261120", {.stem = 8, .mark = 9, .dated = true}},
    {"mail.log-2026112008.xz",
     {.stem = 8, .mark = 11, .dated = true, .compressed = true}},
    {"mail.log-20261120-1795161600", {.stem = 8, .mark = 20, .dated = true}},
    {"mail.log.2026-11-20", {.stem = 8, .mark = 11, .dated = true}},
    {"mainlog.01.zst", {.stem = 7, .mark = 3, .compressed = true}},
    {"mail.log.gz", {.stem = 8, .compressed = true}},
    {"mail-2", {.stem = 6}},
    {"mail2", {.stem = 5}},
    {"20261120", {.stem = 8}},
    {".gz", {.stem = 3}},
    {"", {.stem = 0}},
};

static void test_rotation(void **state)
{
    const struct rotation_case *c = *state;
    struct rotation got = rotation_of(c->name);

    assert_int_equal(got.stem, c->want.stem);
    assert_int_equal(got.mark, c->want.mark);
    assert_int_equal(got.dated, c->want.dated);
    assert_int_equal(got.compressed, c->want.compressed);
}

static void test_order(void **state)
{
    static const char *const order[] = {
        "mail.log-20251231", "mail.log-20261101.gz",
        "mail.log-20261120", "mail.log.100.gz",
        "mail.log.10",       "mail.log.9",
        "mail.log.9.gz",     "mail.log.2.gz",
        "mail.log.1",        "mail.log",
        "maillog.1",         "maillog",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(order); i++)
        for (size_t j = 0; j < COUNT_OF(order); j++) {
            int got = rotation_cmp(order[i], order[j]);

            assert_int_equal((got > 0) - (got < 0), (i > j) - (i < j));
        }
}

enum { NAMES_MAX = 12 };

static const struct expand_case {
    const char *name;
    const char *files[NAMES_MAX];
    const char *operands[4];
    bool rotated;
    const char *want[NAMES_MAX];
} expand_cases[] = {
    {"order of the operands",
     {"a", "b"},
     {"b", "-", "a"},
     false,
     {"b", "-", "a"}},
    {"a file that is missing stays", {"a"}, {"no"}, false, {"no"}},
    {"given twice", {"a"}, {"a", "./a", "-"}, false, {"a", "-"}},
    {"twice, and no file", {"a"}, {"no", "-", "no", "-"}, false, {"no", "-"}},
    {"two logs between each other",
     {"m", "m.1", "m.2", "n"},
     {"m", "n", "m.2", "m.1"},
     false,
     {"m.2", "n", "m.1", "m"}},
    {"folder",
     {"mail.log", "mail.log.1", "mail.log.2.gz", "mail.err", "syslog",
      "dovecot.log", "mail.log.d/mail.log", "mail.log.10.gz"},
     {"."},
     false,
     {"./mail.log.10.gz", "./mail.log.2.gz", "./mail.log.1", "./mail.log"}},
    {"folder of a host without mail.log",
     {"syslog", "syslog.1", "auth.log"},
     {"./"},
     false,
     {"./syslog.1", "./syslog"}},
    {"being compressed",
     {"mail.log", "mail.log.1", "mail.log.1.gz"},
     {"."},
     false,
     {"./mail.log.1", "./mail.log"}},
    {"rotated",
     {"x/mail.log", "x/mail.log.1", "x/mail.log.2.gz", "x/mail.log.old",
      "x/mail.log-20261101.xz", "x/mail.logger", "x/mail.info.1"},
     {"x/mail.log"},
     true,
     {"x/mail.log-20261101.xz", "x/mail.log.2.gz", "x/mail.log.1",
      "x/mail.log"}},
    {"rotated, any name",
     {"post", "post.1", "post.1.gz", "post.2.gz"},
     {"post"},
     true,
     {"post.2.gz", "post.1", "post"}},
    {"rotated, all of them given",
     {"m", "m.1", "m.2"},
     {"m", "m.1", "m.2"},
     true,
     {"m.2", "m.1", "m"}},
    {"not rotated", {"m", "m.1"}, {"m"}, false, {"m"}},
    {"pattern",
     {"mail.log", "mail.log.1", "mail.log.10", "mail.log.2"},
     {"mail.*"},
     false,
     {"mail.log.10", "mail.log.2", "mail.log.1", "mail.log"}},
    {"a file named like a pattern", {"m*", "mx"}, {"m*"}, false, {"m*"}},
};

static void test_expand(void **state)
{
    const struct expand_case *c = *state;
    struct bs_error err = {0};
    struct folder folder;
    struct inputs inputs;
    size_t count = 0;
    size_t want = 0;

    folder_make(&folder);
    for (size_t i = 0; i < NAMES_MAX && c->files[i] != NULL; i++)
        folder_write(&folder, c->files[i], c->files[i]);
    assert_int_equal(chdir(folder.path), 0);
    while (count < COUNT_OF(c->operands) && c->operands[count] != NULL)
        count++;
    if (inputs_expand(&inputs, (char *const *)(uintptr_t)c->operands, count,
                      c->rotated, &err) != BS_OK)
        fail_msg("%s", err.text);
    assert_int_equal(chdir(".."), 0);
    folder_remove(&folder);
    while (want < NAMES_MAX && c->want[want] != NULL)
        want++;
    for (size_t i = 0; i < want && i < inputs.count; i++)
        assert_string_equal(inputs.paths[i], c->want[i]);
    assert_int_equal(inputs.count, want);
    inputs_clear(&inputs);
}

static const struct bad_case {
    const char *name;
    const char *operand;
    const char *text;
} bad_cases[] = {
    {"nothing", NULL, "no FILE given; '-' reads standard input"},
    {"folder without logs", ".",
     ".: no mail log in this folder (mail.log, maillog, mainlog, ...)"},
    {"pattern without files", "*.nothing",
     "*.nothing: no file has such a name"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    char *operands[] = {(char *)(uintptr_t)c->operand};
    struct bs_error err = {0};
    struct folder folder;
    struct inputs inputs;

    folder_make(&folder);
    assert_int_equal(chdir(folder.path), 0);
    assert_int_not_equal(inputs_expand(&inputs, operands,
                                       c->operand != NULL ? 1 : 0, false, &err),
                         BS_OK);
    assert_int_equal(chdir(".."), 0);
    folder_remove(&folder);
    assert_string_equal(err.text, c->text);
    inputs_clear(&inputs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order)};

    return RUN_CASES(test_rotation, rotation_cases) +
           cmocka_run_group_tests_name("rotation_cmp", tests, NULL, NULL) +
           RUN_CASES(test_expand, expand_cases) +
           RUN_CASES(test_bad, bad_cases);
}
