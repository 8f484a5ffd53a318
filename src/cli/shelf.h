/* SPDX-License-Identifier: MIT */
/*
 * shelf - the shipped queries, sql/query/NAME.sql.
 *
 * Their first line is the title. The line "-- Parameters:" names what they
 * take, each as ":name", with "(needed" behind it if they do not work without;
 * options of the same names set them.
 */
#ifndef CLI_SHELF_H
#define CLI_SHELF_H

#include "bouncestat/data.h"
#include "cli/grid.h"

/* The data file of a query; NULL if there is none. */
const struct bs_data_file *
shelf_find(const struct bs_data *data, const char *name);

/* Says that there is no such query, and which is near. Returns BS_EUSAGE. */
enum bs_status shelf_unknown(const struct bs_data *data, const char *name,
                             struct bs_error *err);

/* Prints names, parameters and titles. */
void shelf_list(const struct bs_data *data, struct grid *grid);

/* What stands behind a mark in its line, "-- Type: "; none without one. */
struct bs_str shelf_line(struct bs_str sql, const char *mark);

/* Does the SQL have the parameter? */
bool shelf_takes(struct bs_str sql, const char *name);

/* Does its head say that it is needed? */
bool shelf_needs(struct bs_str sql, const char *name);

#endif
