/* SPDX-License-Identifier: MIT */
/*
 * table - rows of cells → columns for a terminal.
 */
#include "cli/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/number.h"
#include "cli/width.h"

#define GAP 2    /* blanks between two columns */
#define INDENT 1 /* of rows below a title */
#define LEAST 8  /* an elastic column stays readable */
#define LINES 3  /* of a text that is wrapped */

struct cell cell_text(struct bs_str text)
{
    return (struct cell){.kind = text.data != NULL ? CELL_TEXT : CELL_NONE,
                         .text = text};
}

struct cell cell_count(int64_t count)
{
    return (struct cell){.kind = CELL_COUNT, .count = count};
}

struct cell cell_percent(double ratio)
{
    return (struct cell){.kind = CELL_PERCENT, .real = ratio};
}

void table_init(struct table *table, const struct column *columns,
                size_t column_count)
{
    *table = (struct table){.columns = columns, .column_count = column_count};
}

void table_clear(struct table *table)
{
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        if (table->cells[i].kind == CELL_TEXT)
            free((char *)(uintptr_t)table->cells[i].text.data);
    free(table->cells);
    *table = (struct table){0};
}

void table_add(struct table *table, const struct cell *cells)
{
    size_t old = table->row_count * table->column_count;

    if ((table->row_count & (table->row_count - 1)) == 0) {
        size_t rows = table->row_count > 0 ? 2 * table->row_count : 1;

        table->cells = mem_resize(table->cells, rows * table->column_count,
                                  sizeof table->cells[0]);
    }
    for (size_t i = 0; i < table->column_count; i++) {
        struct cell *cell = &table->cells[old + i];

        *cell = cells[i];
        if (cell->kind == CELL_TEXT)
            cell->text.data = mem_copy(cell->text.data, cell->text.len);
    }
    table->row_count++;
}

const struct cell *
table_cell(const struct table *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}

struct bs_str
table_shown(const struct cell *cell, char room[NUMBER_SIZE], enum bs_lang lang)
{
    switch (cell->kind) {
    case CELL_NONE: return BS_STR("");
    case CELL_TEXT: return cell->text;
    case CELL_COUNT: return bs_str_of(number_count(room, cell->count, lang));
    case CELL_REAL: return bs_str_of(number_real(room, cell->real, 2, lang));
    case CELL_PERCENT: return bs_str_of(number_percent(room, cell->real, lang));
    }
    return BS_STR("");
}

char *table_safe(struct bs_str text)
{
    size_t size = bs_str_terminal(NULL, 0, text) + 1;
    char *copy = mem_new(size, 1);

    (void)bs_str_terminal(copy, size, text);
    return copy;
}

static size_t safe_width(struct bs_str text)
{
    char *safe = table_safe(text);
    size_t width = width_of(bs_str_of(safe));

    free(safe);
    return width;
}

static size_t width_of_column(const struct table *table, size_t column,
                              const struct table_style *style)
{
    const struct column *head = &table->columns[column];
    size_t widest = style->headless ? 0 : safe_width(bs_str_of(head->heading));

    for (size_t row = 0; row < table->row_count; row++) {
        char room[NUMBER_SIZE];
        size_t width = safe_width(
            table_shown(table_cell(table, row, column), room, style->lang));

        widest = width > widest ? width : widest;
    }
    return head->most > 0 && widest > head->most ? head->most : widest;
}

/* How many columns stand under the title; *width is what they take. */
static size_t span(const struct table *table, const size_t *widths,
                   const struct table_style *style, size_t *width)
{
    size_t count = 0;

    *width = 0;
    while (style->title != NULL && count < table->column_count &&
           table->columns[count].heading[0] == '\0') {
        *width += widths[count] + (count > 0 ? GAP : 0);
        count++;
    }
    return count;
}

/* The last column under the title grows until the title has room. */
static void make_room(const struct table *table, size_t *widths,
                      const struct table_style *style)
{
    size_t width;
    size_t count = span(table, widths, style, &width);
    size_t wanted = count > 0 ? safe_width(bs_str_of(style->title)) : 0;

    if (count > 0 && width + INDENT < wanted)
        widths[count - 1] += wanted - width - INDENT;
}

