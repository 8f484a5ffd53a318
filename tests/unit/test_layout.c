/* SPDX-License-Identifier: MIT */
#include "bouncestat/layout.h"

#include <string.h>

#include "bouncestat/words.h"
#include "folder.h"

/* Fails unless there are a German and an English word of "prefix.name". */
static void
need_word(const struct bs_words *words, const char *prefix, const char *name)
{
    char key[128];

    (void)snprintf(key, sizeof key, "%s.%s", prefix, name);
    for (int lang = 0; lang < BS_LANG_COUNT; lang++) {
        const char *word = bs_words_find(words, key, (enum bs_lang)lang);

        if (word == NULL || word[0] == '\0')
            fail_msg("patterns/words.tsv: no word for %s", key);
    }
}

static void
check_section(const struct bs_words *words, const struct bs_section *section)
{
    if (section->reader == BS_FOR_JSON)
        return;
    if (section->form == BS_SENTENCES) {
        need_word(words, section->name, "1");
        for (size_t i = 0; section->columns[i].name != NULL; i++)
            need_word(words, "card", section->columns[i].name);
        return;
    }
    need_word(words, "title", section->name);
    assert_non_null(section->columns[0].name);
    for (size_t i = 0; section->columns[i].name != NULL; i++)
        need_word(words, "column", section->columns[i].name);
}

/* Titles and headings of what is shipped, and of the keys of --by. */
static void test_words(void **state)
{
    const struct bs_section *by;
    struct bs_layout *layout;
    struct bs_words *words;
    struct bs_data *data;

    (void)state;
    assert_int_equal(bs_data_open(&data, NULL, NULL), BS_OK);
    assert_int_equal(bs_words_open(&words, data, NULL), BS_OK);
    assert_int_equal(bs_layout_open(&layout, data, NULL), BS_OK);
    for (size_t i = 0; i < bs_layout_count(layout); i++) {
        const struct bs_report *report = bs_layout_get(layout, i);

        for (size_t k = 0; k < report->section_count; k++)
            check_section(words, report->sections[k]);
    }
    by = bs_layout_section(layout, "by");
    assert_non_null(by);
    for (size_t i = 0; by->columns[i].name != NULL; i++)
        need_word(words, "column", by->columns[i].name);
    for (size_t i = 0; i < bs_data_count(data); i++) {
        const char *name = bs_data_get(data, i)->name;
        char key[32];

        if (sscanf(name, "sql/report/by-%31[a-z]", key) != 1)
            continue;
        need_word(words, "title", key);
        need_word(words, "column", key);
    }
    bs_layout_close(layout);
    bs_words_close(words);
    bs_data_close(data);
}

/* The layouts with the text as sql/report/my.conf, and a query beside. */
static enum bs_status
open_layout(struct bs_layout **out, const char *text, struct bs_error *err)
{
    struct folder folder;
    const char *dirs[] = {folder.path, NULL};
    struct bs_data *data;
    enum bs_status status;

    folder_make(&folder);
    folder_write(&folder, "sql/report/my.conf", text);
    folder_write(&folder, "sql/report/my.sql", "SELECT 1 AS a;\n");
    assert_int_equal(bs_data_open(&data, dirs, NULL), BS_OK);
    status = bs_layout_open(out, data, err);
    bs_data_close(data); /* the layouts need it no longer */
    folder_remove(&folder);
    return status;
}

#define REPORT "[report mine]\ntitle-en = Mine\ntitle-de = Meins\n"

