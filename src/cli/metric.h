/* SPDX-License-Identifier: MIT */
/*
 * metric - the numbers that limits are about: the files in sql/limit/.
 *
 * Each row is a metric: name, value (NULL: nothing is known), base (what it is
 * a part of), unit (rate or number). "findings" is one more.
 */
#ifndef CLI_METRIC_H
#define CLI_METRIC_H

#include "cli/report.h"
#include "cli/rows.h"

#define METRIC_FINDINGS "findings"

struct metric {
    bool known; /* there is a value */
    bool rate;
    double value;
    double base;
};

struct metrics {
    struct rows *files;
    size_t file_count;
};

/* To be cleared in any case. Errors: those of bs_store_query(), BS_ESYNTAX, a
 * file lacks a column. */
BS_MUST_CHECK enum bs_status metrics_fetch(struct metrics *metrics,
                                           const struct report *report,
                                           struct bs_error *err);

/* False if there is none of that name. */
bool metrics_find(const struct metrics *metrics, struct bs_str name,
                  struct metric *out);

/* " (did you mean 'x'?); there are a, b, c and class:NAME" for a name that
 * there is not; free() it. */
char *metrics_hint(const struct metrics *metrics, struct bs_str name);

void metrics_clear(struct metrics *metrics);

#endif
