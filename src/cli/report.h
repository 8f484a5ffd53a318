/* SPDX-License-Identifier: MIT */
/*
 * report - what the store counted, as text, Markdown, CSV or JSON.
 *
 * The order is that of the table in section.c; what there is to say is in
 * sql/report/ and patterns/words.tsv.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "bouncestat/store.h"
#include "bouncestat/words.h"
#include "cli/format.h"
#include "cli/out.h"
#include "cli/when.h"

#define REPORT_BY_SIZE 64

struct report {
    struct bs_store *store;
    const struct bs_words *words;
    struct zone *zone;
    struct when_range range; /* as asked for */
    const char *name;        /* of the whole; NULL: the first input's */
    const char *unmatched;   /* file that keeps the lines; NULL: none */
    const char *by;          /* key of the one table; NULL: all sections */
    char by_query[REPORT_BY_SIZE];
    enum bs_lang lang;
    enum format format;
    int64_t top;    /* rows of a table; 0: all */
    size_t columns; /* of the terminal */
    bool colour;
    bool quiet; /* print nothing if there is nothing to report */
};

/* Takes the key of --by. Errors: BS_EUSAGE, with the keys that there are. */
BS_MUST_CHECK enum bs_status report_by(struct report *report, const char *key,
                                       const struct bs_data *data,
                                       struct bs_error *err);

/* Errors: those of bs_store_query(). */
BS_MUST_CHECK enum bs_status report_print(const struct report *report,
                                          struct out *out,
                                          struct bs_error *err);

#endif
