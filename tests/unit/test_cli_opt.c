/* SPDX-License-Identifier: MIT */
#include "cli/opt.h"

#include <string.h>

#include "cases.h"

enum { WORDS_MAX = 8 };

struct values {
    bool json;
    int progress;
    const char *file;
    uint64_t top;
    int when;
    struct opt_list data;
};

static const char *const whens[] = {"auto", "always", "never", NULL};

static const struct opt rows[] = {
    {.name = "json",
     .kind = OPT_FLAG,
     .at = offsetof(struct values, json),
     .help = "print JSON"},
    {.name = "progress",
     .letter = 'p',
     .kind = OPT_SET,
     .set = 2,
     .at = offsetof(struct values, progress),
     .help = "show it"},
    {.name = "output",
     .letter = 'o',
     .kind = OPT_TEXT,
     .at = offsetof(struct values, file),
     .arg = "FILE",
     .help = "write to FILE"},
    {.name = "top",
     .letter = 'n',
     .kind = OPT_COUNT,
     .min = 1,
     .max = 500,
     .at = offsetof(struct values, top),
     .arg = "N",
     .help = "at most N rows"},
    {.name = "color",
     .kind = OPT_WORD,
     .words = whens,
     .at = offsetof(struct values, when),
     .arg = "WHEN",
     .help = "colour"},
    {.name = "data",
     .kind = OPT_LIST,
     .at = offsetof(struct values, data),
     .arg = "DIR",
     .help = "a folder whose description is long enough to be wrapped onto "
             "a second line"},
};

static enum bs_status parse(struct values *values, const char *const *words,
                            char **argv, int *rest, struct bs_error *err)
{
    const struct opt_group groups[] = {
        {"Options", rows, COUNT_OF(rows), values}};
    const struct opt_command command = {.name = "test",
                                        .usage = "[OPTION]...",
                                        .about = "Tests.",
                                        .groups = groups,
                                        .group_count = COUNT_OF(groups)};
    int argc = 0;

    argv[argc++] = (char *)(uintptr_t) "test";
    for (; *words != NULL; words++)
        argv[argc++] = (char *)(uintptr_t)*words;
    argv[argc] = NULL;
    return opt_parse(&command, argc, argv, rest, err);
}

