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
    struct format_choice form;
    struct lang_choice lang;
    struct color_choice color;
};

#define TOP_UNSET UINT64_MAX

/* The options of the struct itself: top, by. */
extern const struct opt report_choice_options[];
extern const size_t report_choice_options_count;

/* Fills what the options decide. Errors: BS_EUSAGE. */
BS_MUST_CHECK enum bs_status
report_choose(struct report *report, const struct report_choice *choice,
              const struct bs_data *data, struct bs_error *err);

/* Fills what the place decides that the report goes to. */
void report_look(struct report *report, const struct report_choice *choice,
                 const struct out *out);

#endif
