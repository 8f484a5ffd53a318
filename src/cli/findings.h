/* SPDX-License-Identifier: MIT */
/*
 * findings - what is different about a day: the files in sql/finding/.
 *
 * Each file is a query that gives a row for each thing it finds, with the
 * columns that bouncestat-schema(5) tells. They run in order of name, and
 * know what those before them found. An empty file finds nothing.
 */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include "cli/json.h"
#include "cli/report.h"
#include "cli/rows.h"
#include "cli/stamp.h"

#define FINDINGS_GOOD 9 /* the rank of good news */

struct finding { /* a row of a file */
    const struct rows *rows;
    size_t row;
    int64_t rank; /* 1 is the worst */
    int64_t count;
};

struct findings {
    char day[STAMP_SIZE]; /* "2026-11-22" */
    struct rows *files;   /* the answers, one a file */
    size_t file_count;
    struct finding *items; /* the worst first */
    size_t count;
    struct rows usual; /* of sql/report/usual.sql */
};

struct findings_query {
    struct bs_store *store;
    const struct bs_data *data;
    struct when_range range; /* the day: both ends are there */
    enum rows_time times;
    struct zone *zone;
};

/* To be cleared in any case. Errors: those of bs_store_query(), BS_ESYNTAX, a
 * file lacks a column. */
BS_MUST_CHECK enum bs_status findings_fetch(struct findings *findings,
                                            const struct findings_query *query,
                                            struct bs_error *err);

/* Does the report begin with findings: is it about one day of a database, and
 * made for that? */
bool findings_wanted(const struct report *report);

/*
 * The same of the day that the report is about; NULL unless they are wanted.
 * The queries are not cheap, so they run once: the forms of a mail and the
 * limits share the answer in report->findings, which whoever made the report
 * is to clear.
 */
BS_MUST_CHECK enum bs_status findings_of(const struct findings **findings,
                                         const struct report *report,
                                         struct bs_error *err);

void findings_clear(struct findings *findings);

/* Are enough days known to say that a day is as usual? */
bool findings_known(const struct findings *findings);

/* Is there nothing to tell of but that? */
bool findings_quiet(const struct findings *findings);

/* The title, a line for each, and the sentence on all else, if that is known; as
 * text or Markdown. Without a finding it is one line. Errors: those of bs_store_query(). */
BS_MUST_CHECK enum bs_status
findings_print(const struct findings *findings, const struct report *report,
               struct out *out, struct bs_error *err);

/* The sentence of the i-th, and that on all else, "" if that is not known; in
 * the form of the report. free() it. */
char *findings_sentence(const struct findings *findings,
                        const struct report *report, size_t i);
char *
findings_rest(const struct findings *findings, const struct report *report);

/* The arrays "findings" and, of one row, "usual". */
void findings_json(const struct findings *findings, struct json *json);

#endif
