/* SPDX-License-Identifier: MIT */
#include "cli/cross.h"

#include <string.h>

#include "cases.h"

static const struct {
    const char *row;
    const char *column; /* NULL: none */
    const char *name;
    int64_t n;
} given[] = {
    {"gmx", "full", "mailbox full", 2},   {"gmx", "list", "blocklisted", 7},
    {"t-online", NULL, NULL, 0},          {"yahoo", "spam", "spam", 1},
    {"yahoo", "full", "mailbox full", 3}, {"yahoo", "full", "mailbox full", 1},
};

static struct column columns[] = {{.heading = "where"},
                                  {.heading = "why"},
                                  {.heading = "name_en"},
                                  {.heading = "n"}};

static void make_rows(struct rows *rows)
{
    *rows = (struct rows){.columns = columns};
    table_init(&rows->table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < COUNT_OF(given); i++) {
        const struct cell cells[] = {
            cell_text(bs_str_of(given[i].row)),
            cell_text(bs_str_of(given[i].column)),
            cell_text(bs_str_of(given[i].name)),
            cell_count(given[i].n),
        };

        table_add(&rows->table, cells);
    }
}

static const struct cross_query usual = {
    .row = "where", .column = "why", .label = "name", .count = "n"};

static void
check(const struct cross *cross, size_t row, size_t column, int64_t want)
{
    assert_int_equal(cross->count[row * cross->column_count + column], want);
}

static void test_sums(void **state)
{
    struct rows rows;
    struct cross cross;

    (void)state;
    make_rows(&rows);
    cross_make(&cross, &rows, &usual);
    assert_int_equal(cross.row_count, 3);
    assert_true(bs_str_eq(cross.row[1], BS_STR("t-online")));
    assert_int_equal(cross.column_count, 3);
    assert_true(bs_str_eq(cross.column[0].label, BS_STR("blocklisted")));
    assert_true(bs_str_eq(cross.column[1].key, BS_STR("full")));
    assert_int_equal(cross.column[1].sum, 6);
    check(&cross, 0, 0, 7);
    check(&cross, 0, 1, 2);
    check(&cross, 1, 1, 0);
    check(&cross, 2, 1, 4);
    check(&cross, 2, 2, 1);
    assert_int_equal(cross.most, 7);
    assert_null(cross.rest);
    cross_clear(&cross);
    table_clear(&rows.table);
}

/* What the columns leave out is not lost. */
static void test_rest(void **state)
{
    struct cross_query query = usual;
    struct rows rows;
    struct cross cross;

    (void)state;
    query.most = 1;
    make_rows(&rows);
    cross_make(&cross, &rows, &query);
    assert_int_equal(cross.column_count, 1);
    check(&cross, 0, 0, 7);
    check(&cross, 2, 0, 0);
    assert_non_null(cross.rest);
    assert_int_equal(cross.rest[0], 2);
    assert_int_equal(cross.rest[1], 0);
    assert_int_equal(cross.rest[2], 5);
    cross_clear(&cross);
    table_clear(&rows.table);
}

static void test_order(void **state)
{
    static const char *const order[] = {"spam", "no", "full", NULL};
    struct cross_query query = usual;
    struct rows rows;
    struct cross cross;

    (void)state;
    query.order = order;
    make_rows(&rows);
    cross_make(&cross, &rows, &query);
    assert_int_equal(cross.column_count, 2);
    assert_true(bs_str_eq(cross.column[0].key, BS_STR("spam")));
    assert_true(bs_str_eq(cross.column[1].key, BS_STR("full")));
    check(&cross, 2, 0, 1);
    check(&cross, 2, 1, 4);
    cross_clear(&cross);
    table_clear(&rows.table);
}

static void test_nothing(void **state)
{
    const struct rows rows = {.columns = NULL};
    struct cross cross;

    (void)state;
    cross_make(&cross, &rows, &usual);
    assert_int_equal(cross.row_count, 0);
    assert_int_equal(cross.column_count, 0);
    cross_clear(&cross);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_rest),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_nothing),
    };

    return cmocka_run_group_tests_name("cross", tests, NULL, NULL);
}
