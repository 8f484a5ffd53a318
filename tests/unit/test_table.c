/* SPDX-License-Identifier: MIT */
#include "data/table.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "cases.h"

static const struct read_case {
    const char *name;
    const char *text;
    size_t columns;
    const char *want; /* line:cell|cell; for each row */
} read_cases[] = {
    {"head only", "key\tname\n", 2, ""},
    {"a row", "key\tname\n550\tno mailbox\n", 2, "2:550|no mailbox;"},
    {"no last newline", "key\tname\na\tb", 2, "2:a|b;"},
    {"one column", "key\na\nb\n", 1, "2:a;3:b;"},
    {"comments and empty lines", "# c\n\nkey\tname\n#\tx\n\na\tb\n", 2,
     "6:a|b;"},
    {"a dash is an empty cell", "a\tb\tc\n-\t-\tx\n", 3, "2:||x;"},
    {"more than a dash is text", "a\tb\n--\t- -\n", 2, "2:--|- -;"},
    {"# inside", "a\tb\nx # y\t#z\n", 2, "2:x # y|#z;"},
    {"no quoting", "a\tb\n\"x\t\\t\n", 2, "2:\"x|\\t;"},
    {"blanks stay", "a\tb\n x \ty\n", 2, "2: x |y;"},
    {"CR at line ends", "a\tb\r\nx\ty\r\n\r\n", 2, "2:x|y;"},
    {"UTF-8", "a\tb\nf\xC3\xBCr\t\xC2\xA0\n", 2, "2:f\xC3\xBCr|\xC2\xA0;"},
};

static void test_read(void **state)
{
    const struct read_case *c = *state;
    struct bs_error err = {0};
    struct bs_table *table;
    struct bs_buf got;

    bs_buf_init(&got, 4096);
    assert_int_equal(bs_table_parse(&table, "x.tsv", bs_str_of(c->text), &err),
                     BS_OK);
    for (size_t row = 0; row < bs_table_rows(table); row++) {
        bs_buf_print(&got, "%u:", bs_table_line(table, row));
        for (size_t i = 0; i < c->columns; i++)
            bs_buf_print(&got, "%s%c", bs_table_cell(table, row, i),
                         i + 1 < c->columns ? '|' : ';');
    }
    assert_string_equal(bs_buf_text(&got), c->want);
    assert_string_equal(bs_table_label(table), "x.tsv");
    bs_table_free(table);
    bs_buf_clear(&got);
}

static const struct fault_case {
    const char *name;
    struct bs_str text;
    const char *want;
} fault_cases[] = {
    {"empty file", BYTES(""), "x.tsv:1: no head row"},
    {"only comments", BYTES("# a\tb\n"), "x.tsv:1: no head row"},
    {"too few cells", BYTES("a\tb\n\nx\n"),
     "x.tsv:3: cells: 1, in the head: 2"},
    {"too many cells", BYTES("a\tb\nx\ty\tz\n"),
     "x.tsv:2: cells: 3, in the head: 2"},
    {"empty cell", BYTES("a\tb\tc\nx\t\tz\n"),
     "x.tsv:2: cell 2 is empty, write '-'"},
    {"empty first cell", BYTES("a\tb\n\ty\n"),
     "x.tsv:2: cell 1 is empty, write '-'"},
    {"empty last cell", BYTES("a\tb\nx\t\n"),
     "x.tsv:2: cell 2 is empty, write '-'"},
    {"empty cell in the head", BYTES("a\t\n"),
     "x.tsv:1: cell 2 is empty, write '-'"},
    {"column twice", BYTES("# c\na\tb\ta\n"), "x.tsv:2: column 'a' twice"},
    {"NUL", BYTES("a\tb\nx\ty\0z\n"), "x.tsv:2: NUL byte"},
    {"invalid UTF-8", BYTES("a\tb\nx\t\xFF\n"), "x.tsv:2: invalid UTF-8"},
    {"escape", BYTES("a\tb\nx\t\x1b[m\n"), "x.tsv:2: control character U+001B"},
    {"DEL", BYTES("a\tb\nx\t\x7f\n"), "x.tsv:2: control character U+007F"},
    {"C1", BYTES("a\tb\nx\t\xC2\x9B\n"), "x.tsv:2: control character U+009B"},
    {"CR inside", BYTES("a\tb\nx\ry\tz\n"),
     "x.tsv:2: control character U+000D"},
};

