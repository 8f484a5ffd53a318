/* SPDX-License-Identifier: MIT */
/*
 * report_html - the report as an HTML page, or as the HTML part of a mail.
 */
#include "cli/report_html.h"

#include <stdlib.h>
#include <string.h>

#include "bouncestat/version.h"
#include "cli/date.h"
#include "cli/findings.h"
#include "cli/html.h"
#include "cli/html_page.h"

#define PART_GAP "   " /* between the parts of a sentence */
#define TITLE_SIZE 256

static struct fill
fill_of(const struct html_view *view, const struct rows *rows)
{
    return (struct fill){.rows = rows, .lang = view->report->lang};
}

/* The sentence in an element; nothing if it says nothing. */
static bool put_sentence(struct html_view *view, const char *word,
                         const struct fill *fill, const char *element)
{
    char *text = fill_copy(word, fill);
    bool any = text[0] != '\0';

    if (any) {
        out_print(view->out, "<%s>", element);
        html_text(view->out, bs_str_of(text));
        out_print(view->out, "</%.*s>\n", (int)strcspn(element, " "), element);
    }
    free(text);
    return any;
}

/* Dates in the manner of the language, in the place of the terminal's. */
static void set_period(struct report_head *head, const struct report *report,
                       char period[3 * DATE_SIZE])
{
    const struct date_style style = {report->words, report->lang};
    const struct cell *first =
        rows_cell(&head->rows, 0, "first_seen", report->lang);
    const struct cell *last =
        rows_cell(&head->rows, 0, "last_seen", report->lang);
    bool asked = false;

    for (size_t i = 0; i < head->field_count; i++)
        asked = asked || strcmp(head->fields[i].name, "asked") == 0;
    if (asked)
        (void)date_days(period, &style, report->range.since,
                        report->range.until - 1, report->zone);
    else if (first != NULL && first->kind == CELL_COUNT && last != NULL)
        (void)date_period(period, &style, first->count, last->count,
                          report->zone);
    else
        return;
    for (size_t i = 0; i < head->field_count; i++)
        if (strcmp(head->fields[i].name, "period") == 0 ||
            strcmp(head->fields[i].name, "asked") == 0)
            head->fields[i].cell = cell_text(bs_str_of(period));
}

/* What it is about, in parts. */
static void put_about(struct html_view *view, const char *text)
{
    out_text(view->out, "<p class=\"about\">");
    while (*text != '\0') {
        const char *gap = strstr(text, PART_GAP);
        size_t len = gap != NULL ? (size_t)(gap - text) : strlen(text);

        out_text(view->out, "<span>");
        html_text(view->out, (struct bs_str){text, len});
        out_text(view->out, "</span> ");
        text += len;
        text += strspn(text, " ");
    }
    out_text(view->out, "</p>\n");
}

static void put_head(struct html_view *view, const struct report_head *head,
                     const struct fill *fill)
{
    char *text = fill_copy(head->word, fill);

    out_text(view->out, "<header>\n<h1>");
    html_word(view, "page", "title");
    out_text(view->out, "</h1>\n");
    if (head->whole) {
        out_text(view->out, "<p>");
        html_text(view->out, bs_str_of(text));
        out_text(view->out, "</p>\n");
    } else {
        put_about(view, text);
    }
    out_text(view->out, "</header>\n");
    free(text);
}

/* A figure large, what it is above it, and what it is of below it. */
static void put_card(struct html_view *view, const char *name,
                     const struct cell *cell, const struct rows *rows)
{
    const struct fill fill = fill_of(view, rows);
    const char *note = report_word(view->report, "note", name);
    char room[NUMBER_SIZE];

    out_text(view->out, "<div class=\"");
    html_text(view->out, bs_str_of(name));
    out_text(view->out, "\"><dt>");
    html_word(view, "card", name);
    out_text(view->out, "</dt>\n<dd class=\"value\">");
    html_text(view->out, table_shown(cell, room, view->report->lang));
    out_text(view->out, "</dd>\n");
    if (note != NULL)
        (void)put_sentence(view, note, &fill, "dd class=\"note\"");
    out_text(view->out, "</div>\n");
}

static void put_cards(struct html_view *view, const struct bs_section *section,
                      const struct rows *rows)
{
    bool any = false;

    for (size_t i = 0; section->columns[i].name != NULL; i++) {
        const struct bs_section_column *column = &section->columns[i];
        const struct cell *cell =
            rows_cell(rows, 0, column->name, view->report->lang);
        bool zero = cell == NULL || cell->kind == CELL_NONE ||
                    (cell->kind == CELL_COUNT && cell->count == 0);

        if (zero && (cell == NULL || column->optional))
            continue;
        if (!any)
            out_text(view->out, "<dl class=\"cards\">\n");
        any = true;
        put_card(view, column->name, cell, rows);
    }
    if (any)
        out_text(view->out, "</dl>\n");
}

