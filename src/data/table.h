/* SPDX-License-Identifier: MIT */
/*
 * table - tab-separated rows under a head row, by column name.
 *
 * Lines that begin with '#' and empty lines are passed over, a CR at the end
 * of a line is taken off. The first other line names the columns. Every row
 * has as many cells as the head; a cell has no tab, and an empty one is "-".
 */
#ifndef DATA_TABLE_H
#define DATA_TABLE_H

#include <stddef.h>

#include "bouncestat/data.h"
#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_table;

/*
 * Reads a file; label is what messages call it. Errors: BS_ENOMEM;
 * BS_ESYNTAX with "label:line: ..." (too few or many cells, a column twice, an
 * empty cell, invalid UTF-8, a control character).
 */
BS_MUST_CHECK enum bs_status
bs_table_parse(struct bs_table **out, const char *label, struct bs_str text,
               struct bs_error *err);

/* The same for the data file of that name. Errors: also BS_ENOINPUT. */
BS_MUST_CHECK enum bs_status
bs_table_open(struct bs_table **out, const struct bs_data *data,
              const char *name, struct bs_error *err);

/* The index of a column; BS_ESYNTAX if there is none of that name. */
BS_MUST_CHECK enum bs_status
bs_table_column(size_t *out, const struct bs_table *table, const char *name,
                struct bs_error *err);

/* The same for all columns of a table, which may stand in any order: out gets
 * the index of each of the count names; BS_ESYNTAX also if the table has a
 * column besides. */
BS_MUST_CHECK enum bs_status
bs_table_columns(size_t *out, const struct bs_table *table,
                 const char *const *names, size_t count, struct bs_error *err);

size_t bs_table_rows(const struct bs_table *table);

/* A cell, NUL-terminated; "" for "-". Lives as long as the table. */
const char *
bs_table_cell(const struct bs_table *table, size_t row, size_t column);

/* Line of a row in the file, 1 is the first. */
unsigned bs_table_line(const struct bs_table *table, size_t row);

const char *bs_table_label(const struct bs_table *table);

/* NULL is allowed. */
void bs_table_free(struct bs_table *table);

#endif
