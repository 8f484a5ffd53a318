/* SPDX-License-Identifier: MIT */
/* grid - rows whatever their columns → text, CSV, JSON, Markdown. */
#include "cli/grid.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"

#define VALUE_SIZE 40

void grid_init(struct grid *grid, struct out *out, enum format format)
{
    *grid = (struct grid){.out = out, .format = format};
    json_init(&grid->json, out);
    if (format == FORMAT_JSON)
        json_open(&grid->json, NULL, '[');
}

/* A real number is told from a whole one. */
static void format_real(char room[VALUE_SIZE], double real)
{
    int len = snprintf(room, VALUE_SIZE - 2, "%.15g", real);

    if (room[strspn(room, "-0123456789")] == '\0')
        (void)memcpy(room + len, ".0", sizeof ".0");
}

/* None for NULL; room holds numbers. */
static struct bs_str shown(const struct bs_value *value, char room[VALUE_SIZE])
{
    switch (value->type) {
    case BS_NULL: return (struct bs_str){NULL, 0};
    case BS_INTEGER:
        (void)snprintf(room, VALUE_SIZE, "%" PRId64, value->integer);
        return bs_str_of(room);
    case BS_REAL: format_real(room, value->real); return bs_str_of(room);
    case BS_TEXT: return value->text;
    }
    return (struct bs_str){NULL, 0};
}

static void csv_row(struct grid *grid, const struct bs_row *row)
{
    char room[VALUE_SIZE];

    for (size_t i = 0; i < row->count && grid->rows == 0; i++) {
        out_text(grid->out, i > 0 ? "," : "");
        table_csv_field(grid->out, bs_str_of(row->names[i]));
    }
    out_text(grid->out, grid->rows == 0 ? "\r\n" : "");
    for (size_t i = 0; i < row->count; i++) {
        out_text(grid->out, i > 0 ? "," : "");
        table_csv_field(grid->out, shown(&row->values[i], room));
    }
    out_text(grid->out, "\r\n");
}

static void
json_value(struct json *json, const char *name, const struct bs_value *value)
{
    switch (value->type) {
    case BS_NULL: json_null(json, name); return;
    case BS_INTEGER: json_integer(json, name, value->integer); return;
    case BS_REAL: json_real(json, name, value->real); return;
    case BS_TEXT: json_text(json, name, value->text); return;
    }
}

static void json_row(struct grid *grid, const struct bs_row *row)
{
    json_open(&grid->json, NULL, '{');
    for (size_t i = 0; i < row->count; i++)
        json_value(&grid->json, row->names[i], &row->values[i]);
    json_close(&grid->json, '}');
}

static void begin(struct grid *grid, const struct bs_row *row)
{
    grid->columns = mem_new(row->count, sizeof grid->columns[0]);
    grid->numbers = mem_new(row->count, sizeof grid->numbers[0]);
    for (size_t i = 0; i < row->count; i++) {
        grid->columns[i].heading =
            mem_copy(row->names[i], strlen(row->names[i]));
        grid->columns[i].right = true;
    }
    table_init(&grid->table, grid->columns, row->count);
}

static void table_row(struct grid *grid, const struct bs_row *row)
{
    struct cell *cells = mem_new(row->count, sizeof *cells);
    char(*rooms)[VALUE_SIZE] = mem_new(row->count, sizeof *rooms);

    if (grid->columns == NULL)
        begin(grid, row);
    for (size_t i = 0; i < row->count; i++) {
        const enum bs_type type = row->values[i].type;

        cells[i] = cell_text(shown(&row->values[i], rooms[i]));
        grid->numbers[i] |= type == BS_INTEGER || type == BS_REAL;
        if (type == BS_TEXT)
            grid->columns[i].right = false;
    }
    table_add(&grid->table, cells);
    free(rooms);
    free(cells);
}

bool grid_row(void *context, const struct bs_row *row)
{
    struct grid *grid = context;

    if (grid->format == FORMAT_CSV)
        csv_row(grid, row);
    else if (grid->format == FORMAT_JSON)
        json_row(grid, row);
    else
        table_row(grid, row);
    grid->rows++;
    return grid->out->error == 0;
}

static void print_table(struct grid *grid)
{
    const struct table_style style = {.lang = BS_EN};

    for (size_t i = 0; i < grid->table.column_count; i++)
        grid->columns[i].right &= grid->numbers[i];
    if (grid->format == FORMAT_MARKDOWN)
        table_markdown(&grid->table, grid->out, BS_EN);
    else
        table_text(&grid->table, grid->out, &style);
}

void grid_finish(struct grid *grid)
{
    if (grid->format == FORMAT_JSON)
        json_close(&grid->json, ']');
    if (grid->columns == NULL)
        return;
    print_table(grid);
    for (size_t i = 0; i < grid->table.column_count; i++)
        free((char *)(uintptr_t)grid->columns[i].heading);
    table_clear(&grid->table);
    free(grid->columns);
    free(grid->numbers);
}
