/* SPDX-License-Identifier: MIT */
/*
 * html_table - a section's table as HTML, with all that programs for blind
 * people need: a caption, and headings of columns and of rows.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/html.h"
#include "cli/report_html.h"

#define WRAP_MAX 600 /* columns of a text that goes on below */

void html_word(struct html_view *view, const char *prefix, const char *name)
{
    const char *word = report_word(view->report, prefix, name);

    if (word != NULL)
        html_text(view->out, bs_str_of(word));
}

static void put_id(struct html_view *view, const char *attribute,
                   const char *kind, const struct bs_section *section)
{
    out_print(view->out, " %s=\"%s-", attribute, kind);
    html_text(view->out, bs_str_of(section->name));
    out_text(view->out, "\"");
}

static void put_title(struct html_view *view, const struct bs_section *section)
{
    html_text(view->out, bs_str_of(report_title(view->report, section)));
}

void html_section_open(struct html_view *view, const struct bs_section *section)
{
    out_text(view->out, "<section");
    put_id(view, "aria-labelledby", "title", section);
    out_text(view->out, ">\n<h2");
    put_id(view, "id", "title", section);
    out_text(view->out, ">");
    put_title(view, section);
    out_text(view->out, "</h2>\n");
}

void html_section_close(struct html_view *view)
{
    out_text(view->out, "</section>\n");
}

