/* SPDX-License-Identifier: MIT */
/*
 * report_json - the report as one JSON document, never localised.
 *
 * Every section gives its rows with the columns of its query.
 */
#include <string.h>

#include "bouncestat/version.h"
#include "cli/findings.h"
#include "cli/json.h"
#include "cli/report_parts.h"
#include "cli/stamp.h"

static void
put_cell(struct json *json, const char *key, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_NONE: json_null(json, key); return;
    case CELL_TEXT: json_text(json, key, cell->text); return;
    case CELL_COUNT: json_integer(json, key, cell->count); return;
    case CELL_REAL:
    case CELL_PERCENT: json_real(json, key, cell->real); return;
    }
}

void report_json_row(struct json *json, const char *key,
                     const struct rows *rows, size_t row)
{
    json_open(json, key, '{');
    for (size_t i = 0; i < rows->table.column_count; i++)
        put_cell(json, rows->columns[i].heading,
                 table_cell(&rows->table, row, i));
    json_close(json, '}');
}

static void
put_rows(struct json *json, const char *key, const struct rows *rows)
{
    json_open(json, key, '[');
    for (size_t row = 0; row < rows->table.row_count; row++)
        report_json_row(json, NULL, rows, row);
    json_close(json, ']');
}

static void put_time(struct json *json, const char *key, int64_t time)
{
    char room[STAMP_SIZE];

    if (time == INT64_MIN || time == INT64_MAX)
        json_null(json, key);
    else
        json_text(json, key, bs_str_of(stamp_rfc3339(room, time)));
}

static enum bs_status put_query(struct json *json, const struct report *report,
                                const struct bs_section *section,
                                struct bs_error *err)
{
    struct rows rows;
    enum bs_status status =
        report_rows(report, section->query, false, &rows, err);

    if (status == BS_OK && section->form == BS_TABLE)
        put_rows(json, section->name, &rows);
    else if (status == BS_OK && rows.columns != NULL)
        report_json_row(json, section->name, &rows, 0);
    rows_clear(&rows);
    return status;
}

static enum bs_status
put_by(struct json *json, const struct report *report, struct bs_error *err)
{
    enum bs_status status;

    json_open(json, "by", '{');
    status = put_query(json, report, &report->by_section, err);
    json_close(json, '}');
    return status;
}

static enum bs_status put_findings(struct json *json,
                                   const struct report *report,
                                   struct bs_error *err)
{
    const struct findings *findings;
    enum bs_status status = findings_of(&findings, report, err);

    if (findings != NULL)
        findings_json(findings, json);
    return status;
}

enum bs_status
report_json(const struct report *report, struct out *out, struct bs_error *err)
{
    const struct bs_section *section;
    struct json json;
    size_t at = 0;
    enum bs_status status = BS_OK;

    json_init(&json, out);
    json_open(&json, NULL, '{');
    json_text(&json, "version", BS_STR(BS_VERSION));
    json_text(&json, "report", bs_str_of(report->what->name));
    json_open(&json, "range", '{');
    put_time(&json, "since", report->range.since);
    put_time(&json, "until", report->range.until);
    json_close(&json, '}');
    status = put_findings(&json, report, err);
    while (status == BS_OK && (section = report_next(report, &at)) != NULL)
        status = section == &report->by_section
                     ? put_by(&json, report, err)
                     : put_query(&json, report, section, err);
    json_close(&json, '}');
    return status;
}
