/* SPDX-License-Identifier: MIT */
/* report_head - what stands over a report: what it is about, and when. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/report_parts.h"

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static void set(struct report_head *head, const char *name, struct cell cell)
{
    head->fields[head->field_count++] = (struct field){name, cell};
}

static const struct cell *value(const struct report_head *head,
                                const struct report *report, const char *name)
{
    return rows_cell(&head->rows, 0, name, report->lang);
}

static void set_name(struct report_head *head, const struct report *report)
{
    const struct cell *path = value(head, report, "path");
    const char *spoken = report_word(report, "stdin", "");
    char *whole = NULL;
    const char *name = "";

    if (report->name != NULL) {
        name = base_name(report->name);
        set(head, "more", cell_count(0));
    } else if (path != NULL && path->kind == CELL_TEXT) {
        whole = mem_copy(path->text.data, path->text.len);
        name = strcmp(whole, "-") == 0 && spoken != NULL ? spoken
                                                         : base_name(whole);
    }
    head->name = mem_copy(name, strlen(name));
    free(whole);
    set(head, "name", cell_text(bs_str_of(head->name)));
}

/* Calendar days that were asked for: "Wednesday 2026-11-25 CET", or from the
 * first to the last. False if it is another period. */
static bool put_days(char out[2 * STAMP_SIZE], const struct report *report)
{
    const struct when_range *range = &report->range;
    char first[STAMP_SIZE];
    char last[STAMP_SIZE];
    char zone[STAMP_SIZE];
    char weekday[8];
    const char *word;

    if (!report->dated || range->since == INT64_MIN ||
        range->until == INT64_MAX ||
        when_midnight(range->since, 0, report->zone) != range->since ||
        when_midnight(range->until, 0, report->zone) != range->until)
        return false;
    (void)stamp_day(first, range->since, report->zone);
    (void)stamp_day(last, range->until - 1, report->zone);
    (void)zone_name(zone, sizeof zone, range->until - 1);
    (void)snprintf(weekday, sizeof weekday, "%d",
                   stamp_weekday(range->since, report->zone));
    word = report_word(report, "weekday", weekday);
    if (strcmp(first, last) == 0)
        (void)snprintf(out, 2 * STAMP_SIZE, "%.20s%s%.20s %.20s",
                       word != NULL ? word : "", word != NULL ? " " : "", first,
                       zone);
    else
        (void)snprintf(out, 2 * STAMP_SIZE, "%.20s \xE2\x80\x93 %.20s %.20s",
                       first, last, zone);
    return true;
}

static void set_period(struct report_head *head, const struct report *report)
{
    const struct cell *first = value(head, report, "first_seen");
    const struct cell *last = value(head, report, "last_seen");

    if (put_days(head->period, report))
        set(head, "asked", cell_text(bs_str_of(head->period)));
    else if (first != NULL && first->kind == CELL_COUNT && last != NULL)
        (void)stamp_period(head->period, first->count, last->count,
                           report->zone);
    set(head, "period", cell_text(bs_str_of(head->period)));
}

/* One sentence that says all, if there is one. */
static void choose_word(struct report_head *head, const struct report *report)
{
    const struct cell *summary = value(head, report, "summary");
    bool brief = report->what->brief || report->quiet;

    if (summary != NULL && summary->kind == CELL_TEXT &&
        (brief || strcmp(summary->text.data, "quiet") != 0))
        head->word = report_word(report, "summary", summary->text.data);
    head->whole = head->word != NULL;
    head->hidden = head->whole && report->quiet && report->silent == 0;
    if (head->word == NULL)
        head->word = report_word(report, "head", "");
}

enum bs_status report_head(struct report_head *head,
                           const struct report *report, struct bs_error *err)
{
    const struct rows_query query = {.store = report->store,
                                     .name = "sql/report/head.sql",
                                     .times = ROWS_SECONDS,
                                     .dated = report->dated};
    enum bs_status status;

    *head = (struct report_head){.word = NULL};
    status = rows_fetch(&head->rows, &query, err);
    if (status != BS_OK || head->rows.columns == NULL)
        return status;
    set_name(head, report);
    set_period(head, report);
    if (report->by == NULL && strcmp(report->what->name, REPORT_DEFAULT) != 0)
        set(head, "title",
            cell_text(bs_str_of(report->what->title[report->lang])));
    if (report->silent != 0)
        set(head, "silent",
            cell_text(bs_str_of(
                stamp_local(head->silent, report->silent, report->zone))));
    choose_word(head, report);
    return BS_OK;
}

void report_head_clear(struct report_head *head)
{
    rows_clear(&head->rows);
    free(head->name);
    head->name = NULL;
}
