/* SPDX-License-Identifier: MIT */
#include "cli/out.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/json.h"
#include "cli/number.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/width.h"
#include "folder.h"

/* What was written, with a NUL; lives until out_abandon(). */
static const char *text_of(struct out *out)
{
    out_add(out, "", 1);
    return out->data;
}

static const struct width_case {
    const char *name;
    const char *text;
    size_t want;
} width_cases[] = {
    {"ASCII", "abc", 3},
    {"umlaut", "\xC3\xA4\xC3\x9F", 2},
    {"combining mark", "e\xCC\x81x", 2},
    {"CJK", "\xE6\x97\xA5\xE6\x9C\xAC", 4},
    {"emoji", "\xF0\x9F\x93\xA7", 2},
    {"zero width space",
     "a\xE2\x80\x8B"
     "b",
     2},
    {"empty", "", 0},
};

static void test_width(void **state)
{
    const struct width_case *c = *state;

    assert_int_equal(width_of(bs_str_of(c->text)), c->want);
}

static void test_cut(void **state)
{
    size_t taken;

    (void)state;
    assert_int_equal(
        width_cut(BS_STR("\xE6\x97\xA5\xE6\x9C\xAC"), 3, &taken).len, 3);
    assert_int_equal(taken, 2);
    assert_int_equal(width_cut(BS_STR("ae\xCC\x81x"), 2, &taken).len, 4);
    assert_int_equal(taken, 2);
}

static void test_wrap(void **state)
{
    struct out out;

    (void)state;
    out_memory(&out);
    out_text(&out, "ab");
    width_wrap(&out, "one two three averyverylongword x \033[1m", 2, 4, 13);
    assert_string_equal(text_of(&out), "ab  one two\n    three\n    "
                                       "averyverylongword\n    x "
                                       "\\x1B[1m");
    out_abandon(&out);
}

static const struct number_case {
    const char *name;
    int64_t number;
    enum bs_lang lang;
    const char *want;
} number_cases[] = {
    {"small", 418, BS_EN, "418"},
    {"thousands", 41207, BS_EN, "41,207"},
    {"German", 41207, BS_DE, "41.207"},
    {"millions", 1234567, BS_EN, "1,234,567"},
    {"negative", -1234, BS_EN, "-1,234"},
    {"negative hundreds", -123, BS_EN, "-123"},
    {"least", INT64_MIN, BS_EN, "-9,223,372,036,854,775,808"},
};

static void test_number(void **state)
{
    const struct number_case *c = *state;
    char out[NUMBER_SIZE];

    assert_string_equal(number_count(out, c->number, c->lang), c->want);
}

static void test_percent(void **state)
{
    char out[NUMBER_SIZE];

    (void)state;
    assert_string_equal(number_percent(out, 0.031, BS_EN), "3.1 %");
    assert_string_equal(number_percent(out, 0.031, BS_DE), "3,1 %");
    assert_string_equal(number_percent(out, 1, BS_EN), "100.0 %");
    assert_string_equal(number_real(out, 2.5, 2, BS_DE), "2,50");
}

static const struct field_case {
    const char *name;
    struct bs_str text;
    const char *csv;
    const char *markdown;
    const char *json;
} field_cases[] = {
    {"plain", BYTES("abc"), "abc", "abc", "\"abc\""},
    {"empty", BYTES(""), "", "", "\"\""},
    {"comma", BYTES("a,b"), "\"a,b\"", "a,b", "\"a,b\""},
    {"quote", BYTES("a\"b"), "\"a\"\"b\"", "a\"b", "\"a\\\"b\""},
    {"line end", BYTES("a\nb"), "\"a\nb\"", "a\\\\x0Ab", "\"a\\nb\""},
    {"blank at the end", BYTES("a "), "\"a \"", "a ", "\"a \""},
    {"formula", BYTES("=1+1"), "'=1+1", "=1+1", "\"=1+1\""},
    {"formula with a comma", BYTES("@a,b"), "\"'@a,b\"", "@a,b", "\"@a,b\""},
    {"minus", BYTES("-x"), "'-x", "-x", "\"-x\""},
    {"only a minus", BYTES("-"), "'-", "-", "\"-\""},
    {"negative number", BYTES("-1.5"), "-1.5", "-1.5", "\"-1.5\""},
    {"plus", BYTES("+49 30"), "'+49 30", "+49 30", "\"+49 30\""},
    {"line end first", BYTES("\nx"), "\"'\nx\"", "\\\\x0Ax", "\"\\nx\""},
    {"formula behind a semicolon", BYTES("a;=1;-b;c"), "a;'=1;'-b;c",
     "a;=1;-b;c", "\"a;=1;-b;c\""},
    {"formula in the second line", BYTES("a\n@b"), "\"a\n'@b\"", "a\\\\x0A@b",
     "\"a\\n@b\""},
    {"tab", BYTES("\tx"), "'\tx", "\\\\x09x", "\"\\tx\""},
    {"HTML", BYTES("<b>&"), "<b>&", "&lt;b&gt;&amp;", "\"<b>&\""},
    {"pipe", BYTES("a|b"), "a|b", "a\\|b", "\"a|b\""},
    {"umlaut", BYTES("\xC3\xA4"), "\xC3\xA4", "\xC3\xA4", "\"\xC3\xA4\""},
    {"not UTF-8", BYTES("a\xFFz"), "a\xEF\xBF\xBDz", "a\xEF\xBF\xBDz",
     "\"a\xEF\xBF\xBDz\""},
    {"half a character", BYTES("\xE6\x97z"), "\xEF\xBF\xBDz", "\xEF\xBF\xBDz",
     "\"\xEF\xBF\xBDz\""},
    {"NUL", BYTES("a\0z"), "a\\x00z", "a\\\\x00z", "\"a\\u0000z\""},
    {"long, escape in the second word", BYTES("0123456789\\abcdefghijk"),
     "0123456789\\abcdefghijk", "0123456789\\\\abcdefghijk",
     "\"0123456789\\\\abcdefghijk\""},
};