static void test_all_keys(void **state)
{
    static const char text[] = REPORT "sections = totals\n"
                                      "  my\n"
                                      "period = week\n"
                                      "brief = yes\n"
                                      "findings = yes\n"
                                      "top = 7\n"
                                      "csv = totals\n"
                                      "[section my]\n"
                                      "form = table\n"
                                      "for = people\n"
                                      "title-en = The\n"
                                      " title\n"
                                      "title-de = Der Titel\n"
                                      "about = failed\n"
                                      "advised = 3\n"
                                      "undated = yes\n"
                                      "history = yes\n"
                                      "column = a untitled colour show=b+c\n"
                                      "heading-en = A\n"
                                      "column = d optional elastic most=9\n";
    const struct bs_section_column *columns;
    const struct bs_report *report;
    const struct bs_section *my;
    struct bs_layout *layout;

    (void)state;
    assert_int_equal(open_layout(&layout, text, NULL), BS_OK);
    report = bs_layout_find(layout, "mine");
    assert_non_null(report);
    assert_string_equal(report->title[BS_DE], "Meins");
    assert_int_equal(report->period, BS_PERIOD_WEEK);
    assert_true(report->brief && report->findings);
    assert_int_equal(report->top, 7);
    assert_int_equal(report->section_count, 2);
    assert_ptr_equal(report->csv, bs_layout_section(layout, "totals"));
    my = report->sections[1];
    assert_ptr_equal(my, bs_layout_section(layout, "my"));
    assert_string_equal(my->query, "sql/report/my.sql");
    assert_string_equal(my->title[BS_EN], "The title");
    assert_string_equal(my->about, "failed");
    assert_int_equal(my->form, BS_TABLE);
    assert_int_equal(my->reader, BS_FOR_PEOPLE);
    assert_int_equal(my->advised, 3);
    assert_null(my->chart);
    assert_true(my->undated && my->history);
    columns = my->columns;
    assert_string_equal(columns[0].parts[1], "c");
    assert_null(columns[0].parts[2]);
    assert_string_equal(columns[0].heading[BS_EN], "A");
    assert_null(columns[0].heading[BS_DE]);
    assert_true(columns[0].untitled && columns[0].colour);
    assert_false(columns[0].optional || columns[0].elastic);
    assert_true(columns[1].optional && columns[1].elastic);
    assert_int_equal(columns[1].most, 9);
    assert_null(columns[2].name);
    bs_layout_close(layout);
}

static void test_sentences(void **state)
{
    static const char text[] = REPORT "sections = my\n"
                                      "[section my]\n"
                                      "form = sentences\n"
                                      "sentence-en = One {a}.\n"
                                      "sentence-de = Eins {a}.\n"
                                      "sentence-en = Two.\n";
    const struct bs_section *my;
    struct bs_layout *layout;

    (void)state;
    assert_int_equal(open_layout(&layout, text, NULL), BS_OK);
    my = bs_layout_find(layout, "mine")->csv;
    assert_int_equal(my->form, BS_SENTENCES);
    assert_string_equal(my->sentences[BS_EN][1], "Two.");
    assert_null(my->sentences[BS_DE][1]);
    bs_layout_close(layout);
}

static void test_page(void **state)
{
    static const char text[] = REPORT "sections = my\n"
                                      "[section my]\n"
                                      "form = timeline\n"
                                      "for = page\n"
                                      "column = a\n"
                                      "column = b\n"
                                      "column = n\n"
                                      "[section drawn]\n"
                                      "chart = n\n";
    const struct bs_section *my;
    struct bs_layout *layout;

    (void)state;
    assert_int_equal(open_layout(&layout, text, NULL), BS_OK);
    my = bs_layout_section(layout, "my");
    assert_int_equal(my->form, BS_TIMELINE);
    assert_int_equal(my->reader, BS_FOR_PAGE);
    assert_null(my->chart);
    assert_string_equal(bs_layout_section(layout, "drawn")->chart, "n");
    bs_layout_close(layout);
}

