/* SPDX-License-Identifier: MIT */
/*
 * report_text - the report for people: a terminal, or Markdown.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/color.h"
#include "cli/findings.h"
#include "cli/page.h"
#include "cli/report_parts.h"

/* Prints the head; *whole if that is all there is to say. */
static enum bs_status
put_head(struct page *page, bool *whole, struct bs_error *err)
{
    const struct report *report = page->report;
    struct report_head head;
    enum bs_status status = report_head(&head, report, err);

    if (status == BS_OK && head.word != NULL) {
        const struct fill fill = {.fields = head.fields,
                                  .field_count = head.field_count,
                                  .rows = &head.rows,
                                  .lang = report->lang,
                                  .markdown = page->markdown};

        *whole = head.whole;
        if (!head.hidden)
            (void)page_sentence(page, head.word, &fill,
                                page->markdown && !head.whole ? "# " : "");
    }
    report_head_clear(&head);
    return status;
}

/* Prints what is different about the day; *told if that is a head, *whole if
 * it is all there is to say. */
static enum bs_status
put_findings(struct page *page, bool *told, bool *whole, struct bs_error *err)
{
    const struct report *report = page->report;
    const struct findings *findings;
    enum bs_status status = findings_of(&findings, report, err);

    if (status != BS_OK || findings == NULL)
        return status;
    *whole = findings_quiet(findings) && report->silent == 0;
    *told = *whole || findings->count > 0;
    return *told && !(*whole && report->quiet)
               ? findings_print(findings, report, page->out, err)
               : BS_OK;
}

static void put_sentences(struct page *page, const struct bs_section *section,
                          const struct rows *rows)
{
    const char *prefix = page->markdown ? "\n- " : "\n ";
    bool any = false;
    struct report_lost lost;
    struct fill fill = report_fill(&lost, page->report, rows);

    fill.markdown = page->markdown;
    if (page->sentences && !section->undated)
        prefix++; /* they go on */
    for (size_t i = 0; i < BS_SECTION_SENTENCES; i++) {
        const char *word = report_sentence(page->report, section, i);

        if (word == NULL || !page_sentence(page, word, &fill, prefix))
            continue;
        prefix += prefix[0] == '\n'; /* one empty line, at the first */
        any = true;
    }
    page->sentences |= any;
}

static const char *row_colour(void *context, size_t row)
{
    return color_severity(report_severity(context, row));
}

static void put_table(struct page *page, const struct bs_section *section,
                      const struct rows *rows)
{
    const struct report *report = page->report;
    size_t all = report_limit(report, section, rows);
    size_t limit = report->top > 0 && (size_t)report->top < all
                       ? (size_t)report->top
                       : all;
    struct table_style style = {
        .lang = report->lang,
        .columns = report->columns,
        .title = report_title(report, section),
        .colour = report->colour ? row_colour : NULL,
        .context = (void *)(uintptr_t)rows,
    };
    const char *more = report_word(report, "more", "");
    struct sheet sheet;

    if (limit == 0)
        return;
    page->sentences = false;
    sheet_fill(&sheet, report, section, rows, limit);
    out_text(page->out, "\n");
    if (page->markdown) {
        out_print(page->out, "## %s\n\n", style.title);
        table_markdown(&sheet.table, page->out, report->lang);
    } else {
        table_text(&sheet.table, page->out, &style);
    }
    if (all > limit && more != NULL)
        out_print(page->out, "%s%s\n", page->markdown ? "\n" : " ", more);
    page_advices(page, section, rows);
    sheet_clear(&sheet);
}

static enum bs_status put_section(struct page *page,
                                  const struct bs_section *section,
                                  struct bs_error *err)
{
    struct rows rows;
    enum bs_status status =
        report_rows(page->report, section->query, true, &rows, err);

    if (status == BS_OK && rows.columns != NULL) {
        if (section->form == BS_SENTENCES)
            put_sentences(page, section, &rows);
        else
            put_table(page, section, &rows);
    }
    rows_clear(&rows);
    return status;
}

enum bs_status
report_text(const struct report *report, struct out *out, struct bs_error *err)
{
    struct page page = {.report = report,
                        .out = out,
                        .markdown = report->format == FORMAT_MARKDOWN};
    const struct bs_section *section;
    bool told = false;
    bool whole = false;
    size_t at = 0;
    enum bs_status status = put_findings(&page, &told, &whole, err);

    if (status == BS_OK && !told)
        status = put_head(&page, &whole, err);
    while (status == BS_OK && !whole &&
           (section = report_next(report, &at)) != NULL)
        status = put_section(&page, section, err);
    return status;
}
