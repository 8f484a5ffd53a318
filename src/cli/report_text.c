/* SPDX-License-Identifier: MIT */
/*
 * report_text - the report for people: a terminal, or Markdown.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/color.h"
#include "cli/mem.h"
#include "cli/page.h"
#include "cli/report_parts.h"
#include "cli/stamp.h"

#define FIELD_MAX 8
#define SENTENCES 9 /* of a section, at most */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static void set(struct field *field, const char *name, struct cell cell)
{
    *field = (struct field){name, cell};
}

/* The values that no query gives: what to call the input, when. */
static size_t head_fields(const struct report *report, const struct rows *head,
                          struct field fields[FIELD_MAX],
                          char period[2 * STAMP_SIZE], char **name)
{
    const struct cell *path = rows_cell(head, 0, "path", report->lang);
    const struct cell *first = rows_cell(head, 0, "first_seen", report->lang);
    const struct cell *last = rows_cell(head, 0, "last_seen", report->lang);
    size_t count = 0;

    if (report->name != NULL) {
        *name = mem_join(base_name(report->name), "", "");
        set(&fields[count++], "more", cell_count(0));
    } else if (path == NULL || path->kind != CELL_TEXT) {
        *name = mem_join("", "", "");
    } else {
        char *whole = mem_copy(path->text.data, path->text.len);
        const char *spoken = report_word(report, "stdin", "");

        *name = mem_join(strcmp(whole, "-") == 0 && spoken != NULL
                             ? spoken
                             : base_name(whole),
                         "", "");
        free(whole);
    }
    set(&fields[count++], "name", cell_text(bs_str_of(*name)));
    period[0] = '\0';
    if (first != NULL && first->kind == CELL_COUNT && last != NULL)
        (void)stamp_period(period, first->count, last->count, report->zone);
    set(&fields[count++], "period", cell_text(bs_str_of(period)));
    return count;
}

/* Prints the head; *whole if that is all there is to say. */
static enum bs_status
put_head(struct page *page, bool *whole, struct bs_error *err)
{
    const struct report *report = page->report;
    const struct rows_query query = {.store = report->store,
                                     .name = "sql/report/head.sql",
                                     .times = ROWS_SECONDS};
    struct field fields[FIELD_MAX];
    struct rows rows;
    char period[2 * STAMP_SIZE];
    char *name = NULL;
    const struct cell *summary = NULL;
    const char *word = NULL;
    enum bs_status status = rows_fetch(&rows, &query, err);

    if (status == BS_OK && rows.columns != NULL) {
        struct fill fill = {fields, 0, &rows, report->lang, page->markdown};

        fill.field_count = head_fields(report, &rows, fields, period, &name);
        summary = rows_cell(&rows, 0, "summary", report->lang);
        if (summary != NULL && summary->kind == CELL_TEXT)
            word = report_word(report, "summary", summary->text.data);
        *whole = word != NULL;
        if (word == NULL)
            word = report_word(report, "head", "");
        if (word != NULL && !(*whole && report->quiet))
            (void)page_sentence(page, word, &fill,
                                page->markdown && !*whole ? "# " : "");
    }
    rows_clear(&rows);
    free(name);
    return status;
}

static void put_sentences(struct page *page, const struct section *section,
                          const struct rows *rows)
{
    const struct report *report = page->report;
    const struct cell *lost = rows_cell(rows, 0, "unmatched", report->lang);
    const struct cell none = {.kind = CELL_NONE};
    bool kept = report->unmatched != NULL;
    const char *prefix = page->markdown ? "\n- " : "\n ";
    const struct field fields[] = {
        {"lost", lost != NULL && !kept ? *lost : none},
        {"kept", lost != NULL && kept ? *lost : none},
        {"file", cell_text(bs_str_of(report->unmatched))},
    };
    const struct fill fill = {fields, COUNT_OF(fields), rows, report->lang,
                              page->markdown};

    for (int i = 1; i <= SENTENCES; i++) {
        char number[8];
        const char *word;

        (void)snprintf(number, sizeof number, "%d", i);
        word = report_word(report, section->name, number);
        if (word != NULL && page_sentence(page, word, &fill, prefix))
            prefix += prefix[0] == '\n'; /* one empty line, at the first */
    }
}

