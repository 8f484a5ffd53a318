/* SPDX-License-Identifier: MIT */
/*
 * table - rows of cells → columns for a terminal, CSV, Markdown.
 *
 * Texts are copied. JSON has its own shape for each report: see json.h.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "bouncestat/codebook.h"
#include "cli/number.h"
#include "cli/out.h"

enum cell_kind { CELL_NONE, CELL_TEXT, CELL_COUNT, CELL_REAL, CELL_PERCENT };

struct cell {
    enum cell_kind kind;
    struct bs_str text; /* CELL_TEXT */
    int64_t count;      /* CELL_COUNT */
    double real;        /* CELL_REAL; CELL_PERCENT: the ratio */
};

struct column {
    const char *heading;
    bool right;   /* aligned to the right: numbers */
    bool elastic; /* is cut if the table is too wide; at most one column */
    bool wrap;    /* goes on below, up to three lines; the last column only */
    bool colour;  /* takes the colour of its row */
    size_t most;  /* columns of the terminal, more are cut; 0: no limit */
};

struct table {
    const struct column *columns; /* borrowed */
    size_t column_count;
    struct cell *cells; /* row by row */
    size_t row_count;
};

struct table_style {
    enum bs_lang lang;
    size_t columns; /* of the terminal; 0: no limit */
    bool headless;  /* without headings */
    /* Stands over the first columns, those without a heading, or in a line of
     * its own; the rows are indented below it. NULL: none. */
    const char *title;
    /* Colour of a row, an escape sequence or ""; NULL: none. */
    const char *(*colour)(void *context, size_t row);
    void *context;
};

void table_init(struct table *table, const struct column *columns,
                size_t column_count);
void table_clear(struct table *table);

/* As many cells as there are columns. */
void table_add(struct table *table, const struct cell *cells);

/* Columns of spaces; control characters are escaped. */
void table_text(const struct table *table, struct out *out,
                const struct table_style *style);

/* RFC 4180: line ends CRLF, numbers plain. What a spreadsheet would
 * take for a formula gets a ' in front: a text, or what stands behind the
 * semicolon, tab or line end in it that ends a cell elsewhere. */
void table_csv(const struct table *table, struct out *out);

/* A table of GitHub's Markdown. */
void table_markdown(const struct table *table, struct out *out,
                    enum bs_lang lang);

/* One field of CSV, one of Markdown. */
void table_csv_field(struct out *out, struct bs_str text);
void table_markdown_field(struct out *out, struct bs_str text);

const struct cell *
table_cell(const struct table *table, size_t row, size_t column);

/* What people see of a cell; room holds numbers. */
struct bs_str
table_shown(const struct cell *cell, char room[NUMBER_SIZE], enum bs_lang lang);

/* The text safe for a terminal; free() it. */
char *table_safe(struct bs_str text);

struct cell cell_text(struct bs_str text);
struct cell cell_count(int64_t count);
struct cell cell_percent(double ratio);

#endif
