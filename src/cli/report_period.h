/* SPDX-License-Identifier: MIT */
/* report_period - the period of a report of a database. */
#ifndef CLI_REPORT_PERIOD_H
#define CLI_REPORT_PERIOD_H

#include "cli/report.h"

/* What the report is about if nothing else is asked for: the last complete
 * day, the last seven, or everything. */
void report_period_usual(struct report *report, int64_t now);

/* Makes the report be about its range. Errors: BS_ENOINPUT, the database holds
 * nothing of that time, or nothing at all; those of bs_store_query(). That
 * nothing happened for a long weekend is no error. */
BS_MUST_CHECK enum bs_status
report_period_set(struct report *report, int64_t now, struct bs_error *err);

#endif
