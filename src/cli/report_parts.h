/* SPDX-License-Identifier: MIT */
/* report_parts - what the forms of a report share. */
#ifndef CLI_REPORT_PARTS_H
#define CLI_REPORT_PARTS_H

#include "cli/fill.h"
#include "cli/report.h"
#include "cli/section.h"

#define WORD_KEY_SIZE 64

/* The word of "prefix.name"; NULL if there is none. */
const char *
report_word(const struct report *report, const char *prefix, const char *name);

/* Fetches the rows of a data file; one more than asked for, if more is set. */
BS_MUST_CHECK enum bs_status
report_rows(const struct report *report, const char *query, bool more,
            struct rows *rows, struct bs_error *err);

/* One form each. */
BS_MUST_CHECK enum bs_status
report_text(const struct report *report, struct out *out, struct bs_error *err);
BS_MUST_CHECK enum bs_status
report_json(const struct report *report, struct out *out, struct bs_error *err);

/* A table of rows as people see it, ready for table_text() and
 * table_markdown(). To be cleared by sheet_clear(). */
struct sheet {
    struct table table;
    struct column columns[SECTION_COLUMNS];
    char headings[SECTION_COLUMNS][WORD_KEY_SIZE];
};

/* The first limit rows. */
void sheet_fill(struct sheet *sheet, const struct report *report,
                const struct section *section, const struct rows *rows,
                size_t limit);
void sheet_clear(struct sheet *sheet);

#endif
