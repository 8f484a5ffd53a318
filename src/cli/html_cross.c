/* SPDX-License-Identifier: MIT */
/*
 * html_cross - numbers by two columns as HTML: over time, or as a table whose
 * cells are the darker the more they count.
 *
 * Knows    The section's columns say which of the query: that of the rows,
 *          that of the columns, and the number.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cross.h"
#include "cli/html.h"
#include "cli/report_html.h"

#define MATRIX_COLUMNS 8
#define SERIES 6    /* colours in page.css */
#define LEVELS 6    /* there as well */
#define DATE_LEN 10 /* "2026-11-20" */

/* Outcomes stand from good to bad, and have colours of their own. */
static const char *const outcomes[] = {"delivered", "deferred", "failed",
                                       "refused", NULL};

static bool is_outcome(struct bs_str key)
{
    for (size_t i = 0; outcomes[i] != NULL; i++)
        if (bs_str_eq(key, bs_str_of(outcomes[i])))
            return true;
    return false;
}

static const char *shown_of(const struct bs_section_column *column)
{
    return column->parts[0] != NULL ? column->parts[0] : column->name;
}

static void make(struct cross *cross, const struct html_view *view,
                 const struct bs_section *section, const struct rows *rows,
                 size_t most)
{
    const struct bs_section_column *column = section->columns;
    const struct cross_query query = {
        .row = shown_of(&column[0]),
        .column = column[1].name,
        .label = shown_of(&column[1]),
        .count = column[2].name,
        .order = strcmp(column[1].name, "outcome") == 0 ? outcomes : NULL,
        .most = most,
        .lang = view->report->lang,
    };

    cross_make(cross, rows, &query);
}

/* A column is called by its label or, if that is an outcome, by its word. */
static void put_label(struct html_view *view, const struct cross_column *column)
{
    char name[WORD_KEY_SIZE];
    const char *word = NULL;

    if (is_outcome(column->key)) {
        (void)snprintf(name, sizeof name, "%.*s", BS_ARG(column->key));
        word = report_word(view->report, "page", name);
    }
    if (word != NULL)
        html_text(view->out, bs_str_of(word));
    else
        html_short(view->out, column->label);
}

static void put_heading(struct html_view *view, const char *series)
{
    out_text(view->out, "<th scope=\"col\" class=\"n\"");
    if (view->draws && series[0] != '\0')
        out_print(view->out, " data-series=\"%s\"", series);
    out_text(view->out, ">");
}

static void put_head(struct html_view *view, const struct bs_section *section,
                     const struct cross *cross, bool drawn)
{
    out_text(view->out, "<thead>\n<tr><th scope=\"col\">");
    html_text(view->out,
              bs_str_of(report_heading(view->report, &section->columns[0])));
    out_text(view->out, "</th>");
    for (size_t i = 0; i < cross->column_count; i++) {
        struct bs_str key = cross->column[i].key;
        char series[WORD_KEY_SIZE] = "";

        if (drawn && is_outcome(key))
            (void)snprintf(series, sizeof series, "%.*s", BS_ARG(key));
        else if (drawn)
            (void)snprintf(series, sizeof series, "s%zu", i + 1);
        put_heading(view, series);
        put_label(view, &cross->column[i]);
        out_text(view->out, "</th>");
    }
    if (cross->rest != NULL) {
        put_heading(view, drawn ? "rest" : "");
        html_word(view, "page", "others");
        out_text(view->out, "</th>");
    }
    out_text(view->out, "</tr>\n</thead>\n<tbody>\n");
}

/* 0 for nothing, then 1 to LEVELS: the square root, so that the small are seen
 * beside the large. */
static int level_of(int64_t n, int64_t most)
{
    int level = n > 0 ? 1 : 0;

    while (level > 0 && level < LEVELS &&
           n * LEVELS * LEVELS > most * level * level)
        level++;
    return level;
}

static void put_number(struct html_view *view, int64_t n, int level)
{
    char room[NUMBER_SIZE];

    out_text(view->out, "<td class=\"n");
    if (level >= 0)
        out_print(view->out, " h%d", level);
    out_text(view->out, "\"");
    if (view->draws && level < 0)
        out_print(view->out, " data-n=\"%lld\"", (long long)n);
    out_print(view->out, ">%s</td>", number_count(room, n, view->report->lang));
}

static void put_numbers(struct html_view *view, const struct cross *cross,
                        size_t row, bool heat)
{
    for (size_t i = 0; i < cross->column_count; i++) {
        int64_t n = cross->count[row * cross->column_count + i];

        put_number(view, n, heat ? level_of(n, cross->most) : -1);
    }
    if (cross->rest != NULL)
        put_number(view, cross->rest[row], heat ? 0 : -1);
    out_text(view->out, "</tr>\n");
}

void html_section_matrix(struct html_view *view,
                         const struct bs_section *section,
                         const struct rows *rows)
{
    struct cross cross;

    make(&cross, view, section, rows, MATRIX_COLUMNS);
    if (cross.column_count > 0) {
        html_section_open(view, section);
        html_table_open(view, section, "heat");
        put_head(view, section, &cross, false);
        for (size_t row = 0; row < cross.row_count; row++) {
            out_text(view->out, "<tr><th scope=\"row\">");
            html_short(view->out, cross.row[row]);
            out_text(view->out, "</th>");
            put_numbers(view, &cross, row, true);
        }
        html_table_close(view);
        html_section_close(view);
    }
    cross_clear(&cross);
}

/* An hour is called by its day, too, where another day begins. */
static void put_step(struct html_view *view, struct bs_str at,
                     struct bs_str before, bool days)
{
    bool hour = at.len > DATE_LEN;
    bool other =
        before.len < DATE_LEN || memcmp(at.data, before.data, DATE_LEN) != 0;

    html_time(view, at,
              at.len < DATE_LEN          ? "month"
              : !hour || (days && other) ? "short"
                                         : NULL);
}

static void put_steps(struct html_view *view, const struct cross *cross)
{
    struct bs_str first = cross->row[0];
    struct bs_str last = cross->row[cross->row_count - 1];
    bool days = first.len > DATE_LEN && last.len > DATE_LEN &&
                memcmp(first.data, last.data, DATE_LEN) != 0;

    for (size_t row = 0; row < cross->row_count; row++) {
        struct bs_str before = {0};

        if (row > 0)
            before = cross->row[row - 1];
        out_text(view->out, "<tr><th scope=\"row\">");
        put_step(view, cross->row[row], before, days);
        out_text(view->out, "</th>");
        put_numbers(view, cross, row, false);
    }
}

void html_section_timeline(struct html_view *view,
                           const struct bs_section *section,
                           const struct rows *rows)
{
    struct cross cross;

    make(&cross, view, section, rows, SERIES);
    if (cross.column_count > 0 && cross.row_count > 1) {
        html_section_open(view, section);
        html_figure(view, section, "steps");
        out_text(view->out, "<details open>\n<summary>");
        html_word(view, "page", "numbers");
        out_text(view->out, "</summary>\n");
        html_table_open(view, section, "");
        put_head(view, section, &cross, true);
        put_steps(view, &cross);
        html_table_close(view);
        out_text(view->out, "</details>\n");
        html_section_close(view);
    }
    cross_clear(&cross);
}
