/* SPDX-License-Identifier: MIT */
/* filter - which events are counted: --domain, --host, --code, --class ... */
#ifndef CLI_FILTER_H
#define CLI_FILTER_H

#include <stdbool.h>

#include "bouncestat/classifier.h"
#include "bouncestat/code.h"
#include "bouncestat/event.h"
#include "cli/opt.h"

struct filter_choice {
    struct opt_list domains;
    struct opt_list hosts;
    struct opt_list codes;
    struct opt_list classes;
    struct opt_list providers;
    struct opt_list severities;
};

extern const struct opt filter_options[];
extern const size_t filter_options_count;

struct filter_code {   /* "550", "5xx", "5.7.1", "5.7.X" */
    char basic[4];     /* a digit or 'x' each; "": an enhanced code */
    struct bs_esc dsn; /* BS_ANY: any number */
};

struct filter {
    const struct filter_choice *choice; /* borrowed */
    struct filter_code codes[OPT_LIST_MAX];
};

/* Reads the options. Errors: BS_EUSAGE, naming option and value. */
BS_MUST_CHECK enum bs_status filter_init(struct filter *filter,
                                         const struct filter_choice *choice,
                                         struct bs_error *err);

/* Checks the names of classes, providers and severities. Errors: BS_EUSAGE. */
BS_MUST_CHECK enum bs_status
filter_names(const struct filter *filter,
             const struct bs_classifier *classifier, struct bs_error *err);

/* Values of one option are alternatives; each option that is given must
 * hold. */
bool filter_takes(const struct filter *filter, const struct bs_event *event);

#endif