void html_table_open(struct html_view *view, const struct bs_section *section,
                     const char *class)
{
    const char *about = report_word(view->report, "caption", section->name);

    if (about != NULL) {
        out_text(view->out, "<p class=\"caption\"");
        put_id(view, "id", "about", section);
        out_text(view->out, ">");
        html_text(view->out, bs_str_of(about));
        out_text(view->out, "</p>\n");
    }
    out_text(view->out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    put_id(view, "aria-labelledby", "title", section);
    out_text(view->out, ">\n<table");
    put_id(view, "id", "table", section);
    if (class[0] != '\0')
        out_print(view->out, " class=\"%s\"", class);
    if (about != NULL)
        put_id(view, "aria-describedby", "about", section);
    out_text(view->out, ">\n<caption>");
    put_title(view, section);
    out_text(view->out, "</caption>\n");
}

void html_table_close(struct html_view *view)
{
    out_text(view->out, "</tbody>\n</table>\n</div>\n");
}

void html_figure(struct html_view *view, const struct bs_section *section,
                 const char *kind)
{
    if (!view->draws)
        return;
    out_print(view->out, "<figure hidden data-chart=\"%s\"", kind);
    put_id(view, "data-table", "table", section);
    out_text(view->out, "><canvas role=\"img\" aria-label=\"");
    html_word(view, "page", "chart");
    out_text(view->out, " ");
    put_title(view, section);
    out_text(view->out, "\"></canvas></figure>\n");
}

/* The column that names a row: the first that is not coloured. */
static size_t naming_column(const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (!table->columns[i].colour && !table->columns[i].right)
            return i;
    return 0;
}

static void put_class(struct html_view *view, const struct column *column,
                      struct bs_str severity)
{
    const char *class = column->colour    ? ""
                        : column->right   ? "n"
                        : column->elastic ? "wide"
                                          : "";

    if (column->colour && severity.data != NULL) {
        out_text(view->out, " class=\"");
        html_text(view->out, severity);
        out_text(view->out, "\"");
    } else if (class[0] != '\0') {
        out_print(view->out, " class=\"%s\"", class);
    }
}

static bool is_drawn(const struct sheet *sheet, size_t i, const char *drawn)
{
    return drawn != NULL && strcmp(sheet->source[i]->name, drawn) == 0;
}

static void
put_head(struct html_view *view, const struct sheet *sheet, const char *drawn)
{
    out_text(view->out, "<thead>\n<tr>");
    for (size_t i = 0; i < sheet->table.column_count; i++) {
        const struct column *column = &sheet->columns[i];

        out_text(view->out, "<th scope=\"col\"");
        put_class(view, column, (struct bs_str){0});
        if (is_drawn(sheet, i, drawn)) {
            out_text(view->out, " data-series=\"");
            html_text(view->out, bs_str_of(drawn));
            out_text(view->out, "\"");
        }
        out_text(view->out, ">");
        html_text(view->out, bs_str_of(column->heading));
        out_text(view->out, "</th>");
    }
    out_text(view->out, "</tr>\n</thead>\n<tbody>\n");
}

static void put_cell(struct html_view *view,
                     const struct bs_section_column *column,
                     const struct cell *cell)
{
    char room[NUMBER_SIZE];
    struct bs_str text = table_shown(cell, room, view->report->lang);

    if (cell->kind == CELL_TEXT &&
        (strcmp(column->name, "day") == 0 || rows_is_time(column->name)))
        html_time(view, text, "date");
    else
        html_cut(view->out, text, column->wrap ? WRAP_MAX : HTML_TEXT_MAX);
}

static void put_row(struct html_view *view, const struct sheet *sheet,
                    size_t row, struct bs_str severity, const char *drawn)
{
    size_t naming = naming_column(&sheet->table);

    out_text(view->out, "<tr>");
    for (size_t i = 0; i < sheet->table.column_count; i++) {
        const struct cell *cell = table_cell(&sheet->table, row, i);

        out_text(view->out, i == naming ? "<th scope=\"row\"" : "<td");
        put_class(view, &sheet->columns[i], severity);
        if (is_drawn(sheet, i, drawn) && cell->kind == CELL_COUNT)
            out_print(view->out, " data-n=\"%lld\"", (long long)cell->count);
        out_text(view->out, ">");
        put_cell(view, sheet->source[i], cell);
        out_text(view->out, i == naming ? "</th>" : "</td>");
    }
    out_text(view->out, "</tr>\n");
}

static void put_advices(struct html_view *view,
                        const struct bs_section *section,
                        const struct rows *rows)
{
    struct page_advice advice = {.row = 0};

    if (!page_advice_next(&view->page, section, rows, &advice))
        return;
    out_text(view->out, "<h3>");
    html_word(view, "page", "advice");
    out_text(view->out, "</h3>\n<dl class=\"advice\">\n");
    do {
        out_text(view->out, "<dt>");
        html_short(view->out, bs_str_of(advice.label));
        out_text(view->out, "</dt>\n<dd>");
        html_text(view->out, bs_str_of(advice.text));
        out_text(view->out, "</dd>\n");
    } while (page_advice_next(&view->page, section, rows, &advice));
    out_text(view->out, "</dl>\n");
}

/* The column that a chart shows, if the table has it and one bar can be
 * compared with another; NULL: none. */
static const char *drawn_column(const struct html_view *view,
                                const struct bs_section *section,
                                const struct sheet *sheet)
{
    if (!view->draws || section->chart == NULL || sheet->table.row_count < 2)
        return NULL;
    for (size_t i = 0; i < sheet->table.column_count; i++)
        if (is_drawn(sheet, i, section->chart))
            return section->chart;
    return NULL;
}

void html_section_table(struct html_view *view,
                        const struct bs_section *section,
                        const struct rows *rows, size_t limit)
{
    size_t top = (size_t)view->report->top;
    size_t shown = top > 0 && top < limit ? top : limit;
    const char *drawn;
    struct sheet sheet;

    sheet_fill(&sheet, view->report, section, rows, shown);
    drawn = drawn_column(view, section, &sheet);
    html_section_open(view, section);
    if (drawn != NULL)
        html_figure(view, section, "ranks");
    html_table_open(view, section, "");
    put_head(view, &sheet, drawn);
    for (size_t row = 0; row < shown; row++)
        put_row(view, &sheet, row, report_severity(rows, row), drawn);
    html_table_close(view);
    if (limit > shown) {
        out_text(view->out, "<p class=\"more\">");
        html_word(view, "more", "");
        out_text(view->out, "</p>\n");
    }
    put_advices(view, section, rows);
    html_section_close(view);
    sheet_clear(&sheet);
}
