/* SPDX-License-Identifier: MIT */
/*
 * report_check - faults of a report's files, before anything is read or
 * printed: is each query one that reads, and has it the columns?
 */
#include <stdio.h>
#include <string.h>

#include "cli/report_parts.h"
#include "cli/say.h"

struct check {
    const struct bs_section *section;
    enum bs_status status;
    struct bs_error *err;
};

static bool has(const struct bs_row *row, const char *name, const char *end)
{
    const size_t len = strlen(name);

    for (size_t i = 0; i < row->count; i++)
        if (strncmp(row->names[i], name, len) == 0 &&
            strcmp(row->names[i] + len, end) == 0)
            return true;
    return false;
}

/* "name" may also be "name_en" and "name_de". */
static void need(struct check *check, const struct bs_row *row,
                 const char *name, unsigned line)
{
    if (check->status != BS_OK || has(row, name, "") ||
        (has(row, name, "_en") && has(row, name, "_de")))
        return;
    check->status =
        say_fail(check->err, BS_ESYNTAX, "%s:%u: %s has no column '%s'",
                 check->section->file, line, check->section->query, name);
}

static bool check_columns(void *context, const struct bs_row *row)
{
    struct check *check = context;
    const struct bs_section *section = check->section;

    for (size_t i = 0; section->columns[i].name != NULL; i++) {
        const struct bs_section_column *column = &section->columns[i];

        if (column->parts[0] == NULL)
            need(check, row, column->name, column->line);
        for (size_t k = 0; k < BS_SECTION_PARTS && column->parts[k] != NULL;
             k++)
            need(check, row, column->parts[k], column->line);
    }
    if (section->about != NULL)
        need(check, row, section->about, section->line);
    if (section->chart != NULL)
        need(check, row, section->chart, section->line);
    if (section->chart != NULL)
        need(check, row, section->chart, section->line);
    return true;
}

static enum bs_status check_section(const struct report *report,
                                    const struct bs_section *section,
                                    struct bs_error *err)
{
    struct check check = {.section = section, .err = err};
    /* The columns of --by fit every key. */
    bs_row_fn *columns = section == &report->by_section ? NULL : check_columns;
    enum bs_status status =
        bs_store_check(report->store, section->query, columns, &check, err);

    return status == BS_OK ? check.status : status;
}

enum bs_status report_check(const struct report *report, struct bs_error *err)
{
    const struct bs_section *section;
    size_t at = 0;
    enum bs_status status;

    if (report->format == FORMAT_METRICS)
        return report_metrics_check(report, err);
    status =
        bs_store_check(report->store, "sql/report/head.sql", NULL, NULL, err);
    while (status == BS_OK && (section = report_next(report, &at)) != NULL)
        status = check_section(report, section, err);
    return status;
}
