/* SPDX-License-Identifier: MIT */
/* findings - runs the files of sql/finding/, and sorts what they found. */
#include "cli/findings.h"

#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/report_parts.h"
#include "cli/say.h"
#include "cli/sqlfiles.h"

#define FOLDER "sql/finding/"
#define PARAMS 2
#define DAYS_KNOWN 7 /* before one can be usual */

/* Columns that every file gives. */
static const char *const needed[] = {"rank", "kind", "count"};

/* What was found so far, as an array; free() it. */
static char *found_text(const struct findings *findings)
{
    struct out memory;
    struct json json;
    char *text;

    out_memory(&memory);
    json_init(&json, &memory);
    json_open(&json, NULL, '[');
    for (size_t i = 0; i < findings->count; i++)
        report_json_row(&json, NULL, findings->items[i].rows,
                        findings->items[i].row);
    json_close(&json, ']');
    text = mem_copy(memory.data, memory.len);
    out_abandon(&memory);
    return text;
}

static enum bs_status fetch(struct rows *rows, const struct findings *findings,
                            const struct findings_query *query,
                            const char *name, struct bs_error *err)
{
    char *found = found_text(findings);
    const struct bs_param params[PARAMS] = {
        {"day", {.type = BS_TEXT, .text = bs_str_of(findings->day)}},
        {"found", {.type = BS_TEXT, .text = bs_str_of(found)}},
    };
    const struct rows_query all = {.store = query->store,
                                   .name = name,
                                   .since = query->range.since,
                                   .until = query->range.until,
                                   .times = query->times,
                                   .zone = query->zone,
                                   .more = params,
                                   .more_count = PARAMS};
    const enum bs_status status = rows_fetch(rows, &all, err);

    free(found);
    return status;
}

static int64_t number_of(const struct rows *rows, size_t row, const char *name)
{
    const struct cell *cell = rows_cell(rows, row, name, BS_EN);

    return cell != NULL && cell->kind == CELL_COUNT ? cell->count : 0;
}

/* Its place among equals is where it was found. */
static void add(struct findings *findings, const struct rows *rows, size_t row)
{
    findings->items = mem_resize(findings->items, findings->count + 1,
                                 sizeof *findings->items);
    findings->items[findings->count++] = (struct finding){
        rows, row, number_of(rows, row, "rank"), number_of(rows, row, "count")};
}

static enum bs_status run_file(struct findings *findings,
                               const struct findings_query *query,
                               const char *name, struct bs_error *err)
{
    struct rows *rows = &findings->files[findings->file_count++];
    enum bs_status status = fetch(rows, findings, query, name, err);

    if (status != BS_OK || rows->columns == NULL)
        return status;
    for (size_t i = 0; i < COUNT_OF(needed); i++)
        if (rows_cell(rows, 0, needed[i], BS_EN) == NULL)
            return say_fail(err, BS_ESYNTAX, "%s: no column '%s'", name,
                            needed[i]);
    for (size_t row = 0; row < rows->table.row_count; row++)
        add(findings, rows, row);
    return BS_OK;
}

static bool is_worse(const struct finding *a, const struct finding *b)
{
    return a->rank != b->rank ? a->rank < b->rank : a->count > b->count;
}

/* They are few, and equals keep their order. */
static void sort(struct findings *findings)
{
    for (size_t i = 1; i < findings->count; i++) {
        const struct finding one = findings->items[i];
        size_t at = i;

        for (; at > 0 && is_worse(&one, &findings->items[at - 1]); at--)
            findings->items[at] = findings->items[at - 1];
        findings->items[at] = one;
    }
}

enum bs_status findings_fetch(struct findings *findings,
                              const struct findings_query *query,
                              struct bs_error *err)
{
    const size_t count = bs_data_count(query->data);
    enum bs_status status = BS_OK;
    const char *name;
    size_t at = 0;

    *findings =
        (struct findings){.files = mem_new(count + 1, sizeof(struct rows))};
    (void)stamp_day(findings->day, query->range.since, query->zone);
    while (status == BS_OK &&
           (name = sqlfiles_next(query->data, FOLDER, &at)) != NULL)
        status = run_file(findings, query, name, err);
    if (status == BS_OK)
        status = fetch(&findings->usual, findings, query,
                       "sql/report/usual.sql", err);
    sort(findings);
    return status;
}

bool findings_wanted(const struct report *report)
{
    const struct when_range *range = &report->range;

    return report->what->findings && report->history && report->dated &&
           report->by == NULL && report->only == NULL &&
           range->since != INT64_MIN && range->until != INT64_MAX &&
           when_midnight(range->since, 0, report->zone) == range->since &&
           when_midnight(range->since, 1, report->zone) == range->until;
}

enum bs_status findings_of(const struct findings **findings,
                           const struct report *report, struct bs_error *err)
{
    struct findings *kept = report->findings;
    const struct findings_query query = {
        .store = report->store,
        .data = report->data,
        .range = report->range,
        .times = report->format == FORMAT_JSON ? ROWS_RFC3339 : ROWS_LOCAL,
        .zone = report->zone,
    };
    enum bs_status status = BS_OK;

    *findings = NULL;
    if (!findings_wanted(report))
        return BS_OK;
    if (kept->files == NULL)
        status = findings_fetch(kept, &query, err);
    if (status == BS_OK)
        *findings = kept;
    else
        findings_clear(kept);
    return status;
}

void findings_clear(struct findings *findings)
{
    for (size_t i = 0; i < findings->file_count; i++)
        rows_clear(&findings->files[i]);
    rows_clear(&findings->usual);
    free(findings->files);
    free(findings->items);
    *findings = (struct findings){0};
}

bool findings_known(const struct findings *findings)
{
    return number_of(&findings->usual, 0, "days") >= DAYS_KNOWN;
}

bool findings_quiet(const struct findings *findings)
{
    return findings->count == 0 && findings_known(findings);
}

void findings_json(const struct findings *findings, struct json *json)
{
    json_open(json, "findings", '[');
    for (size_t i = 0; i < findings->count; i++)
        report_json_row(json, NULL, findings->items[i].rows,
                        findings->items[i].row);
    json_close(json, ']');
    if (findings->usual.columns != NULL)
        report_json_row(json, "usual", &findings->usual, 0);
    else
        json_null(json, "usual");
}
