/* SPDX-License-Identifier: MIT */
/*
 * section - the parts of a report: a query, and how its rows are shown.
 *
 * A new section is a row of the table in section.c, a file in sql/report/,
 * and words: "title.NAME" for a table, with "column.COLUMN" for each of its
 * headings; "NAME.1" to "NAME.9" for sentences about a single row.
 */
#ifndef CLI_SECTION_H
#define CLI_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#define SECTION_COLUMNS 10
#define SECTION_PARTS 3

enum section_form {
    SECTION_SENTENCES, /* of the one row */
    SECTION_TABLE
};

struct section_column {
    const char *name;                 /* of the heading's word */
    const char *parts[SECTION_PARTS]; /* of the query, joined; none: name */
    bool untitled; /* stands under the section's title instead of a heading */
    bool optional; /* left out if there is nothing but zeros in it */
    bool elastic;
    bool colour; /* by the severity of the row */
    size_t most; /* columns of the terminal; 0: no limit */
};

struct section {
    const char *name;  /* of its words, and its key in JSON */
    const char *query; /* data file */
    enum section_form form;
    size_t advised;    /* codes whose advice is told below */
    const char *about; /* people see the rows before the first zero in this
                          column; NULL: all */
    bool json_only;
    bool at_end; /* people read it behind all others */
    bool text_only;
    struct section_column columns[SECTION_COLUMNS]; /* ends with no name */
};

/* In the order of the report. */
extern const struct section sections[];
extern const size_t sections_count;

/* The columns of every --by table behind its key. */
extern const struct section_column section_by_columns[];
extern const size_t section_by_columns_count;

#endif
