/* SPDX-License-Identifier: MIT */
/*
 * findings_text - findings as people read them.
 *
 * The sentences are the words "finding.WORD" of patterns/words.tsv; the column
 * word (else kind) names one, all columns are its values.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/color.h"
#include "cli/findings.h"
#include "cli/mem.h"
#include "cli/report_parts.h"
#include "cli/width.h"

#define INDENT 2

struct printing {
    const struct findings *findings;
    const struct report *report;
    struct out *out;
    struct report_head head;
};

static struct bs_str text_of(const struct rows *rows, size_t row,
                             const char *name, enum bs_lang lang)
{
    const struct cell *cell = rows_cell(rows, row, name, lang);

    return cell != NULL && cell->kind == CELL_TEXT ? cell->text
                                                   : (struct bs_str){0};
}

static bool is_markdown(const struct printing *p)
{
    return p->report->format == FORMAT_MARKDOWN;
}

/* The word of a name that a row chose, or what stands in its place. */
static const char *word_of(const struct printing *p, struct bs_str name)
{
    char *copy = mem_copy(name.data != NULL ? name.data : "", name.len);
    const char *word = report_word(p->report, "finding", copy);

    free(copy);
    return word;
}

/* A time of the day reported is said without its date. */
static struct bs_str since(const struct printing *p, struct bs_str time)
{
    const size_t len = strlen(p->findings->day);

    if (time.len > len && memcmp(time.data, p->findings->day, len) == 0)
        return (struct bs_str){time.data + len + 1, time.len - len - 1};
    return time;
}

/* Text of any length, for a terminal or Markdown. A number stays with its
 * per cent sign. */
static void put_text(const struct printing *p, const char *text, size_t indent)
{
    struct out memory;
    char *whole;

    if (is_markdown(p)) {
        out_text(p->out, text);
        return;
    }
    out_memory(&memory);
    for (; *text != '\0'; text++)
        if (text[0] == ' ' && text[1] == '%')
            out_text(&memory, "\xC2\xA0");
        else
            out_add(&memory, text, 1);
    whole = mem_copy(memory.data, memory.len);
    width_wrap(p->out, whole, indent, indent, p->report->columns);
    free(whole);
    out_abandon(&memory);
}

static void put_mark(const struct printing *p, int64_t rank)
{
    const bool good = rank >= FINDINGS_GOOD;
    const char *mark = good ? "\xC2\xB7" : "!";
    const char *colour =
        p->report->colour && !good
            ? color_severity(rank == 1 ? BS_STR("hard") : BS_STR("soft"))
            : "";

    if (is_markdown(p))
        out_print(p->out, good ? "- " : "- **%s** ", mark);
    else
        out_print(p->out, "%s%s%s ", colour, mark,
                  colour[0] != '\0' ? "\033[0m" : "");
}

/* Advice is of the class tables, which are ours or the user's own. */
static void put_advice(const struct printing *p, struct bs_str advice)
{
    char *text;

    if (advice.len <= 1) /* "-": none */
        return;
    text = mem_copy(advice.data, advice.len);
    if (is_markdown(p)) {
        out_text(p->out, " ");
        table_markdown_field(p->out, advice);
    } else {
        out_text(p->out, "\n");
        width_wrap(p->out, text, 0, INDENT, p->report->columns);
    }
    free(text);
}

static char *sentence(const struct printing *p, const struct finding *one)
{
    const enum bs_lang lang = p->report->lang;
    const struct bs_str name = text_of(one->rows, one->row, "word", lang);
    const struct bs_str kind = text_of(one->rows, one->row, "kind", lang);
    const struct cell *before = rows_cell(one->rows, one->row, "before", lang);
    const struct bs_str time =
        since(p, text_of(one->rows, one->row, "first_seen", lang));
    const bool unseen = before != NULL && before->count == 0;
    const struct field fields[] = {{"since", cell_text(time)},
                                   {"unseen", cell_count(unseen)}};
    const struct fill fill = {.fields = fields,
                              .field_count = COUNT_OF(fields),
                              .rows = one->rows,
                              .lang = lang,
                              .markdown = is_markdown(p),
                              .row = one->row};
    const char *word = word_of(p, name.len > 0 ? name : kind);

    if (word == NULL)
        word = report_word(p->report, "finding", "any");
    return fill_copy(word != NULL ? word : "", &fill);
}

