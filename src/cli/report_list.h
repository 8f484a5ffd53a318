/* SPDX-License-Identifier: MIT */
/* report_list - the reports that there are. */
#ifndef CLI_REPORT_LIST_H
#define CLI_REPORT_LIST_H

#include "cli/report.h"

/* A line each: name, usual period, title. */
void report_list(const struct report *report, struct out *out);

#endif