static const struct bad_case {
    const char *name;
    const char *text;
    const char *want; /* end of the message */
} bad_cases[] = {
    {"no section", "title-en = x\n",
     "my.conf:1: key 'title-en' before the first section"},
    {"kind", "[reprot mine]\n",
     "my.conf:1: neither [report ...] nor [section ...]: 'reprot'"},
    {"no name", "[report]\n",
     "my.conf:1: '' is no name: letters, digits, - and _"},
    {"bad name", "\n[section a/b]\n",
     "my.conf:2: 'a/b' is no name: letters, digits, - and _"},
    {"no title", "[report mine]\ntitle-en = x\nsections = my\n",
     "my.conf:1: report 'mine' has no title-de"},
    {"no sections", REPORT, "my.conf:1: report 'mine' has no sections"},
    {"second title", REPORT "title-en = x\n", "my.conf:4: a second 'title-en'"},
    {"unknown section", REPORT "sections = totals\nsections = no\n",
     "my.conf:5: there is no section 'no'"},
    {"section twice", REPORT "sections = totals totals\n",
     "my.conf:4: section 'totals' is named twice"},
    {"no query", REPORT "sections = other\n[section other]\ncolumn = a\n",
     "my.conf:5: there is no sql/report/other.sql"},
    {"named query", REPORT "sections = my\n[section my]\nquery = no.sql\n",
     "my.conf:6: there is no sql/report/no.sql"},
    {"query outside", "[section my]\nquery = ../schema.sql\n",
     "my.conf:2: not a file of sql/report: '../schema.sql'"},
    {"period", REPORT "period = month\n", "my.conf:4: unknown period 'month'"},
    {"brief", REPORT "brief = 1\n", "my.conf:4: neither yes nor no: '1'"},
    {"top", REPORT "top = many\n",
     "my.conf:4: not a number, or too large: 'many'"},
    {"csv", REPORT "sections = totals\ncsv = my\n",
     "my.conf:5: csv: not one section of the report"},
    {"key of a report", REPORT "column = a\n",
     "my.conf:4: unknown key 'column' of a report"},
    {"key of a section", "[section my]\nperiod = all\n",
     "my.conf:2: unknown key 'period' of a section"},
    {"no value", "[section my]\ncolumn =\n",
     "my.conf:2: no value for 'column'"},
    {"form", "[section my]\nform = chart\n", "my.conf:2: unknown form 'chart'"},
    {"matrix", "[section my]\nform = matrix\ncolumn = a\n",
     "my.conf:1: a matrix has 3 columns: its rows, its columns, and the "
     "number"},
    {"trait", "[section my]\ncolumn = a wide\n",
     "my.conf:2: unknown word 'wide' (untitled, optional, elastic, wrap, "
     "colour, most=N, show=NAME)"},
    {"column", "[section my]\ncolumn = a,b\n",
     "my.conf:2: not a column of the query: 'a,b'"},
    {"show", "[section my]\ncolumn = a show=b+\n",
     "my.conf:2: not a column of the query: ''"},
    {"show too many", "[section my]\ncolumn = a show=b+c+d+e\n",
     "my.conf:2: more than 3 names behind show="},
    {"most", "[section my]\ncolumn = a most=x\n",
     "my.conf:2: not a number, or too large: 'x'"},
    {"heading first", "[section my]\nheading-en = A\n",
     "my.conf:2: no column above 'heading-en'"},
    {"too many columns",
     "[section my]\ncolumn = a\ncolumn = a\ncolumn = a\ncolumn = a\n"
     "column = a\ncolumn = a\ncolumn = a\ncolumn = a\ncolumn = a\n"
     "column = a\ncolumn = a\n",
     "my.conf:12: more than 10 columns"},
    {"report of ours",
     "[report daily]\ntitle-en = x\ntitle-de = x\nsections = my\n[section "
     "my]\n",
     "my.conf:1: report 'daily' is there already, in sql/report/daily.conf:2"},
    {"section of ours", "[section codes]\n",
     "my.conf:1: section 'codes' is there already, in sql/report/codes.conf:7"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    struct bs_error err = {0};
    struct bs_layout *layout;
    const char *hit;

    assert_int_equal(open_layout(&layout, c->text, &err), BS_ESYNTAX);
    assert_null(layout);
    hit = strstr(err.text, "my.conf");
    assert_non_null(hit);
    assert_string_equal(hit, c->want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_all_keys),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_page),
    };
    int failed = cmocka_run_group_tests_name("layout", tests, NULL, NULL);

    return failed + RUN_CASES(test_bad, bad_cases);
}
