/* SPDX-License-Identifier: MIT */
/*
 * watch - limits that a report may break: --fail-if, and --nagios with
 * --warn-if and --crit-if.
 */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "cli/limit.h"
#include "cli/metric.h"
#include "cli/opt.h"

struct watch_choice {
    struct opt_list fail_if;
    struct opt_list warn_if;
    struct opt_list crit_if;
    bool nagios;
};

extern const struct opt watch_options[];
extern const size_t watch_options_count;

struct watch {
    bool nagios;
    struct limit limits[3 * OPT_LIST_MAX]; /* in order of severity: the
                                              critical ones first */
    size_t count;
};

/* Reads what was given. Errors: BS_EUSAGE. */
BS_MUST_CHECK enum bs_status watch_init(struct watch *watch,
                                        const struct watch_choice *choice,
                                        struct bs_error *err);

/* Are all metrics there, and of the right kind? The report has its store, which
 * may be empty still. Errors: BS_EUSAGE, those of metrics_fetch(). */
BS_MUST_CHECK enum bs_status watch_check(const struct watch *watch,
                                         const struct report *report,
                                         struct bs_error *err);

/* Says on standard error which limits are broken; then *code, if it is 0,
 * becomes 1. With --nagios prints the line of a plugin, and *code is its
 * status. Errors: those of metrics_fetch() and findings_of(). */
BS_MUST_CHECK enum bs_status
watch_judge(const struct watch *watch, const struct report *report,
            struct out *out, int *code, struct bs_error *err);

/*
 * The exit status of a run that ended before it could be judged. With --nagios
 * among the arguments it is 3, and what is wrong stands on standard output as
 * well; else it stays.
 */
int watch_exit(int argc, char *const *argv, const struct bs_error *err,
               int code);

#endif
