/* SPDX-License-Identifier: MIT */
/* advice - what to do about the codes of a report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/page.h"
#include "cli/width.h"

#define ADVICE 12 /* where the advice to a code begins */

static bool is_told(struct page *page, struct bs_str key)
{
    for (size_t i = 0; i < page->told_count; i++)
        if (bs_str_eq(bs_str_of(page->told[i]), key))
            return true;
    if (page->told_count == PAGE_TOLD_MAX || key.len >= WORD_KEY_SIZE)
        return true;
    (void)snprintf(page->told[page->told_count++], WORD_KEY_SIZE, "%.*s",
                   BS_ARG(key));
    return false;
}

static struct bs_str text_of(const struct rows *rows, size_t row,
                             const char *name, char room[NUMBER_SIZE],
                             enum bs_lang lang)
{
    const struct cell *cell = rows_cell(rows, row, name, lang);

    return cell != NULL ? table_shown(cell, room, lang) : BS_STR("");
}

/* "550 5.1.1" or, without any code, its name; free() it. */
static char *label_of(const struct rows *rows, size_t row, enum bs_lang lang)
{
    char code_room[NUMBER_SIZE];
    char room[NUMBER_SIZE];
    struct bs_str code = text_of(rows, row, "code", code_room, lang);
    struct bs_str dsn = text_of(rows, row, "dsn", room, lang);
    struct out memory;
    char *label;

    if (code.len + dsn.len == 0)
        code = text_of(rows, row, "name", room, lang);
    out_memory(&memory);
    out_str(&memory, code);
    out_text(&memory, code.len > 0 && dsn.len > 0 ? " " : "");
    out_str(&memory, dsn);
    label = mem_copy(memory.data, memory.len);
    out_abandon(&memory);
    return label;
}

static void put_advice(struct page *page, const char *label, const char *advice)
{
    size_t used = 1 + width_of(bs_str_of(label));

    if (page->markdown) {
        out_text(page->out, "- **");
        table_markdown_field(page->out, bs_str_of(label));
        out_text(page->out, "** ");
        table_markdown_field(page->out, bs_str_of(advice));
    } else {
        out_fill(page->out, ' ', 1);
        out_safe(page->out, bs_str_of(label));
        if (used >= ADVICE)
            out_text(page->out, "\n");
        width_wrap(page->out, advice, used >= ADVICE ? 0 : used, ADVICE,
                   page->report->columns);
    }
    out_text(page->out, "\n");
}

static void put_advice_title(struct page *page)
{
    const char *title = report_word(page->report, "advice", "");

    if (title != NULL)
        out_print(page->out, page->markdown ? "\n**%s**\n\n" : "\n%s\n", title);
}

bool page_advice_next(struct page *page, const struct bs_section *section,
                      const struct rows *rows, struct page_advice *advice)
{
    enum bs_lang lang = page->report->lang;
    const size_t top = (size_t)page->report->top;
    const size_t count = rows->table.row_count;
    const size_t shown = top > 0 && top < count ? top : count;

    free(advice->label);
    free(advice->text);
    advice->label = advice->text = NULL;
    while (advice->row < shown && advice->told < section->advised) {
        size_t row = advice->row++;
        char room[NUMBER_SIZE];
        struct bs_str key = text_of(rows, row, "key", room, lang);
        struct bs_str text = text_of(rows, row, "advice", room, lang);

        if (text.len == 0 || key.len == 0 || is_told(page, key))
            continue;
        advice->told++;
        advice->label = label_of(rows, row, lang);
        advice->text = mem_copy(text.data, text.len);
        return true;
    }
    return false;
}

void page_advices(struct page *page, const struct bs_section *section,
                  const struct rows *rows)
{
    struct page_advice advice = {.row = 0};

    while (page_advice_next(page, section, rows, &advice)) {
        if (advice.told == 1)
            put_advice_title(page);
        put_advice(page, advice.label, advice.text);
    }
}
