/* SPDX-License-Identifier: MIT */
/* metric - runs the files of sql/limit/, and finds a number by its name. */
#include "cli/metric.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/say.h"
#include "cli/sqlfiles.h"
#include "cli/suggest.h"

#define FOLDER "sql/limit/"

static const char *const needed[] = {"name", "value", "base", "unit"};

static enum bs_status
check(const struct rows *rows, const char *name, struct bs_error *err)
{
    for (size_t i = 0; rows->columns != NULL && i < COUNT_OF(needed); i++)
        if (rows_cell(rows, 0, needed[i], BS_EN) == NULL)
            return say_fail(err, BS_ESYNTAX, "%s: no column '%s'", name,
                            needed[i]);
    return BS_OK;
}

enum bs_status metrics_fetch(struct metrics *metrics,
                             const struct report *report, struct bs_error *err)
{
    enum bs_status status = BS_OK;
    const char *name;
    size_t at = 0;

    *metrics = (struct metrics){
        .files = mem_new(bs_data_count(report->data) + 1, sizeof(struct rows))};
    while (status == BS_OK &&
           (name = sqlfiles_next(report->data, FOLDER, &at)) != NULL) {
        const struct rows_query query = {.store = report->store,
                                         .name = name,
                                         .times = ROWS_SECONDS,
                                         .since = report->range.since,
                                         .until = report->range.until,
                                         .dated = report->dated};
        struct rows *rows = &metrics->files[metrics->file_count++];

        status = rows_fetch(rows, &query, err);
        if (status == BS_OK)
            status = check(rows, name, err);
    }
    return status;
}

static double number_of(const struct cell *cell)
{
    if (cell->kind == CELL_COUNT)
        return (double)cell->count;
    return cell->kind == CELL_PERCENT ? cell->real : 0;
}

static bool is_text(const struct cell *cell, struct bs_str text)
{
    return cell->kind == CELL_TEXT && bs_str_eq(cell->text, text);
}

static bool
find_in(const struct rows *rows, struct bs_str name, struct metric *out)
{
    for (size_t row = 0; row < rows->table.row_count; row++) {
        const struct cell *value = rows_cell(rows, row, "value", BS_EN);

        if (!is_text(rows_cell(rows, row, "name", BS_EN), name))
            continue;
        *out = (struct metric){
            .known = value->kind != CELL_NONE,
            .rate =
                is_text(rows_cell(rows, row, "unit", BS_EN), BS_STR("rate")),
            .value = number_of(value),
            .base = number_of(rows_cell(rows, row, "base", BS_EN)),
        };
        return true;
    }
    return false;
}

bool metrics_find(const struct metrics *metrics, struct bs_str name,
                  struct metric *out)
{
    for (size_t i = 0; i < metrics->file_count; i++)
        if (metrics->files[i].columns != NULL &&
            find_in(&metrics->files[i], name, out))
            return true;
    return false;
}

/* Names with a colon are told once, by what stands before it. */
static void tell(struct out *out, struct bs_str name, struct bs_str *kind)
{
    const char *colon = memchr(name.data, ':', name.len);
    const struct bs_str own = {
        name.data, colon != NULL ? (size_t)(colon - name.data) : name.len};

    if (colon != NULL && kind->data != NULL && bs_str_eq(own, *kind))
        return;
    if (out->len > 0)
        out_text(out, ", ");
    out_safe(out, own);
    if (colon != NULL) {
        out_text(out, ":NAME");
        *kind = own;
    }
}

char *metrics_hint(const struct metrics *metrics, struct bs_str name)
{
    char *typed = mem_copy(name.data, name.len);
    char hint[2 * SUGGEST_MAX];
    struct bs_str kind = {0};
    struct suggest suggest;
    struct out list;
    char *text;
    char *all;

    suggest_init(&suggest, typed);
    suggest_offer(&suggest, METRIC_FINDINGS);
    out_memory(&list);
    for (size_t i = 0; i < metrics->file_count; i++) {
        const struct rows *rows = &metrics->files[i];

        for (size_t row = 0; row < rows->table.row_count; row++) {
            const struct cell *cell = rows_cell(rows, row, "name", BS_EN);

            if (cell->kind != CELL_TEXT)
                continue;
            suggest_offer(&suggest, cell->text.data);
            tell(&list, cell->text, &kind);
        }
    }
    all = mem_copy(list.data, list.len);
    (void)suggest_text(&suggest, "", hint, sizeof hint);
    text = mem_join(hint, "; there are " METRIC_FINDINGS ", ", all);
    out_abandon(&list);
    free(all);
    free(typed);
    return text;
}

void metrics_clear(struct metrics *metrics)
{
    for (size_t i = 0; i < metrics->file_count; i++)
        rows_clear(&metrics->files[i]);
    free(metrics->files);
    *metrics = (struct metrics){0};
}