static void test_field(void **state)
{
    const struct field_case *c = *state;
    struct out out;

    out_memory(&out);
    table_csv_field(&out, c->text);
    assert_string_equal(text_of(&out), c->csv);
    out.len = 0;
    table_markdown_field(&out, c->text);
    assert_string_equal(text_of(&out), c->markdown);
    out.len = 0;
    json_string(&out, c->text);
    assert_string_equal(text_of(&out), c->json);
    out_abandon(&out);
}

/* The fast way must be that of bs_str_json(), at every place of a word. */
static void test_json_every_byte(void **state)
{
    struct out out;

    (void)state;
    out_memory(&out);
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 16; at++) {
            char text[16] = "abcdefghijklmno";
            char want[64];
            size_t len;

            text[at] = (char)(unsigned char)byte;
            len = bs_str_json(want, sizeof want,
                              (struct bs_str){text, sizeof text});
            out.len = 0;
            json_string(&out, (struct bs_str){text, sizeof text});
            assert_int_equal(out.len, len + 2);
            assert_memory_equal(out.data + 1, want, len);
        }
    out.len = 0;
    json_string(&out, (struct bs_str){NULL, 0});
    assert_string_equal(text_of(&out), "null");
    out_abandon(&out);
}

static void test_json_shape(void **state)
{
    struct json json;
    struct out out;

    (void)state;
    out_memory(&out);
    json_init(&json, &out);
    json_open(&json, NULL, '{');
    json_count(&json, "n", UINT64_MAX);
    json_integer(&json, "i", -5);
    json_real(&json, "r", 0.25);
    json_bool(&json, "b", true);
    json_null(&json, "z");
    json_open(&json, "empty", '[');
    json_close(&json, ']');
    json_open(&json, "list", '[');
    json_text(&json, NULL, BS_STR("a"));
    json_text(&json, NULL, BS_STR("b"));
    json_close(&json, ']');
    json_close(&json, '}');
    assert_string_equal(
        text_of(&out),
        "{\n  \"n\": 18446744073709551615,\n  \"i\": -5,\n  \"r\": 0.25,\n"
        "  \"b\": true,\n  \"z\": null,\n  \"empty\": [],\n"
        "  \"list\": [\n    \"a\",\n    \"b\"\n  ]\n}\n");
    out_abandon(&out);
}

static const struct column columns[] = {
    {.heading = "Domain", .elastic = true},
    {.heading = "failed", .right = true},
    {.heading = "rate", .right = true},
};

static void fill(struct table *table)
{
    struct cell first[] = {cell_text(BS_STR("gm\xC3\xBCl.example")),
                           cell_count(1312), cell_percent(0.172)};
    struct cell second[] = {
        cell_text(BS_STR("\033|x")), cell_count(7), {.kind = CELL_NONE}};

    table_init(table, columns, COUNT_OF(columns));
    table_add(table, first);
    table_add(table, second);
}

