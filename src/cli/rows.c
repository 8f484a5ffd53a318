/* SPDX-License-Identifier: MIT */
/* rows - the answer to a named query, kept for the report. */
#include "cli/rows.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/opt.h"
#include "cli/stamp.h"

#define OWN_PARAMS 4

struct filling {
    struct rows *rows;
    const struct rows_query *query;
};

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);

    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

bool rows_is_time(const char *name)
{
    return strcmp(name, "hour") == 0 || ends_with(name, "_seen") ||
           ends_with(name, "_time");
}

static void begin(struct rows *rows, const struct bs_row *row)
{
    rows->columns = mem_new(row->count, sizeof rows->columns[0]);
    for (size_t i = 0; i < row->count; i++)
        rows->columns[i].heading =
            mem_copy(row->names[i], strlen(row->names[i]));
    table_init(&rows->table, rows->columns, row->count);
}

static struct cell to_cell(const struct bs_value *value)
{
    switch (value->type) {
    case BS_NULL: return (struct cell){.kind = CELL_NONE};
    case BS_INTEGER: return cell_count(value->integer);
    case BS_REAL: return cell_percent(value->real);
    case BS_TEXT: return cell_text(value->text);
    }
    return (struct cell){.kind = CELL_NONE};
}

static const char *
time_text(char room[STAMP_SIZE], int64_t time, const struct rows_query *query)
{
    return query->times == ROWS_LOCAL ? stamp_local(room, time, query->zone)
                                      : stamp_rfc3339(room, time);
}

static bool add_row(void *context, const struct bs_row *row)
{
    const struct filling *filling = context;
    struct rows *rows = filling->rows;
    struct cell *cells = mem_new(row->count, sizeof *cells);
    char(*rooms)[STAMP_SIZE] = mem_new(row->count, sizeof *rooms);

    if (rows->columns == NULL)
        begin(rows, row);
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = to_cell(&row->values[i]);
        if (cells[i].kind == CELL_COUNT && rows_is_time(row->names[i]) &&
            filling->query->times != ROWS_SECONDS)
            cells[i] = cell_text(
                bs_str_of(time_text(rooms[i], cells[i].count, filling->query)));
    }
    table_add(&rows->table, cells);
    free(rooms);
    free(cells);
    return true;
}

enum bs_status rows_fetch(struct rows *rows, const struct rows_query *query,
                          struct bs_error *err)
{
    const bool limits = query->since != 0 || query->until != 0;
    struct bs_param params[OWN_PARAMS + ROWS_PARAMS] = {
        {"top", {.type = BS_INTEGER, .integer = query->top}},
        {"since",
         {.type = BS_INTEGER, .integer = limits ? query->since : INT64_MIN}},
        {"until",
         {.type = BS_INTEGER, .integer = limits ? query->until : INT64_MAX}},
        {"dated", {.type = BS_INTEGER, .integer = query->dated}},
    };
    struct filling filling = {.rows = rows, .query = query};

    *rows = (struct rows){.columns = NULL};
    assert(query->more_count <= ROWS_PARAMS);
    for (size_t i = 0; i < query->more_count; i++)
        params[OWN_PARAMS + i] = query->more[i];
    return bs_store_query(query->store, query->name, params,
                          OWN_PARAMS + query->more_count, add_row, &filling,
                          err);
}

void rows_clear(struct rows *rows)
{
    for (size_t i = 0; rows->columns != NULL && i < rows->table.column_count;
         i++)
        free((char *)(uintptr_t)rows->columns[i].heading);
    table_clear(&rows->table);
    free(rows->columns);
    rows->columns = NULL;
}

const struct cell *rows_cell(const struct rows *rows, size_t row,
                             const char *name, enum bs_lang lang)
{
    static const char *const ends[BS_LANG_COUNT] = {"_en", "_de"};
    size_t len = strlen(name);
    const struct cell *localised = NULL;

    for (size_t i = 0; i < rows->table.column_count; i++) {
        const char *heading = rows->columns[i].heading;

        if (strcmp(heading, name) == 0)
            return table_cell(&rows->table, row, i);
        if (strncmp(heading, name, len) == 0 &&
            strcmp(heading + len, ends[lang]) == 0)
            localised = table_cell(&rows->table, row, i);
    }
    return localised;
}
