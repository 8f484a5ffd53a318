/* SPDX-License-Identifier: MIT */
/* test_sniff - what is taken for a compression, a log, or neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "input/sniff.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define LOG "Nov 22 00:00:01 mx1 postfix/qmgr[1]: 4X: removed\n"

static const struct filter_case {
    const char *name;
    struct bs_str head;
    enum bs_filter want;
} filter_cases[] = {
    {"nothing", {"", 0}, BS_FILTER_PLAIN},
    {"text", {"Nov 22", 6}, BS_FILTER_PLAIN},
    {"gz", {"\x1f\x8b\x08\0", 4}, BS_FILTER_GZ},
    {"gz, two bytes", {"\x1f\x8b", 2}, BS_FILTER_GZ},
    {"half a gz magic", {"\x1f", 1}, BS_FILTER_PLAIN},
    {"bz2", {"BZh91AY&SY\0", 11}, BS_FILTER_BZ2},
    {"bz2, empty", {"BZh1\x17rE8P\x90", 10}, BS_FILTER_BZ2},
    {"bz2, four bytes", {"BZh9", 4}, BS_FILTER_BZ2},
    {"a word like bz2", {"BZh9 is up", 10}, BS_FILTER_PLAIN},
    {"no bz2 level", {"BZha1AY&SY", 10}, BS_FILTER_PLAIN},
    {"xz", {"\xfd\x37zXZ\0\0", 7}, BS_FILTER_XZ},
    {"xz, cut", {"\xfd\x37z", 3}, BS_FILTER_XZ},
    {"zst", {"\x28\xb5\x2f\xfd\x04", 5}, BS_FILTER_ZST},
    {"zst, skippable frame", {"\x5f\x2a\x4d\x18\x04", 5}, BS_FILTER_ZST},
    {"not quite zst", {"\x28\xb5\x2f\xfc", 4}, BS_FILTER_PLAIN},
};

static void test_filter(void **state)
{
    const struct filter_case *c = *state;

    assert_int_equal(bs_sniff_filter(c->head), c->want);
}

static const struct form_case {
    const char *name;
    struct bs_str head;
    enum bs_form want;
} form_cases[] = {
    {"no form", {"", 0}, BS_FORM_TEXT},
    {"lines", {"Nov 22", 6}, BS_FORM_TEXT},
    {"export", {"__CURSOR=s=0123", 15}, BS_FORM_EXPORT},
    {"a part of export", {"__CURSOR", 8}, BS_FORM_TEXT},
    {"json", {"{\"__CURSOR\"", 11}, BS_FORM_JSON},
    {"json with a blank", {"{ \"MESSAGE\"", 11}, BS_FORM_JSON},
    {"json-seq", {"\x1e{\"MES", 6}, BS_FORM_JSON},
    {"a separator alone", {"\x1e", 1}, BS_FORM_TEXT},
    {"a brace alone", {"{", 1}, BS_FORM_TEXT},
    {"a brace in a log", {"{4X}", 4}, BS_FORM_TEXT},
};

static void test_form(void **state)
{
    const struct form_case *c = *state;

    assert_int_equal(bs_sniff_form(c->head), c->want);
}

/* The text of a case, repeated; then its tail. */
static const struct refuse_case {
    const char *name;
    struct bs_str front;
    size_t times;
    struct bs_str tail;
    const char *want; /* begins so; NULL: may be a log */
} refuse_cases[] = {
    {"nothing", {"", 0}, 1, {"", 0}, NULL},
    {"a line", {LOG, sizeof LOG - 1}, 1, {"", 0}, NULL},
    {"no newline", {"Nov 22 mx", 9}, 1, {"", 0}, NULL},
    {"one byte", {"x", 1}, 1, {"", 0}, NULL},
    {"only newlines", {"\n", 1}, 100, {"", 0}, NULL},
    {"NULs only", {"\0", 1}, 300000, {"", 0}, NULL},
    {"NULs, then lines", {"\0", 1}, 1000, {LOG, sizeof LOG - 1}, NULL},
    {"lines, then NULs", {LOG, sizeof LOG - 1}, 1, {"\0\0\0\0", 4}, NULL},
    {"Latin-1", {"\xe4\xf6\xfc\xdf ", 5}, 50, {"\n", 1}, NULL},
    {"in mid-line", {"\xa4 removed\n", 10}, 1, {"", 0}, NULL},
    {"colours", {"\033[1mNov\033[0m 22\n", 15}, 20, {"", 0}, NULL},
    {"noise, then a line",
     {"\1\2\3ab cd\xff\n", 11},
     20,
     {LOG, sizeof LOG - 1},
     NULL},
    {"mostly control",
     {"\1\2\3\4\n", 5},
     9000,
     {LOG, sizeof LOG - 1},
     "binary data"},
    {"control, no line", {"\1abcdefgh", 9}, 100, {"", 0}, "binary data"},
    {"a short word", {"#!/bin/sh\nx\n", 12}, 1, {"", 0}, NULL},
    {"tar",
     {"x", 1},
     257,
     {"ustar\0"
      "00",
      8},
     "a tar archive"},
    {"old GNU tar", {"x", 1}, 257, {"ustar  \0", 8}, "a tar archive"},
    {"a word at the place of tar's", {"x", 1}, 257, {"ustar is", 8}, NULL},
    {"zip", {"PK\3\4", 4}, 1, {LOG, sizeof LOG - 1}, "a zip archive"},
    {"PNG", {"\x89PNG\r\n\x1a\n", 8}, 1, {"", 0}, "an image"},
    {"JPEG", {"\xff\xd8\xff\xe0", 4}, 1, {"", 0}, "an image"},
    {"PDF", {"%PDF-1.7\n", 9}, 1, {LOG, sizeof LOG - 1}, "a PDF document"},
    {"ELF",
     {"\x7f"
      "ELF\2\1",
      6},
     1,
     {"", 0},
     "a program"},
    {"SQLite", {"SQLite format 3", 16}, 1, {"", 0}, "an SQLite database"},
    {"journal",
     {"LPKSHHRH", 8},
     1,
     {"", 0},
     "a journal file; pipe the output "
     "of journalctl"},
    {"pretty JSON",
     {"{\n\t\"MESSAGE\" : ", 15},
     1,
     {"", 0},
     "JSON over several"},
    {"events of JSON", {"data: {\"MESSAGE", 15}, 1, {"", 0}, "JSON as server"},
    {"UTF-16", {"\xff\xfeN\0o\0", 6}, 1, {"", 0}, "UTF-16 text"},
    {"gz in gz", {"\x1f\x8b\x08\0", 4}, 8, {"", 0}, "compressed twice"},
};