static void test_table(void **state)
{
    struct table_style style = {.lang = BS_DE};
    struct table table;
    struct out out;

    (void)state;
    fill(&table);
    out_memory(&out);
    table_text(&table, &out, &style);
    assert_string_equal(text_of(&out), "Domain        failed    rate\n"
                                       "gm\xC3\xBCl.example   1.312  17,2 %\n"
                                       "\\x1B|x             7        \n");
    out.len = 0;
    style.columns = 26;
    style.headless = true;
    table_text(&table, &out, &style);
    assert_string_equal(text_of(&out),
                        "gm\xC3\xBCl.examp\xE2\x80\xA6  1.312  17,2 %\n"
                        "\\x1B|x           7        \n");
    out.len = 0;
    table_csv(&table, &out);
    assert_string_equal(text_of(&out), "Domain,failed,rate\r\n"
                                       "gm\xC3\xBCl.example,1312,0.172\r\n"
                                       "\\x1B|x,7,\r\n");
    out.len = 0;
    table_markdown(&table, &out, BS_EN);
    assert_string_equal(text_of(&out),
                        "| Domain | failed | rate |\n"
                        "| --- | ---: | ---: |\n"
                        "| gm\xC3\xBCl.example | 1,312 | 17.2 % |\n"
                        "| \\\\x1B\\|x | 7 |  |\n");
    out_abandon(&out);
    table_clear(&table);
}

/* The last column goes on below, up to three lines. */
static void test_table_wrap(void **state)
{
    static const struct column wrapped[] = {
        {.heading = "n", .right = true},
        {.heading = "text", .elastic = true, .wrap = true}};
    struct cell cells[] = {
        cell_count(1),
        cell_text(BS_STR("one two three four five six seven eight"))};
    struct table_style style = {.columns = 15};
    struct table table;
    struct out out;

    (void)state;
    table_init(&table, wrapped, COUNT_OF(wrapped));
    table_add(&table, cells);
    out_memory(&out);
    table_text(&table, &out, &style);
    assert_string_equal(text_of(&out), "n  text\n"
                                       "1  one two\n"
                                       "   three four\n"
                                       "   five six \xE2\x80\xA6\n");
    out_abandon(&out);
    table_clear(&table);
}

static void read_back(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "r");
    size_t len;

    assert_non_null(file);
    len = fread(text, 1, size - 1, file);
    text[len] = '\0';
    (void)fclose(file);
}

static void test_file(void **state)
{
    struct folder folder;
    char path[256];
    char text[64];
    struct out out;

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "a.txt", "old");
    (void)folder_path(&folder, "a.txt", path);
    assert_int_equal(out_open(&out, path, NULL), BS_OK);
    out_text(&out, "half");
    assert_true(out_flush(&out));
    read_back(path, text, sizeof text);
    assert_string_equal(text, "old");
    out_abandon(&out);
    read_back(path, text, sizeof text);
    assert_string_equal(text, "old");
    assert_int_equal(out_open(&out, path, NULL), BS_OK);
    out_text(&out, "new");
    assert_int_equal(out_finish(&out, NULL), BS_OK);
    read_back(path, text, sizeof text);
    assert_string_equal(text, "new");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder.path), 0); /* nothing else is left */
}

static void test_file_fails(void **state)
{
    struct bs_error err = {0};
    struct out out;

    (void)state;
    assert_int_equal(out_open(&out, "no/such/folder/x", &err), BS_EIO);
    assert_string_equal(err.text,
                        "no/such/folder/x: No such file or directory");
    assert_int_equal(out_open(&out, "/dev/full", &err), BS_OK);
    out_text(&out, "x");
    assert_int_equal(out_finish(&out, &err), BS_EIO);
    assert_string_equal(err.text, "/dev/full: No space left on device");
}

static void test_large(void **state)
{
    struct out out;

    (void)state;
    out_memory(&out);
    for (int i = 0; i < 100000; i++)
        out_print(&out, "%d,", i % 10);
    out_fill(&out, 'x', 100000);
    assert_int_equal(out.len, 300000);
    assert_memory_equal(out.data + 199990, "5,6,7,8,9,xxx", 13);
    out_abandon(&out);
}

static void test_progress(void **state)
{
    struct progress_state half = {
        .name = "mail.log", .done = 500000000, .size = 1000000000};
    struct progress_state pipe = {.name = "-", .done = 1500};
    char line[160];

    (void)state;
    progress_line(line, sizeof line, &half, 5000);
    assert_string_equal(line, "mail.log   50 %  500 MB  100 MB/s  0:05 left");
    progress_line(line, sizeof line, &pipe, 1000);
    assert_string_equal(line, "-  1.5 kB  1.5 kB/s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_json_every_byte),
        cmocka_unit_test(test_json_shape),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_wrap),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_file_fails),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_progress),
    };

    return RUN_CASES(test_width, width_cases) +
           RUN_CASES(test_number, number_cases) +
           RUN_CASES(test_field, field_cases) +
           cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
