/* SPDX-License-Identifier: MIT */
/* format - the form of the result: --json, --csv, --markdown, -o FILE. */
#ifndef CLI_FORMAT_H
#define CLI_FORMAT_H

#include "bouncestat/error.h"
#include "cli/opt.h"

enum format {
    FORMAT_NONE,
    FORMAT_TEXT,
    FORMAT_CSV,
    FORMAT_HTML,
    FORMAT_JSON,
    FORMAT_MARKDOWN,
    FORMAT_METRICS
};

struct format_choice {
    int format;       /* enum format; FORMAT_NONE: not given */
    const char *file; /* -o; NULL: standard output */
};

extern const struct opt format_options[];
extern const size_t format_options_count;

/* The form that is asked for: the option, else the file's suffix, else text.
 * Errors: BS_EUSAGE, a suffix that says nothing. */
BS_MUST_CHECK enum bs_status format_of(enum format *out,
                                       const struct format_choice *choice,
                                       struct bs_error *err);

/* Can it be of any rows, not only of a report? */
bool format_is_for_rows(enum format format);

/* Is it for people, not for programs? */
bool format_is_for_people(enum format format);

#endif