static void measure(const struct table *table, const struct table_style *style,
                    size_t *widths)
{
    size_t sum = style->title != NULL ? INDENT : 0;

    for (size_t i = 0; i < table->column_count; i++)
        widths[i] = width_of_column(table, i, style);
    make_room(table, widths, style);
    for (size_t i = 0; i < table->column_count; i++)
        sum += widths[i] + (i > 0 ? GAP : 0);
    for (size_t i = 0; i < table->column_count && style->columns > 0; i++) {
        size_t over = sum > style->columns ? sum - style->columns : 0;

        if (table->columns[i].elastic && over > 0)
            widths[i] = widths[i] > over + LEAST ? widths[i] - over
                        : widths[i] > LEAST      ? LEAST
                                                 : widths[i];
    }
}

static void put_text(const struct table *table, struct out *out, size_t column,
                     struct bs_str text, const size_t *widths)
{
    bool last = column + 1 == table->column_count;
    bool right = table->columns[column].right;
    char *safe = table_safe(text);
    size_t taken;
    struct bs_str part = width_cut(bs_str_of(safe), widths[column], &taken);
    bool cut = part.len < strlen(safe);

    if (cut)
        part = width_cut(bs_str_of(safe), widths[column] - 1, &taken);
    if (cut)
        taken++;
    if (column > 0)
        out_fill(out, ' ', GAP);
    if (right)
        out_fill(out, ' ', widths[column] - taken);
    out_str(out, part);
    if (cut)
        out_text(out, "\xE2\x80\xA6"); /* ... */
    if (!right && !last)
        out_fill(out, ' ', widths[column] - taken);
    free(safe);
}

/* The last column, further lines right below it. */
static void put_wrapped(const struct table *table, struct out *out,
                        struct bs_str text, const size_t *widths,
                        const struct table_style *style)
{
    const size_t last = table->column_count - 1;
    size_t left = style->title != NULL ? INDENT : 0;
    char *safe = table_safe(text);
    size_t taken;
    const struct bs_str part =
        width_cut(bs_str_of(safe), LINES * widths[last] - LEAST, &taken);

    for (size_t i = 0; i < last; i++)
        left += widths[i] + GAP;
    if (part.len < strlen(safe)) {
        char *whole = safe;

        whole[part.len] = '\0';
        safe = mem_join(whole, "", "\xE2\x80\xA6"); /* ... */
        free(whole);
    }
    out_fill(out, ' ', last > 0 ? GAP : 0);
    width_wrap(out, safe, left, left, left + widths[last]);
    free(safe);
}

static void put_heading(const struct table *table, struct out *out,
                        const size_t *widths, const struct table_style *style)
{
    size_t width;
    size_t under = span(table, widths, style, &width);

    if (under > 0) {
        struct bs_str title = bs_str_of(style->title);
        size_t taken = safe_width(title);

        out_safe(out, title);
        if (under < table->column_count && width + INDENT > taken)
            out_fill(out, ' ', width + INDENT - taken);
    } else if (style->title != NULL) {
        out_safe(out, bs_str_of(style->title));
        out_text(out, "\n");
        out_fill(out, ' ', INDENT);
    }
    for (size_t i = under; i < table->column_count; i++)
        put_text(table, out, i, bs_str_of(table->columns[i].heading), widths);
    out_text(out, "\n");
}

static void put_row(const struct table *table, struct out *out, size_t row,
                    const size_t *widths, const struct table_style *style)
{
    const char *colour =
        style->colour != NULL ? style->colour(style->context, row) : "";
    char room[NUMBER_SIZE];

    if (style->title != NULL)
        out_fill(out, ' ', INDENT);
    for (size_t i = 0; i < table->column_count; i++) {
        bool coloured = table->columns[i].colour && colour[0] != '\0';
        struct bs_str text =
            table_shown(table_cell(table, row, i), room, style->lang);

        out_text(out, coloured ? colour : "");
        if (table->columns[i].wrap && i + 1 == table->column_count)
            put_wrapped(table, out, text, widths, style);
        else
            put_text(table, out, i, text, widths);
        out_text(out, coloured ? "\033[0m" : "");
    }
    out_text(out, "\n");
}

void table_text(const struct table *table, struct out *out,
                const struct table_style *style)
{
    size_t *widths = mem_new(table->column_count, sizeof *widths);

    measure(table, style, widths);
    if (!style->headless)
        put_heading(table, out, widths, style);
    for (size_t row = 0; row < table->row_count; row++)
        put_row(table, out, row, widths, style);
    free(widths);
}
