/* SPDX-License-Identifier: MIT */
/* report_parts - what the forms of a report share. */
#ifndef CLI_REPORT_PARTS_H
#define CLI_REPORT_PARTS_H

#include "cli/fill.h"
#include "cli/json.h"
#include "cli/report.h"
#include "cli/stamp.h"

#define WORD_KEY_SIZE 64
#define HEAD_FIELDS 8

/* The word of "prefix.name"; NULL if there is none. */
const char *
report_word(const struct report *report, const char *prefix, const char *name);

/* What people call a section, and a column of it. */
const char *
report_title(const struct report *report, const struct bs_section *section);
const char *report_heading(const struct report *report,
                           const struct bs_section_column *column);

/* The sections to print in the report's form, in order; NULL behind the last.
 * *at starts with 0. With --by one table stands for all. */
const struct bs_section *report_next(const struct report *report, size_t *at);

/* Fetches the rows of a data file; one more than asked for, if more is set. */
BS_MUST_CHECK enum bs_status
report_rows(const struct report *report, const char *query, bool more,
            struct rows *rows, struct bs_error *err);

/* What stands over a report: a sentence, and what to fill it with. */
struct report_head {
    struct rows rows;
    struct field fields[HEAD_FIELDS];
    size_t field_count;
    const char *word; /* NULL: nothing to say */
    bool whole;       /* there is nothing else to say */
    bool hidden;      /* not even that: --quiet */
    char *name;
    char period[2 * STAMP_SIZE];
    char silent[STAMP_SIZE];
};

/* To be cleared in any case. Errors: those of bs_store_query(). */
BS_MUST_CHECK enum bs_status report_head(struct report_head *head,
                                         const struct report *report,
                                         struct bs_error *err);
void report_head_clear(struct report_head *head);

/* The i-th sentence, from 0: the layout's own, else of the words; NULL: none. */
const char *report_sentence(const struct report *report,
                            const struct bs_section *section, size_t i);

/* How many rows are about anything; more than are shown. */
size_t report_limit(const struct report *report,
                    const struct bs_section *section, const struct rows *rows);

/* Failures and refusals for good stand out from what is only put off. */
struct bs_str report_severity(const struct rows *rows, size_t row);

/* What the sentences on lines know beside their row: whether a file keeps
 * those that could not be read. */
struct report_lost {
    struct field fields[3];
};
struct fill report_fill(struct report_lost *lost, const struct report *report,
                        const struct rows *rows);

/* A row as an object: every column by its name. */
void report_json_row(struct json *json, const char *key,
                     const struct rows *rows, size_t row);

/* One form each. */
BS_MUST_CHECK enum bs_status
report_text(const struct report *report, struct out *out, struct bs_error *err);
BS_MUST_CHECK enum bs_status
report_html(const struct report *report, struct out *out, struct bs_error *err);
BS_MUST_CHECK enum bs_status
report_json(const struct report *report, struct out *out, struct bs_error *err);
BS_MUST_CHECK enum bs_status report_metrics(const struct report *report,
                                            struct out *out,
                                            struct bs_error *err);

/* report_check() of the metrics. */
BS_MUST_CHECK enum bs_status
report_metrics_check(const struct report *report, struct bs_error *err);

/* A table of rows as people see it, ready for table_text() and
 * table_markdown(). To be cleared by sheet_clear(). */
struct sheet {
    struct table table;
    struct column columns[BS_SECTION_COLUMNS];
    const struct bs_section_column *source[BS_SECTION_COLUMNS];
};

/* The first limit rows. */
void sheet_fill(struct sheet *sheet, const struct report *report,
                const struct bs_section *section, const struct rows *rows,
                size_t limit);
void sheet_clear(struct sheet *sheet);

#endif
