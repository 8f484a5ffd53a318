/* SPDX-License-Identifier: MIT */
/* report_period - the period of a report of a database. */
#include "cli/report_period.h"

#include "cli/rows.h"
#include "cli/say.h"
#include "cli/stamp.h"

#define SILENCE INT64_C(345600) /* a long weekend, seconds */

void report_period_usual(struct report *report, int64_t now)
{
    static const int days[] = {[BS_PERIOD_DAY] = 1, [BS_PERIOD_WEEK] = 7};
    const enum bs_period period = report->what->period;

    if (period == BS_PERIOD_ALL)
        return;
    report->range =
        (struct when_range){when_midnight(now, -days[period], report->zone),
                            when_midnight(now, 0, report->zone)};
}

static bool is_none(const struct cell *cell)
{
    return cell == NULL || cell->kind != CELL_COUNT;
}

/* Is the end of the period so soon behind the last event that perhaps just
 * nothing happened? Nobody knows; later something is wrong with the reading. */
static bool
is_silence(const struct when_range *range, int64_t last, int64_t now)
{
    const int64_t end = range->until < now ? range->until : now;

    return range->since <= now && end - last <= SILENCE;
}

/* What the database holds against what was asked for. */
static enum bs_status check_held(struct report *report, const struct rows *held,
                                 int64_t now, struct bs_error *err)
{
    const struct cell *first = rows_cell(held, 0, "first_time", BS_EN);
    const struct cell *last = rows_cell(held, 0, "last_time", BS_EN);
    const struct cell *lines = rows_cell(held, 0, "lines", BS_EN);
    char text[2 * STAMP_SIZE];

    if (is_none(first) || is_none(last)) {
        if (is_none(lines) || lines->count > 0)
            return BS_OK; /* and the report says what was read */
        return say_fail(err, BS_ENOINPUT,
                        "%s: nothing was read into it yet; 'bouncestat ingest' "
                        "does",
                        report->name);
    }
    if (last->count < report->range.since &&
        is_silence(&report->range, last->count, now))
        report->silent = last->count;
    else if (last->count < report->range.since ||
             first->count >= report->range.until)
        return say_fail(
            err, BS_ENOINPUT,
            "%s: nothing in it is of that time; it holds %s (--all "
            "reports on all of it)",
            report->name,
            stamp_period(text, first->count, last->count, report->zone));
    return BS_OK;
}

enum bs_status
report_period_set(struct report *report, int64_t now, struct bs_error *err)
{
    const struct rows_query query = {.store = report->store,
                                     .name = "sql/report/held.sql",
                                     .times = ROWS_SECONDS};
    struct rows held;
    enum bs_status status = rows_fetch(&held, &query, err);

    if (status == BS_OK && held.columns != NULL)
        status = check_held(report, &held, now, err);
    rows_clear(&held);
    report->dated =
        report->range.since != INT64_MIN || report->range.until != INT64_MAX;
    if (status == BS_OK && report->dated)
        bs_store_period(report->store, report->range.since,
                        report->range.until);
    return status;
}
