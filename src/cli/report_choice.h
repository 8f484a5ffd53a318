/* SPDX-License-Identifier: MIT */
/* report_choice - the options of all commands that print the report. */
#ifndef CLI_REPORT_CHOICE_H
#define CLI_REPORT_CHOICE_H

#include "cli/color.h"
#include "cli/lang.h"
#include "cli/report.h"

struct report_choice {
    uint64_t top; /* TOP_UNSET: not given */
    const char *by;
    const char *section;
    struct format_choice form;
    struct lang_choice lang;
    struct color_choice color;
};

#define TOP_UNSET UINT64_MAX

/* The options of the struct itself: top, by, section. */
extern const struct opt report_choice_options[];
extern const size_t report_choice_options_count;

/* Opens the report of that name, and fills what the options decide. Errors:
 * BS_EUSAGE; those of report_open(). */
BS_MUST_CHECK enum bs_status
report_choose(struct report *report, const struct report_choice *choice,
              const char *name, const struct bs_data *data,
              struct bs_error *err);

/* Fills what the place decides that the report goes to. */
void report_look(struct report *report, const struct report_choice *choice,
                 const struct out *out);

#endif
