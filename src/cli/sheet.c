/* SPDX-License-Identifier: MIT */
/* sheet - the rows of a query as people see them: headings, joined cells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/report_parts.h"

#define REASON_MAX 512

static bool is_number(const struct cell *cell)
{
    return cell != NULL &&
           (cell->kind == CELL_COUNT || cell->kind == CELL_REAL ||
            cell->kind == CELL_PERCENT);
}

static bool is_zero(const struct cell *cell)
{
    return cell == NULL || cell->kind == CELL_NONE ||
           (cell->kind == CELL_COUNT && cell->count == 0);
}

/* Is it a column of numbers? Of nothing but zeros? */
static void look(const struct bs_section_column *column,
                 const struct rows *rows, enum bs_lang lang, bool *number,
                 bool *zeros)
{
    *number = false;
    *zeros = true;
    for (size_t row = 0; row < rows->table.row_count; row++) {
        const struct cell *cell = rows_cell(rows, row, column->name, lang);

        *number = *number || is_number(cell);
        *zeros = *zeros && is_zero(cell);
    }
}

static void add_column(struct sheet *sheet, const struct report *report,
                       const struct bs_section_column *column, bool number)
{
    size_t i = sheet->table.column_count++;
    bool bare = column->untitled && report->format == FORMAT_TEXT;

    sheet->source[i] = column;
    sheet->columns[i] =
        (struct column){.heading = bare ? "" : report_heading(report, column),
                        .right = number,
                        .elastic = column->elastic,
                        .wrap = column->wrap,
                        .colour = column->colour,
                        .most = column->most};
}

static struct bs_str join(char room[REASON_MAX], const struct rows *rows,
                          size_t row, const struct bs_section_column *column,
                          enum bs_lang lang)
{
    size_t used = 0;

    for (size_t i = 0; i < BS_SECTION_PARTS && column->parts[i] != NULL; i++) {
        const struct cell *cell = rows_cell(rows, row, column->parts[i], lang);
        char number[NUMBER_SIZE];
        struct bs_str text;

        if (cell == NULL || cell->kind == CELL_NONE)
            continue;
        text = table_shown(cell, number, lang);
        if (used + text.len + 2 > REASON_MAX)
            break;
        used += (size_t)snprintf(room + used, REASON_MAX - used, "%s%.*s",
                                 used > 0 ? " " : "", BS_ARG(text));
    }
    return (struct bs_str){room, used};
}

static struct cell cell_of(const struct report *report, const struct rows *rows,
                           size_t row, const struct bs_section_column *column,
                           char room[REASON_MAX])
{
    const struct cell *cell = rows_cell(rows, row, column->name, report->lang);
    const char *none;

    if (column->parts[0] != NULL) {
        struct bs_str text = join(room, rows, row, column, report->lang);

        if (text.len > 0)
            return cell_text(text);
    }
    if (cell != NULL && cell->kind != CELL_NONE)
        return *cell;
    none = report_word(report, "none", column->name);
    return cell_text(bs_str_of(none != NULL ? none : "\xE2\x80\x93"));
}

void sheet_fill(struct sheet *sheet, const struct report *report,
                const struct bs_section *section, const struct rows *rows,
                size_t limit)
{
    const struct bs_section_column *shown[BS_SECTION_COLUMNS];
    char rooms[BS_SECTION_COLUMNS][REASON_MAX];
    struct cell cells[BS_SECTION_COLUMNS];
    size_t count = 0;

    *sheet = (struct sheet){.table = {.columns = sheet->columns}};
    for (size_t i = 0; section->columns[i].name != NULL; i++) {
        bool number;
        bool zeros;

        look(&section->columns[i], rows, report->lang, &number, &zeros);
        if (section->columns[i].optional && zeros)
            continue;
        shown[count++] = &section->columns[i];
        add_column(sheet, report, &section->columns[i], number);
    }
    for (size_t row = 0; row < rows->table.row_count && row < limit; row++) {
        for (size_t i = 0; i < count; i++)
            cells[i] = cell_of(report, rows, row, shown[i], rooms[i]);
        table_add(&sheet->table, cells);
    }
}

void sheet_clear(struct sheet *sheet)
{
    table_clear(&sheet->table);
}