static void put_sentences(struct html_view *view,
                          const struct bs_section *section,
                          const struct rows *rows)
{
    struct report_lost lost;
    struct fill fill = report_fill(&lost, view->report, rows);
    const char *rest = report_word(view->report, "rest", section->name);

    if (section->columns[0].name != NULL) {
        put_cards(view, section, rows);
        if (rest != NULL)
            (void)put_sentence(view, rest, &fill, "p class=\"more\"");
        return;
    }
    for (size_t i = 0; i < BS_SECTION_SENTENCES; i++) {
        const char *word = report_sentence(view->report, section, i);

        if (word != NULL)
            (void)put_sentence(view, word, &fill, "p");
    }
}

static void put_rows(struct html_view *view, const struct bs_section *section,
                     const struct rows *rows)
{
    size_t limit;

    switch (section->form) {
    case BS_SENTENCES: put_sentences(view, section, rows); return;
    case BS_MATRIX: html_section_matrix(view, section, rows); return;
    case BS_TIMELINE:
        if (!view->report->mail) /* many numbers, and no chart */
            html_section_timeline(view, section, rows);
        return;
    case BS_TABLE:
        limit = report_limit(view->report, section, rows);
        if (limit > 0)
            html_section_table(view, section, rows, limit);
        return;
    }
}

/* The rows of a section: two timelines in a row are of one query. */
static enum bs_status fetch(struct html_view *view,
                            const struct bs_section *section,
                            struct bs_error *err)
{
    const bool more = section->form == BS_TABLE;

    if (!more && view->query != NULL &&
        strcmp(view->query, section->query) == 0)
        return BS_OK;
    if (view->query != NULL)
        rows_clear(&view->rows);
    view->query = more ? "" : section->query; /* with a limit: only once */
    return report_rows(view->report, section->query, more, &view->rows, err);
}

static enum bs_status put_section(struct html_view *view,
                                  const struct bs_section *section,
                                  struct bs_error *err)
{
    enum bs_status status = fetch(view, section, err);

    if (status == BS_OK && view->rows.columns != NULL)
        put_rows(view, section, &view->rows);
    return status;
}

/* The lines that were read stand at the foot. */
static enum bs_status put_sections(struct html_view *view, struct bs_error *err)
{
    size_t at = 0;
    const struct bs_section *section = report_next(view->report, &at);
    enum bs_status status = BS_OK;
    bool foot = false;

    while (status == BS_OK && section != NULL) {
        const struct bs_section *next = report_next(view->report, &at);

        foot = next == NULL && section->form == BS_SENTENCES;
        if (foot)
            out_text(view->out, "</main>\n<footer>\n");
        status = put_section(view, section, err);
        section = next;
    }
    if (!foot)
        out_text(view->out, "</main>\n<footer>\n");
    return status;
}

static char *
document_title(const struct html_view *view, const struct fill *fill)
{
    const char *word = report_word(view->report, "page", "document");

    return fill_copy(word != NULL ? word : "bouncestat", fill);
}

/* The body; *title is to be freed. Nothing if there is nothing to say. */
static enum bs_status
put_body(struct html_view *view, char **title, struct bs_error *err)
{
    const struct report *report = view->report;
    char period[3 * DATE_SIZE] = "";
    const struct findings *findings = NULL;
    struct report_head head;
    enum bs_status status = report_head(&head, report, err);
    bool quiet = head.hidden;

    if (status == BS_OK)
        status = findings_of(&findings, report, err);
    if (findings != NULL && report->quiet && report->silent == 0)
        quiet = quiet || findings_quiet(findings);
    if (status == BS_OK && head.word != NULL && !quiet) {
        const struct fill fill = {.fields = head.fields,
                                  .field_count = head.field_count,
                                  .rows = &head.rows,
                                  .lang = report->lang,
                                  .most = HTML_TEXT_MAX};

        set_period(&head, report, period);
        *title = document_title(view, &fill);
        put_head(view, &head, &fill);
        out_text(view->out, "<main>\n");
        if (findings != NULL)
            findings_html(findings, view);
        if (head.whole)
            out_text(view->out, "</main>\n<footer>\n");
        else
            status = put_sections(view, err);
        out_text(view->out, "<p>bouncestat " BS_VERSION "</p>\n</footer>\n");
    }
    report_head_clear(&head);
    return status;
}

enum bs_status
report_html(const struct report *report, struct out *out, struct bs_error *err)
{
    static const char *const langs[BS_LANG_COUNT] = {
        [BS_EN] = "en", [BS_DE] = "de"};
    struct out body;
    struct html_view view = {.report = report,
                             .out = &body,
                             .page = {.report = report},
                             .draws = !report->mail && html_page_draws()};
    char *title = NULL;
    enum bs_status status;

    out_memory(&body);
    status = put_body(&view, &title, err);
    if (status == BS_OK && title != NULL)
        html_page_print(&(struct html_page){.lang = langs[report->lang],
                                            .title = bs_str_of(title),
                                            .body = {body.data, body.len},
                                            .mail = report->mail},
                        out);
    if (view.query != NULL)
        rows_clear(&view.rows);
    free(title);
    out_abandon(&body);
    return status;
}
