/* SPDX-License-Identifier: MIT */
/*
 * layout - the reports: which there are, what parts they have, and how the
 * rows of a part are shown.
 *
 * Reads every sql/report/NAME.conf; bouncestat-report(5) tells the form. A
 * report is a list of sections, a section is a query and its columns. Who
 * adds a report adds a file.
 */
#ifndef BOUNCESTAT_LAYOUT_H
#define BOUNCESTAT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/codebook.h"
#include "bouncestat/data.h"

#define BS_SECTION_COLUMNS 10
#define BS_SECTION_PARTS 3
#define BS_SECTION_SENTENCES 9

enum bs_section_form {
    BS_SENTENCES, /* of the one row; a page shows its columns as figures */
    BS_TABLE,
    /* The first column across the second, with the third as numbers. A page
     * shows them so, and a timeline also as a chart; else they are a table. */
    BS_MATRIX,
    BS_TIMELINE
};

enum bs_section_reader {
    BS_FOR_ALL,
    BS_FOR_PEOPLE,
    BS_FOR_PAGE, /* people who read HTML */
    BS_FOR_JSON
};

/* Texts are NULL where the layout gives none: then the words of
 * patterns/words.tsv hold, or the name. */
struct bs_section_column {
    const char *name;                    /* of the query's column */
    const char *heading[BS_LANG_COUNT];  /* else the word "column.NAME" */
    const char *parts[BS_SECTION_PARTS]; /* shown instead, joined; NULL: name */
    bool untitled; /* stands under the section's title instead of a heading */
    bool optional; /* left out if there is nothing but zeros in it */
    bool elastic;
    bool wrap;     /* goes on in lines below; the last column only */
    bool colour;   /* by the severity of the row */
    size_t most;   /* columns of the terminal; 0: no limit */
    unsigned line; /* of the layout file */
};

struct bs_section {
    const char *name;                 /* of its words, and its key in JSON */
    const char *query;                /* data file */
    const char *file;                 /* what messages call the layout's */
    unsigned line;                    /* where it begins there */
    const char *title[BS_LANG_COUNT]; /* else the word "title.NAME" */
    /* Else the words "NAME.1" to "NAME.9"; ends with NULL. */
    const char *sentences[BS_LANG_COUNT][BS_SECTION_SENTENCES + 1];
    enum bs_section_form form;
    enum bs_section_reader reader;
    size_t advised;    /* codes whose advice is told below */
    const char *about; /* people see the rows before the first zero in this
                          column; NULL: all */
    const char *chart; /* column that a page also draws; NULL: none */
    bool undated;      /* about all that was read, whatever the period */
    bool history;      /* says nothing without a database */
    struct bs_section_column columns[BS_SECTION_COLUMNS + 1]; /* ends with no
                                                                 name */
};

enum bs_period { BS_PERIOD_ALL, BS_PERIOD_DAY, BS_PERIOD_WEEK };

struct bs_report {
    const char *name;
    const char *title[BS_LANG_COUNT];
    enum bs_period period; /* if nothing else is asked for */
    bool brief;            /* one line if there is nothing to tell of */
    bool findings;         /* of one day: begins with what is different */
    size_t top;            /* rows of a table; 0: as usual */
    const struct bs_section *const *sections; /* in order */
    size_t section_count;
    const struct bs_section *csv; /* the one that is printed as CSV */
};

struct bs_layout;

/*
 * Loads the layouts. On success *out is owned by the caller, who gives it to
 * bs_layout_close(); data is used during the call only.
 * Errors: BS_ENOMEM; BS_ESYNTAX with file and line.
 */
BS_API BS_MUST_CHECK enum bs_status bs_layout_open(struct bs_layout **out,
                                                   const struct bs_data *data,
                                                   struct bs_error *err);

/* How many reports there are, and the i-th of them in order of name. */
BS_API size_t bs_layout_count(const struct bs_layout *layout);
BS_API const struct bs_report *
bs_layout_get(const struct bs_layout *layout, size_t i);

/* By name, or NULL. Live as long as the layout. */
BS_API const struct bs_report *
bs_layout_find(const struct bs_layout *layout, const char *name);
BS_API const struct bs_section *
bs_layout_section(const struct bs_layout *layout, const char *name);

/* Frees all; NULL is allowed. */
BS_API void bs_layout_close(struct bs_layout *layout);

#endif