static void test_fault(void **state)
{
    const struct fault_case *c = *state;
    const unsigned long live = bs_alloc_live();
    struct bs_error err = {0};
    struct bs_table *table;

    assert_int_equal(bs_table_parse(&table, "x.tsv", c->text, &err),
                     BS_ESYNTAX);
    assert_null(table);
    assert_string_equal(err.text, c->want);
    assert_int_equal(bs_alloc_live(), live);
}

static void test_column(void **state)
{
    struct bs_error err = {0};
    struct bs_table *table;
    size_t column = 99;

    (void)state;
    assert_int_equal(
        bs_table_parse(&table, "x.tsv", BS_STR("# c\nkey\tname\n"), &err),
        BS_OK);
    assert_int_equal(bs_table_column(&column, table, "name", &err), BS_OK);
    assert_int_equal(column, 1);
    assert_int_equal(bs_table_column(&column, table, "nam", &err), BS_ESYNTAX);
    assert_string_equal(err.text, "x.tsv:2: no column 'nam'");
    bs_table_free(table);
    bs_table_free(NULL);
}

static const struct columns_case {
    const char *name;
    const char *head;
    const char *want; /* error; NULL: none */
    size_t at[2];
} columns_cases[] = {
    {"as named", "key\tname\n", NULL, {0, 1}},
    {"another order", "name\tkey\n", NULL, {1, 0}},
    {"one is missing", "key\n", "x:1: no column 'name'", {0, 0}},
    {"one more", "key\tnote\tname\n", "x:1: unknown column 'note'", {0, 0}},
    {"another", "key\tnote\n", "x:1: no column 'name'", {0, 0}},
};

static void test_columns(void **state)
{
    static const char *const names[] = {"key", "name"};
    const struct columns_case *c = *state;
    struct bs_error err = {0};
    struct bs_table *table;
    size_t at[2];

    assert_int_equal(bs_table_parse(&table, "x", bs_str_of(c->head), &err),
                     BS_OK);
    assert_int_equal(bs_table_columns(at, table, names, 2, &err),
                     c->want != NULL ? BS_ESYNTAX : BS_OK);
    if (c->want != NULL)
        assert_string_equal(err.text, c->want);
    else
        assert_memory_equal(at, c->at, sizeof at);
    bs_table_free(table);
}

static void test_many(void **state)
{
    struct bs_error err = {0};
    struct bs_table *table;
    struct bs_buf text;

    (void)state;
    bs_buf_init(&text, 100000);
    bs_buf_print(&text, "key\tname\n");
    for (int i = 0; i < 1000; i++)
        bs_buf_print(&text, "k%d\tn%d\n", i, i);
    assert_int_equal(
        bs_table_parse(&table, "x", (struct bs_str){text.data, text.len}, &err),
        BS_OK);
    assert_int_equal(bs_table_rows(table), 1000);
    assert_string_equal(bs_table_cell(table, 999, 0), "k999");
    assert_string_equal(bs_table_cell(table, 0, 1), "n0");
    assert_int_equal(bs_table_line(table, 999), 1001);
    bs_table_free(table);
    bs_buf_reset(&text);
    for (int i = 0; i < 65; i++)
        bs_buf_print(&text, "c%d%s", i, i < 64 ? "\t" : "\n");
    assert_int_equal(
        bs_table_parse(&table, "x", (struct bs_str){text.data, text.len}, &err),
        BS_ESYNTAX);
    assert_string_equal(err.text, "x:1: more than 64 cells");
    bs_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_column),
        cmocka_unit_test(test_many),
    };

    return RUN_CASES(test_read, read_cases) +
           RUN_CASES(test_fault, fault_cases) +
           RUN_CASES(test_columns, columns_cases) +
           cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
