/* SPDX-License-Identifier: MIT */
/* report - which form; what the forms share. */
#include "cli/report.h"

#include <stdio.h>
#include <string.h>

#include "cli/report_parts.h"

#define HOUR 3600

const char *
report_word(const struct report *report, const char *prefix, const char *name)
{
    char key[WORD_KEY_SIZE];

    (void)snprintf(key, sizeof key, "%s%s%s", prefix,
                   name[0] != '\0' ? "." : "", name);
    return bs_words_find(report->words, key, report->lang);
}

/* The layout's own text, else the word, else the name. */
static const char *text_of(const struct report *report,
                           const char *const texts[BS_LANG_COUNT],
                           const char *prefix, const char *name)
{
    const char *text = texts[report->lang];

    if (text == NULL)
        text = report_word(report, prefix, name);
    return text != NULL ? text : name;
}

const char *
report_title(const struct report *report, const struct bs_section *section)
{
    return text_of(report, section->title, "title", section->name);
}

const char *report_heading(const struct report *report,
                           const struct bs_section_column *column)
{
    return text_of(report, column->heading, "column", column->name);
}

static bool is_for_people(const struct report *report)
{
    return report->format != FORMAT_JSON;
}

static bool
has_reader(const struct report *report, const struct bs_section *section)
{
    switch (section->reader) {
    case BS_FOR_ALL: return true;
    case BS_FOR_PEOPLE: return is_for_people(report);
    case BS_FOR_PAGE: return report->format == FORMAT_HTML;
    case BS_FOR_JSON: return report->format == FORMAT_JSON;
    }
    return false;
}

static bool
is_wanted(const struct report *report, const struct bs_section *section)
{
    if (section->history && !report->history)
        return false;
    if (report->only != NULL)
        return section == report->only;
    if (!has_reader(report, section))
        return false;
    return !(is_for_people(report) && section->undated && report->dated);
}

/* What --by puts one table in the place of. */
static bool is_replaced(const struct bs_section *section)
{
    return section->form != BS_SENTENCES && section->reader != BS_FOR_JSON;
}

/* Where the table of --by stands: at the first table, or behind all. */
static size_t by_place(const struct bs_report *what)
{
    size_t i = 0;

    while (i < what->section_count && !is_replaced(what->sections[i]))
        i++;
    return i;
}

const struct bs_section *report_next(const struct report *report, size_t *at)
{
    const struct bs_report *what = report->what;

    while (*at <= what->section_count) {
        size_t i = (*at)++;

        if (report->by != NULL && i == by_place(what))
            return &report->by_section;
        if (i == what->section_count)
            break;
        if (is_wanted(report, what->sections[i]) &&
            (report->by == NULL || !is_replaced(what->sections[i])))
            return what->sections[i];
    }
    return NULL;
}

/* Periods consist of whole hours. */
static int64_t hour_of(int64_t time)
{
    const int64_t second = (time % HOUR + HOUR) % HOUR;

    return time == INT64_MIN || time == INT64_MAX ? time : time - second;
}

enum bs_status report_rows(const struct report *report, const char *query,
                           bool more, struct rows *rows, struct bs_error *err)
{
    bool people = format_is_for_people(report->format);
    const struct rows_query all = {
        .store = report->store,
        .name = query,
        .top = report->top + (more && report->top > 0 ? 1 : 0),
        .dated = report->dated,
        .since = report->dated ? hour_of(report->range.since) : 0,
        .until = report->dated ? hour_of(report->range.until) : 0,
        .times = people ? ROWS_LOCAL : ROWS_RFC3339,
        .zone = report->zone,
    };

    return rows_fetch(rows, &all, err);
}

static bool put_names(void *context, const struct bs_row *row)
{
    struct out *out = context;

    for (size_t i = 0; i < row->count; i++) {
        out_text(out, i > 0 ? "," : "");
        table_csv_field(out, bs_str_of(row->names[i]));
    }
    out_text(out, "\r\n");
    return true;
}

static enum bs_status
report_csv(const struct report *report, struct out *out, struct bs_error *err)
{
    const struct bs_section *section = report->by != NULL ? &report->by_section
                                       : report->only != NULL
                                           ? report->only
                                           : report->what->csv;
    struct rows rows;
    enum bs_status status =
        report_rows(report, section->query, false, &rows, err);

    if (status == BS_OK && rows.columns != NULL)
        table_csv(&rows.table, out);
    else if (status == BS_OK) /* whoever reads it wants its head */
        status =
            bs_store_check(report->store, section->query, put_names, out, err);
    rows_clear(&rows);
    return status;
}

enum bs_status
report_print(const struct report *report, struct out *out, struct bs_error *err)
{
    switch (report->format) {
    case FORMAT_JSON: return report_json(report, out, err);
    case FORMAT_CSV: return report_csv(report, out, err);
    case FORMAT_METRICS: return report_metrics(report, out, err);
    case FORMAT_HTML: return report_html(report, out, err);
    case FORMAT_NONE:
    case FORMAT_TEXT:
    case FORMAT_MARKDOWN: break;
    }
    return report_text(report, out, err);
}
