/* SPDX-License-Identifier: MIT */
/*
 * tables - what the virtual tables of vtab.c consist of.
 *
 * SQL declares their columns (sql/memory.sql, sql/database.sql), in the order
 * of the column functions here.
 */
#include "store/tables.h"

#define AHEAD 8 /* names; in order of their bytes, memory has them anywhere */

static void give(sqlite3_context *context, uint64_t number)
{
    sqlite3_result_int64(context, (sqlite3_int64)number);
}

static void give_name(const struct bs_source *source, uint32_t number,
                      sqlite3_context *context)
{
    const struct bs_str name = bs_tally_name(source->tally, number);

    if (name.data != NULL)
        sqlite3_result_text(context, name.data, (int)name.len, SQLITE_STATIC);
}

static size_t tally_count(const struct bs_source *source)
{
    return source->row_count;
}

static void tally_column(const struct bs_source *source, size_t at, int column,
                         sqlite3_context *context)
{
    const struct bs_tally_row *row = &source->rows[at];

    switch (column) {
    case 0: give(context, row->bucket); break;
    case 1: give(context, row->name); break;
    case 2: give(context, row->tag); break;
    case 3: give(context, row->n); break;
    case 4: give(context, row->first); break;
    case 5: give(context, row->last); break;
    default: break;
    }
}

static size_t tally_key(const struct bs_source *source, size_t at, int column)
{
    const struct bs_tally_row *row = &source->rows[at];

    return column == 0 ? row->bucket : row->name;
}

static size_t domain_count(const struct bs_source *source)
{
    return (size_t)bs_tally_names(source->tally) + 1;
}

static void domain_column(const struct bs_source *source, size_t at, int column,
                          sqlite3_context *context)
{
    if (column == 1)
        give_name(source, (uint32_t)at, context);
    else
        give(context, at);
}

static size_t named_count(const struct bs_source *source)
{
    return source->named_count;
}

static void named_column(const struct bs_source *source, size_t at, int column,
                         sqlite3_context *context)
{
    const struct bs_named *named = &source->named[at];

    if (column == 1) {
        if (source->named_count - at > AHEAD)
            bs_tally_fetch_name(source->tally, named[AHEAD].number);
        give_name(source, named->number, context);
    } else if (column == 0) {
        give(context, named->id);
    } else if (column < 2 + BS_OUTCOME_COUNT) {
        give(context, named->sum != NULL ? named->sum->n[column - 2] : 0);
    }
}

static size_t selected_count(const struct bs_source *source)
{
    return source->merged.selected_count;
}

static void selected_column(const struct bs_source *source, size_t at,
                            int column, sqlite3_context *context)
{
    const struct bs_selected *row = &source->merged.selected[at];

    switch (column) {
    case 0: give(context, row->domain); break;
    case 1: give(context, row->outcome); break;
    case 2: give(context, row->n); break;
    case 3: sqlite3_result_int64(context, row->first); break;
    case 4: sqlite3_result_int64(context, row->last); break;
    default: break;
    }
}

static size_t outcome_count(const struct bs_source *source)
{
    return source->merged.outcome_count;
}

static void outcome_column(const struct bs_source *source, size_t at,
                           int column, sqlite3_context *context)
{
    const struct bs_selected *row = &source->merged.outcomes[at];

    switch (column) {
    case 0: give(context, row->outcome); break;
    case 1: give(context, row->n); break;
    case 2: sqlite3_result_int64(context, row->first); break;
    case 3: sqlite3_result_int64(context, row->last); break;
    default: break;
    }
}

static size_t bucket_count(const struct bs_source *source)
{
    return source->merged.bucket_count;
}

static void bucket_column(const struct bs_source *source, size_t at, int column,
                          sqlite3_context *context)
{
    const struct bs_bucket_sum *row = &source->merged.buckets[at];

    switch (column) {
    case 0: give(context, row->bucket); break;
    case 1: give(context, row->outcome); break;
    case 2: give(context, row->n); break;
    case 3: sqlite3_result_int64(context, row->first); break;
    case 4: sqlite3_result_int64(context, row->last); break;
    default: break;
    }
}

static size_t bucket_key(const struct bs_source *source, size_t at, int column)
{
    const struct bs_bucket_sum *row = &source->merged.buckets[at];

    return column == 0 ? row->bucket : row->outcome;
}

static size_t domain_sum_count(const struct bs_source *source)
{
    return source->merged.domain_count;
}

static void domain_sum_column(const struct bs_source *source, size_t at,
                              int column, sqlite3_context *context)
{
    const struct bs_domain_sum *row = &source->merged.domains[at];

    if (column == 0)
        give(context, row->domain);
    else if (column > 0 && column <= BS_OUTCOME_COUNT)
        give(context, row->n[column - 1]); /* in the order of the enum */
}

const struct bs_table_kind bs_table_kinds[] = {
    {.module = "bs_bucket_sum",
     .columns = 5,
     .sorted = 2,
     .search = BS_SEARCH_SORTED,
     .need = BS_NEED_MERGED,
     .count = bucket_count,
     .column = bucket_column,
     .key = bucket_key},
    {.module = "bs_domain",
     .columns = 2,
     .sorted = 1,
     .search = BS_SEARCH_ID,
     .need = BS_NEED_NAMES,
     .count = domain_count,
     .column = domain_column},
    {.module = "bs_domain_sum",
     .columns = 1 + BS_OUTCOME_COUNT,
     .sorted = 1,
     .search = BS_SEARCH_NONE,
     .need = BS_NEED_MERGED,
     .count = domain_sum_count,
     .column = domain_sum_column},
    {.module = "bs_outcome_sum",
     .columns = 4,
     .sorted = 1,
     .search = BS_SEARCH_NONE,
     .need = BS_NEED_MERGED,
     .count = outcome_count,
     .column = outcome_column},
    {.module = "bs_pending_bucket_sum",
     .columns = 5,
     .sorted = 0,
     .search = BS_SEARCH_NONE,
     .need = BS_NEED_MERGED,
     .count = bucket_count,
     .column = bucket_column},
    {.module = "bs_pending_domain",
     .columns = 2 + BS_OUTCOME_COUNT,
     .sorted = 0,
     .search = BS_SEARCH_NONE,
     .need = BS_NEED_NAMES,
     .count = named_count,
     .column = named_column},
    {.module = "bs_pending_outcome_sum",
     .columns = 4,
     .sorted = 0,
     .search = BS_SEARCH_NONE,
     .need = BS_NEED_MERGED,
     .count = outcome_count,
     .column = outcome_column},
    {.module = "bs_pending_selected",
     .columns = 5,
     .sorted = 0,
     .search = BS_SEARCH_NONE,
     .need = BS_NEED_MERGED,
     .count = selected_count,
     .column = selected_column},
    {.module = "bs_selected",
     .columns = 5,
     .sorted = 2,
     .search = BS_SEARCH_SELECTED,
     .need = BS_NEED_MERGED,
     .count = selected_count,
     .column = selected_column},
    {.module = "bs_tally",
     .columns = 6,
     .sorted = 3,
     .search = BS_SEARCH_SORTED,
     .need = BS_NEED_ROWS,
     .count = tally_count,
     .column = tally_column,
     .key = tally_key},
};

const size_t bs_table_kind_count =
    sizeof bs_table_kinds / sizeof bs_table_kinds[0];
