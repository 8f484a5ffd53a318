/* SPDX-License-Identifier: MIT */
/*
 * report - what the store counted, as text, Markdown, HTML, CSV or JSON.
 *
 * Which parts it has, in which order, is in sql/report/; what there is to say,
 * in patterns/words.tsv.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "bouncestat/layout.h"
#include "bouncestat/store.h"
#include "bouncestat/words.h"
#include "cli/format.h"
#include "cli/out.h"
#include "cli/when.h"

#define REPORT_BY_SIZE 64
#define REPORT_DEFAULT "daily"

struct findings;

struct report {
    struct bs_store *store;
    const struct bs_data *data;
    struct bs_words *words;
    struct bs_layout *layout;
    const struct bs_report *what;
    const struct bs_section *only; /* NULL: all of its sections */
    struct zone *zone;
    struct when_range range; /* as asked for */
    const char *name;        /* of the whole; NULL: the first input's */
    const char *unmatched;   /* file that keeps the lines; NULL: none */
    const char *by;          /* key of the one table; NULL: all sections */
    char by_query[REPORT_BY_SIZE];
    struct bs_section by_section;
    enum bs_lang lang;
    enum format format;
    int64_t top;    /* rows of a table; 0: all */
    size_t columns; /* of the terminal */
    bool colour;
    bool mail;    /* for a mail program: HTML has no charts */
    bool quiet;   /* print nothing if there is nothing to report */
    bool history; /* of a database */
    bool dated;   /* of a period of it */
    int64_t
        silent; /* its last event, if that is before the period; 0: not so */
    struct findings *findings; /* room for findings_of(), which looks once */
};

/* Loads words and layouts; to be closed in any case. Errors: those of
 * bs_words_open() and bs_layout_open(). */
BS_MUST_CHECK enum bs_status report_open(struct report *report,
                                         const struct bs_data *data,
                                         struct bs_error *err);
void report_close(struct report *report);

/* Takes the name of a report, the key of --by, the name behind --section.
 * Errors: BS_EUSAGE, with what there is. */
BS_MUST_CHECK enum bs_status report_choose_name(struct report *report,
                                                const char *name,
                                                struct bs_error *err);
BS_MUST_CHECK enum bs_status
report_choose_by(struct report *report, const char *key,
                 const struct bs_data *data, struct bs_error *err);
BS_MUST_CHECK enum bs_status report_choose_section(struct report *report,
                                                   const char *name,
                                                   struct bs_error *err);

/* Looks for faults in the files of the report, whose store is open. Errors:
 * BS_ESYNTAX with file and line; those of bs_store_check(). */
BS_MUST_CHECK enum bs_status
report_check(const struct report *report, struct bs_error *err);

/* Errors: those of bs_store_query(). */
BS_MUST_CHECK enum bs_status report_print(const struct report *report,
                                          struct out *out,
                                          struct bs_error *err);

#endif
