/* SPDX-License-Identifier: MIT */
/*
 * grid - rows whatever their columns → text, CSV, JSON, Markdown.
 *
 * Values are printed plainly, as sqlite3 does. CSV and JSON are written row by
 * row; the others wait for the last row, because it may be the widest.
 */
#ifndef CLI_GRID_H
#define CLI_GRID_H

#include "bouncestat/store.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/table.h"

struct grid {
    struct out *out;
    enum format format;
    struct json json;
    struct table table;
    struct column *columns; /* NULL: there was no row yet */
    bool *numbers;          /* by column: there is one */
    size_t rows;
};

void grid_init(struct grid *grid, struct out *out, enum format format);

/* A bs_row_fn; false if the output cannot be written to. */
bool grid_row(void *grid, const struct bs_row *row);

/* Writes what is left, and frees. */
void grid_finish(struct grid *grid);

#endif