static const struct bad_case {
    const char *name;
    const char *words[WORDS_MAX];
    const char *text;
} bad_cases[] = {
    {"typing error",
     {"--jsn"},
     "unknown option '--jsn' (did you mean '--json'?)"},
    {"abbreviation",
     {"--js"},
     "unknown option '--js' (did you mean '--json'?)"},
    {"abbreviation with a value",
     {"--out=x"},
     "unknown option '--out' (did you mean '--output'?)"},
    {"abbreviation with a value behind it",
     {"--outp", "--top"},
     "unknown option '--outp' (did you mean '--output'?)"},
    {"nothing is near", {"--quux"}, "unknown option '--quux'"},
    {"hostile bytes", {"--\033x"}, "unknown option '--\\x1Bx'"},
    {"unknown letter", {"-x"}, "unknown option '-x'"},
    {"unknown letter in a cluster", {"-px"}, "unknown option '-x'"},
    {"no argument", {"--output"}, "option '--output' needs FILE"},
    {"no argument, by letter", {"-o"}, "option '--output' needs FILE"},
    {"a value too many", {"--json=1"}, "option '--json' takes no value"},
    {"trailing junk", {"--top", "5x"}, "--top: '5x' is not a whole number"},
    {"negative", {"--top=-5"}, "--top: '-5' is not a whole number"},
    {"empty", {"--top="}, "--top: '' is not a whole number"},
    {"blank", {"-n 5"}, "--top: ' 5' is not a whole number"},
    {"too small", {"-n0"}, "--top: 0 is not between 1 and 500"},
    {"too large", {"-n501"}, "--top: 501 is not between 1 and 500"},
    {"over 64 bits",
     {"-n", "99999999999999999999"},
     "--top: 99999999999999999999 is not between 1 and 500"},
    {"junk after 64 bits",
     {"-n", "99999999999999999999x"},
     "--top: '99999999999999999999x' is not a whole number"},
    {"wrong word",
     {"--color=neve"},
     "--color: 'neve' is none of auto, always, never (did you mean "
     "'never'?)"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    struct values values = {0};
    struct bs_error err = {0};
    char *argv[WORDS_MAX + 2];
    int rest;

    assert_int_equal(parse(&values, c->words, argv, &rest, &err), BS_EUSAGE);
    assert_string_equal(err.text, c->text);
}

static void test_good(void **state)
{
    static const char *const words[] = {
        "a",     "--json", "-pn",        "20", "--output=x", "--color",
        "never", "--data", "-starts-so", "b",  NULL};
    struct values values = {0};
    char *argv[COUNT_OF(words) + 2];
    int rest;

    (void)state;
    assert_int_equal(parse(&values, words, argv, &rest, NULL), BS_OK);
    assert_true(values.json);
    assert_int_equal(values.progress, 2);
    assert_string_equal(values.file, "x");
    assert_int_equal(values.top, 20);
    assert_int_equal(values.when, 3);
    assert_int_equal(values.data.count, 1);
    assert_string_equal(values.data.items[0], "-starts-so");
    assert_int_equal(rest, 9);
    assert_string_equal(argv[rest], "a");
    assert_string_equal(argv[rest + 1], "b");
}

static void test_nothing_given(void **state)
{
    static const char *const words[] = {"--", "--json", NULL};
    struct values values = {.top = 7};
    char *argv[COUNT_OF(words) + 2];
    int rest;

    (void)state;
    assert_int_equal(parse(&values, words, argv, &rest, NULL), BS_OK);
    assert_false(values.json);
    assert_int_equal(values.top, 7);
    assert_null(values.file);
    assert_int_equal(rest, 2);
}

static void test_list_is_full(void **state)
{
    const char *words[OPT_LIST_MAX + 2] = {NULL};
    struct values values = {0};
    struct bs_error err = {0};
    char *argv[OPT_LIST_MAX + 4];
    int rest;

    (void)state;
    for (size_t i = 0; i < OPT_LIST_MAX; i++)
        words[i] = "--data=x";
    assert_int_equal(parse(&values, words, argv, &rest, &err), BS_OK);
    assert_int_equal(values.data.count, OPT_LIST_MAX);
    assert_null(values.data.items[OPT_LIST_MAX]);
    words[OPT_LIST_MAX] = "--data=x";
    values = (struct values){0};
    assert_int_equal(parse(&values, words, argv, &rest, &err), BS_EUSAGE);
    assert_string_equal(err.text, "--data: given more than 16 times");
}

static void test_help(void **state)
{
    struct values values = {0};
    const struct opt_group groups[] = {
        {"Options", rows, COUNT_OF(rows), &values}};
    const struct opt_command command = {.name = "test",
                                        .usage = "[OPTION]... FILE",
                                        .about = "Tests.",
                                        .groups = groups,
                                        .group_count = COUNT_OF(groups)};
    struct out out;

    (void)state;
    out_memory(&out);
    opt_help(&out, &command);
    out_add(&out, "", 1);
    assert_string_equal(
        out.data,
        "Usage: bouncestat test [OPTION]... FILE\n"
        "Tests.\n"
        "\n"
        "Options:\n"
        "      --json              print JSON\n"
        "  -p, --progress          show it\n"
        "  -o, --output=FILE       write to FILE\n"
        "  -n, --top=N             at most N rows\n"
        "      --color=WHEN        colour\n"
        "      --data=DIR          a folder whose description is long enough "
        "to be\n"
        "                          wrapped onto a second line\n");
    out_abandon(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_nothing_given),
        cmocka_unit_test(test_list_is_full),
        cmocka_unit_test(test_help),
    };

    return RUN_CASES(test_bad, bad_cases) +
           cmocka_run_group_tests_name("opt", tests, NULL, NULL);
}