/* Failures and refusals for good stand out from what is only put off. */
static const char *row_colour(void *context, size_t row)
{
    static const char *const grave[] = {"failed", "rejected"};
    const struct rows *rows = context;
    const struct cell *severity = rows_cell(rows, row, "severity", BS_EN);

    if (severity != NULL && severity->kind == CELL_TEXT)
        return color_severity(severity->text);
    for (size_t i = 0; i < COUNT_OF(grave); i++) {
        const struct cell *cell = rows_cell(rows, row, grave[i], BS_EN);

        if (cell != NULL && cell->kind == CELL_COUNT && cell->count > 0)
            return color_severity(BS_STR("hard"));
    }
    return color_severity(BS_STR("soft"));
}

/* How many rows are shown at most. */
static size_t row_limit(const struct report *report,
                        const struct section *section, const struct rows *rows)
{
    size_t limit = rows->table.row_count;

    for (size_t row = 0; section->about != NULL && row < limit; row++) {
        const struct cell *cell =
            rows_cell(rows, row, section->about, report->lang);

        if (cell == NULL || cell->kind != CELL_COUNT || cell->count == 0)
            return row;
    }
    return limit;
}

static void put_table(struct page *page, const struct section *section,
                      const struct rows *rows)
{
    const struct report *report = page->report;
    const char *title = report_word(report, "title", section->name);
    size_t all = row_limit(report, section, rows);
    size_t limit = report->top > 0 && (size_t)report->top < all
                       ? (size_t)report->top
                       : all;
    struct table_style style = {
        .lang = report->lang,
        .columns = report->columns,
        .title = title != NULL ? title : section->name,
        .colour = report->colour ? row_colour : NULL,
        .context = (void *)(uintptr_t)rows,
    };
    const char *more = report_word(report, "more", "");
    struct sheet sheet;

    if (limit == 0)
        return;
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
                                  const struct section *section,
                                  struct bs_error *err)
{
    struct rows rows;
    enum bs_status status =
        report_rows(page->report, section->query, true, &rows, err);

    if (status == BS_OK && rows.columns != NULL) {
        if (section->form == SECTION_SENTENCES)
            put_sentences(page, section, &rows);
        else
            put_table(page, section, &rows);
    }
    rows_clear(&rows);
    return status;
}

static enum bs_status put_by(struct page *page, struct bs_error *err)
{
    struct section section = {
        .name = page->report->by,
        .query = page->report->by_query,
        .form = SECTION_TABLE,
        .columns = {{.name = page->report->by,
                     .parts = {"name"},
                     .untitled = true,
                     .elastic = true}},
    };

    for (size_t i = 0; i < section_by_columns_count; i++)
        section.columns[i + 1] = section_by_columns[i];
    return put_section(page, &section, err);
}

/* Those behind all others, or the rest. With --by one table stands for all. */
static enum bs_status
put_sections(struct page *page, bool at_end, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < sections_count && status == BS_OK; i++) {
        const struct section *section = &sections[i];
        bool table = section->form == SECTION_TABLE;

        if (section->json_only || section->at_end != at_end ||
            (table && page->report->by != NULL))
            continue;
        status = put_section(page, section, err);
    }
    return status;
}

enum bs_status
report_text(const struct report *report, struct out *out, struct bs_error *err)
{
    struct page page = {.report = report,
                        .out = out,
                        .markdown = report->format == FORMAT_MARKDOWN};
    bool whole = false;
    enum bs_status status = put_head(&page, &whole, err);

    if (status != BS_OK || whole)
        return status;
    status = put_sections(&page, false, err);
    if (status == BS_OK && report->by != NULL)
        status = put_by(&page, err);
    if (status == BS_OK)
        status = put_sections(&page, true, err);
    return status;
}