static void put_finding(const struct printing *p, const struct finding *one)
{
    char *text = sentence(p, one);

    put_mark(p, one->rank);
    put_text(p, text, INDENT);
    put_advice(p, text_of(one->rows, one->row, "advice", p->report->lang));
    out_text(p->out, "\n");
    free(text);
}

/* "bouncestat   mx1   Sunday 2026-11-22 CET   3 findings"; free() it. */
static char *title(const struct printing *p)
{
    const struct report_head *head = &p->head;
    struct field fields[HEAD_FIELDS + 1];
    const struct fill fill = {.fields = fields,
                              .field_count = head->field_count + 1,
                              .rows = &head->rows,
                              .lang = p->report->lang,
                              .markdown = is_markdown(p)};
    const char *word = report_word(p->report, "finding", "title");

    memcpy(fields, head->fields, sizeof head->fields);
    fields[head->field_count] =
        (struct field){"count", cell_count((int64_t)p->findings->count)};
    return fill_copy(word != NULL ? word : "", &fill);
}

/* What is told of all else; free() it. */
static char *otherwise(const struct printing *p)
{
    const struct findings *findings = p->findings;
    const enum bs_lang lang = p->report->lang;
    const bool any = findings->count > 0;
    const struct field fields[] = {
        {"any", cell_count(any)},
        {"none", cell_count(!any)},
    };
    const struct fill fill = {.fields = fields,
                              .field_count = COUNT_OF(fields),
                              .rows = &findings->usual,
                              .lang = lang,
                              .markdown = is_markdown(p)};
    const char *word = word_of(p, text_of(&findings->usual, 0, "word", lang));

    return fill_copy(word != NULL ? word : "", &fill);
}

/* All that is told of a day as usual: behind the title, or below it. */
static void
put_only(const struct printing *p, const char *title, const char *all_else)
{
    const size_t taken = width_of(bs_str_of(title)) + strlen("   ");

    if (taken + width_of(bs_str_of(all_else)) <= p->report->columns) {
        out_print(p->out, "   %s\n", all_else);
        return;
    }
    out_text(p->out, "\n ");
    put_text(p, all_else, 1);
    out_text(p->out, "\n");
}

static void put_title(const struct printing *p, const char *all_else)
{
    char *text = title(p);
    const bool one_line = p->findings->count == 0;

    if (is_markdown(p))
        out_print(p->out, "# %s\n", text);
    else
        out_text(p->out, text);
    if (is_markdown(p) && one_line)
        out_print(p->out, "\n%s\n", all_else);
    else if (one_line)
        put_only(p, text, all_else);
    else if (!is_markdown(p))
        out_text(p->out, "\n");
    free(text);
}

static void put_list(const struct printing *p)
{
    out_text(p->out, "\n");
    for (size_t i = 0; i < p->findings->count; i++)
        put_finding(p, &p->findings->items[i]);
}

static void put_all(const struct printing *p)
{
    char *all_else = otherwise(p);

    put_title(p, all_else);
    if (p->findings->count > 0)
        put_list(p);
    if (p->findings->count > 0 && findings_known(p->findings)) {
        out_text(p->out, "\n");
        put_text(p, all_else, 0);
        out_text(p->out, "\n");
    }
    free(all_else);
}

char *findings_sentence(const struct findings *findings,
                        const struct report *report, size_t i)
{
    const struct printing p = {.findings = findings, .report = report};

    return sentence(&p, &findings->items[i]);
}

char *
findings_rest(const struct findings *findings, const struct report *report)
{
    const struct printing p = {.findings = findings, .report = report};

    return findings_known(findings) ? otherwise(&p) : mem_copy("", 0);
}

enum bs_status findings_print(const struct findings *findings,
                              const struct report *report, struct out *out,
                              struct bs_error *err)
{
    struct printing p = {.findings = findings, .report = report, .out = out};
    const enum bs_status status = report_head(&p.head, report, err);

    if (status == BS_OK)
        put_all(&p);
    report_head_clear(&p.head);
    return status;
}
