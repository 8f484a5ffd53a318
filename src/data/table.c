/* SPDX-License-Identifier: MIT */
/*
 * table - tab-separated rows under a head row, by column name.
 *
 * Memory   One copy of the text, in which each cell gets its NUL in place;
 *          one array of pointers to the cells, the head's first; one array
 *          of line numbers.
 * Limits   COLUMNS_MAX, as column names are looked up one by one.
 */
#include "data/table.h"

#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "data/lines.h"

#define COLUMNS_MAX 64

struct bs_table {
    char *label;
    char *text;
    size_t columns;
    const char **cells; /* columns of them for the head and for each row */
    size_t cell_count;
    size_t cell_room;
    unsigned *lines; /* of the head and of each row */
    size_t line_count;
    size_t line_room;
};

/* The first control character of a line other than a tab, 0 if none. */
static uint32_t control_in(struct bs_str line)
{
    for (size_t i = 0; i < line.len;) {
        uint32_t c;

        i += bs_utf8_decode(&c, line.data + i, line.len - i);
        if (c != '\t' && (c < 0x20 || (c >= 0x7F && c < 0xA0)))
            return c;
    }
    return 0;
}

static enum bs_status
add_cell(struct bs_table *table, const char *cell, struct bs_error *err)
{
    const char **place = bs_grow(table->cells, &table->cell_room,
                                 table->cell_count, sizeof *place);

    if (place == NULL)
        return bs_fail_memory(err);
    table->cells = place;
    table->cells[table->cell_count++] = cell;
    return BS_OK;
}

/* Cuts a line into its cells and counts them. */
static enum bs_status
add_cells(struct bs_table *table, const struct bs_lines *lines,
          struct bs_str line, size_t *count, struct bs_error *err)
{
    char *cell = table->text + (line.data - table->text);
    char *const end = cell + line.len;
    enum bs_status status;

    *end = '\0';
    for (*count = 0; cell <= end; ++*count) {
        char *tab = memchr(cell, '\t', (size_t)(end - cell));
        char *stop = tab != NULL ? tab : end;

        *stop = '\0';
        if (stop == cell)
            return bs_fail_at(err, lines->label, lines->number,
                              "cell %zu is empty, write '-'", *count + 1);
        if ((status = add_cell(table, cell, err)) != BS_OK)
            return status;
        cell = stop + 1;
    }
    return BS_OK;
}

static enum bs_status add_line(struct bs_table *table,
                               const struct bs_lines *lines, struct bs_str line,
                               struct bs_error *err)
{
    const uint32_t control = control_in(line);
    unsigned *place;
    enum bs_status status;
    size_t count;

    if (control != 0)
        return bs_fail_at(err, lines->label, lines->number,
                          "control character U+%04X", (unsigned)control);
    place = bs_grow(table->lines, &table->line_room, table->line_count,
                    sizeof *place);
    if (place == NULL)
        return bs_fail_memory(err);
    table->lines = place;
    status = add_cells(table, lines, line, &count, err);
    if (status != BS_OK)
        return status;
    if (table->line_count == 0)
        table->columns = count;
    if (count > COLUMNS_MAX)
        return bs_fail_at(err, lines->label, lines->number,
                          "more than %d cells", COLUMNS_MAX);
    if (count != table->columns)
        return bs_fail_at(err, lines->label, lines->number,
                          "cells: %zu, in the head: %zu", count,
                          table->columns);
    table->lines[table->line_count++] = lines->number;
    return BS_OK;
}

static enum bs_status
check_head(const struct bs_table *table, struct bs_error *err)
{
    if (table->line_count == 0)
        return bs_fail_at(err, table->label, 1, "no head row");
    for (size_t i = 1; i < table->columns; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(table->cells[i], table->cells[j]) == 0)
                return bs_fail_at(err, table->label, table->lines[0],
                                  "column '%s' twice", table->cells[i]);
    return BS_OK;
}

static enum bs_status
read_all(struct bs_table *table, size_t len, struct bs_error *err)
{
    struct bs_lines lines = {.label = table->label, .rest = {table->text, len}};
    struct bs_str line;
    enum bs_status status;

    while ((status = bs_lines_next(&lines, &line, err)) == BS_OK) {
        if (line.data == NULL)
            return check_head(table, err);
        if ((status = add_line(table, &lines, line, err)) != BS_OK)
            return status;
    }
    return status;
}

enum bs_status bs_table_parse(struct bs_table **out, const char *label,
                              struct bs_str text, struct bs_error *err)
{
    struct bs_table *table = bs_new(1, sizeof *table);
    enum bs_status status;

    *out = NULL;
    if (table == NULL)
        return bs_fail_memory(err);
    table->label = bs_copy(label, strlen(label));
    table->text = bs_copy(text.data, text.len);
    if (table->label == NULL || table->text == NULL)
        status = bs_fail_memory(err);
    else
        status = read_all(table, text.len, err);
    if (status == BS_OK) {
        *out = table;
        table = NULL; /* the caller owns it now */
    }
    bs_table_free(table);
    return status;
}

enum bs_status bs_table_open(struct bs_table **out, const struct bs_data *data,
                             const char *name, struct bs_error *err)
{
    const struct bs_data_file *file = bs_data_find(data, name);
    char label[sizeof err->text];

    *out = NULL;
    if (file == NULL)
        return bs_fail(err, BS_ENOINPUT, "%s: no such data file", name);
    (void)bs_data_label(label, sizeof label, file);
    return bs_table_parse(out, label, file->text, err);
}

enum bs_status bs_table_column(size_t *out, const struct bs_table *table,
                               const char *name, struct bs_error *err)
{
    for (size_t i = 0; i < table->columns; i++) {
        if (strcmp(table->cells[i], name) == 0) {
            *out = i;
            return BS_OK;
        }
    }
    return bs_fail_at(err, table->label, table->lines[0], "no column '%s'",
                      name);
}

static bool is_named(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

enum bs_status bs_table_columns(size_t *out, const struct bs_table *table,
                                const char *const *names, size_t count,
                                struct bs_error *err)
{
    for (size_t i = 0; i < count; i++) {
        enum bs_status status = bs_table_column(&out[i], table, names[i], err);

        if (status != BS_OK)
            return status;
    }
    for (size_t i = 0; i < table->columns; i++)
        if (!is_named(names, count, table->cells[i]))
            return bs_fail_at(err, table->label, table->lines[0],
                              "unknown column '%s'", table->cells[i]);
    return BS_OK;
}

size_t bs_table_rows(const struct bs_table *table)
{
    return table->line_count - 1;
}

const char *
bs_table_cell(const struct bs_table *table, size_t row, size_t column)
{
    const char *cell = table->cells[(row + 1) * table->columns + column];

    return strcmp(cell, "-") == 0 ? "" : cell;
}

unsigned bs_table_line(const struct bs_table *table, size_t row)
{
    return table->lines[row + 1];
}

const char *bs_table_label(const struct bs_table *table)
{
    return table->label;
}

void bs_table_free(struct bs_table *table)
{
    if (table == NULL)
        return;
    bs_free(table->lines);
    bs_free(table->cells);
    bs_free(table->text);
    bs_free(table->label);
    bs_free(table);
}
