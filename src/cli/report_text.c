/* SPDX-License-Identifier: MIT */
/*
 * report_text - the report for people: a terminal, or Markdown.
 *
 * Knows    What a code means is told once, wherever it occurs first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/accounting.h"
#include "cli/color.h"
#include "cli/mem.h"
#include "cli/report_parts.h"
#include "cli/stamp.h"
#include "cli/width.h"

#define FIELD_MAX 8
#define SENTENCES 9 /* of a section, at most */
#define TOLD_MAX 16 /* codes that are explained */
#define HANG_MAX 20 /* indent of further lines */
#define MEANING 12  /* where the meanings of codes begin */
#define PART_GAP "   "

struct page {
    const struct report *report;
    struct out *out;
    bool markdown;
    char told[TOLD_MAX][WORD_KEY_SIZE]; /* keys of the code table */
    size_t told_count;
};

/* Parts with three blanks between them go to further lines as a whole. */
static void put_line(struct page *page, const char *line, size_t columns)
{
    const char *gap = strstr(line, PART_GAP);
    size_t column = 0;
    size_t hang = strspn(line, " ");

    if (gap != NULL) {
        const char *second = gap + strspn(gap, " ");

        hang = width_of((struct bs_str){line, (size_t)(second - line)});
        hang = hang <= HANG_MAX ? hang : 1;
    }
    while (*line != '\0') {
        size_t blanks = strspn(line, " ");
        const char *part = line + blanks;
        const char *end = strstr(part, PART_GAP);
        size_t len = end != NULL ? (size_t)(end - part) : strlen(part);
        size_t width = width_of((struct bs_str){part, len});

        if (column > 0 && column + blanks + width > columns) {
            out_text(page->out, "\n");
            out_fill(page->out, ' ', hang);
            column = hang;
        } else {
            out_fill(page->out, ' ', blanks);
            column += blanks;
        }
        if (column + width > columns) {
            char *text = mem_copy(part, len);

            width_wrap(page->out, text, column, hang, columns);
            free(text);
        } else {
            out_add(page->out, part, len);
        }
        column += width;
        line = part + len;
    }
    out_text(page->out, "\n");
}

static char *sentence(const char *word, const struct fill *fill)
{
    struct out memory;
    char *text;

    out_memory(&memory);
    fill_sentence(&memory, word, fill);
    text = mem_copy(memory.data, memory.len);
    out_abandon(&memory);
    return text;
}

/* False if there is nothing to say. */
static bool put_sentence(struct page *page, const char *word,
                         const struct fill *fill, const char *prefix)
{
    char *text = sentence(word, fill);
    bool any = text[0] != '\0';

    if (any && prefix[0] == '\n')
        out_text(page->out, "\n");
    prefix += prefix[0] == '\n';
    if (any && page->markdown) {
        out_text(page->out, prefix);
        out_text(page->out, text);
        out_text(page->out, "\n");
    } else if (any) {
        char *line = mem_join(prefix, "", text);

        put_line(page, line, page->report->columns);
        free(line);
    }
    free(text);
    return any;
}

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
            (void)put_sentence(page, word, &fill,
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
        if (word != NULL && put_sentence(page, word, &fill, prefix))
            prefix += prefix[0] == '\n'; /* one empty line, at the first */
    }
}

/* Failures and refusals for good stand out from what is only put off. */
static const char *row_colour(void *context, size_t row)
{
    static const char *const grave[] = {"failed", "rejected"};
    const struct rows *rows = context;

    for (size_t i = 0; i < COUNT_OF(grave); i++) {
        const struct cell *cell = rows_cell(rows, row, grave[i], BS_EN);

        if (cell != NULL && cell->kind == CELL_COUNT && cell->count > 0)
            return color_severity(BS_STR("hard"));
    }
    return color_severity(BS_STR("soft"));
}

static bool is_told(struct page *page, struct bs_str key)
{
    for (size_t i = 0; i < page->told_count; i++)
        if (bs_str_eq(bs_str_of(page->told[i]), key))
            return true;
    if (page->told_count == TOLD_MAX || key.len >= WORD_KEY_SIZE)
        return true;
    (void)snprintf(page->told[page->told_count++], WORD_KEY_SIZE, "%.*s",
                   BS_ARG(key));
    return false;
}

/* The texts of some columns, blanks between them; free() it. */
static char *joined(const struct rows *rows, size_t row,
                    const char *const names[2], enum bs_lang lang)
{
    struct out memory;
    char *text;

    out_memory(&memory);
    for (size_t i = 0; i < 2; i++) {
        const struct cell *cell = rows_cell(rows, row, names[i], lang);
        char room[NUMBER_SIZE];

        if (cell == NULL || cell->kind == CELL_NONE)
            continue;
        out_text(&memory, memory.len > 0 ? " " : "");
        out_str(&memory, table_shown(cell, room, lang));
    }
    text = mem_copy(memory.data, memory.len);
    out_abandon(&memory);
    return text;
}

static void put_meaning(struct page *page, const struct rows *rows, size_t row)
{
    static const char *const codes[] = {"code", "dsn"};
    static const char *const names[] = {"name", ""};
    static const char *const texts[] = {"meaning", "advice"};
    enum bs_lang lang = page->report->lang;
    char *label = joined(rows, row, codes, lang);
    char *text = joined(rows, row, texts, lang);

    if (label[0] == '\0') {
        free(label);
        label = joined(rows, row, names, lang);
    }
    if (page->markdown) {
        out_text(page->out, "- **");
        table_markdown_field(page->out, bs_str_of(label));
        out_text(page->out, "** ");
        table_markdown_field(page->out, bs_str_of(text));
    } else {
        size_t used = 1 + width_of(bs_str_of(label));

        out_fill(page->out, ' ', 1);
        out_safe(page->out, bs_str_of(label));
        if (used >= MEANING)
            out_text(page->out, "\n");
        width_wrap(page->out, text, used >= MEANING ? 0 : used, MEANING,
                   page->report->columns);
    }
    out_text(page->out, "\n");
    free(label);
    free(text);
}

/* What the first codes mean, and what to do. */
static void put_meanings(struct page *page, const struct section *section,
                         const struct rows *rows)
{
    size_t told = 0;

    for (size_t row = 0;
         row < rows->table.row_count && told < section->explained; row++) {
        const struct cell *key =
            rows_cell(rows, row, "key", page->report->lang);

        if (key == NULL || key->kind != CELL_TEXT || is_told(page, key->text))
            continue;
        if (told++ == 0)
            out_text(page->out, "\n");
        put_meaning(page, rows, row);
    }
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
    put_meanings(page, section, rows);
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