static void test_refuse(void **state)
{
    const struct refuse_case *c = *state;
    size_t len = 0;
    char *data = malloc(c->front.len * c->times + c->tail.len + 1);
    const char *got;

    assert_non_null(data);
    for (size_t i = 0; i < c->times; i++) {
        memcpy(data + len, c->front.data, c->front.len);
        len += c->front.len;
    }
    memcpy(data + len, c->tail.data, c->tail.len);
    got = bs_sniff_refuse((struct bs_str){data, len + c->tail.len});
    if (c->want == NULL) {
        assert_null(got);
    } else {
        assert_non_null(got);
        assert_memory_equal(got, c->want, strlen(c->want));
    }
    free(data);
}

/* Random bytes must not pass for a log, at any length worth the name. */
static void test_noise(void **state)
{
    uint32_t random = 1;
    char data[65536];

    (void)state;
    for (size_t round = 0; round < 50; round++) {
        for (size_t i = 0; i < sizeof data; i++) {
            random = random * 1664525U + 1013904223U;
            data[i] = (char)(random >> 24);
        }
        assert_non_null(bs_sniff_refuse((struct bs_str){data, sizeof data}));
        assert_non_null(bs_sniff_refuse((struct bs_str){data, 1024}));
    }
}

static struct CMUnitTest
test_of(const char *name, CMUnitTestFunction function, const void *row)
{
    return (struct CMUnitTest){.name = name,
                               .test_func = function,
                               .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(filter_cases) + COUNT_OF(form_cases) +
                            COUNT_OF(refuse_cases) + 1];
    size_t n = 0;

    for (size_t i = 0; i < COUNT_OF(filter_cases); i++)
        tests[n++] =
            test_of(filter_cases[i].name, test_filter, &filter_cases[i]);
    for (size_t i = 0; i < COUNT_OF(form_cases); i++)
        tests[n++] = test_of(form_cases[i].name, test_form, &form_cases[i]);
    for (size_t i = 0; i < COUNT_OF(refuse_cases); i++)
        tests[n++] =
            test_of(refuse_cases[i].name, test_refuse, &refuse_cases[i]);
    tests[n++] = test_of("noise", test_noise, NULL);
    return cmocka_run_group_tests_name("bs_sniff", tests, NULL, NULL);
}
