/* SPDX-License-Identifier: MIT */
/*
 * table_file - rows of cells → CSV, Markdown.
 *
 * Source   RFC 4180; OWASP "CSV Injection"; GitHub Flavored Markdown 4.10.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/table.h"

/* Would it be shown as written if it were a number? */
static bool is_number(struct bs_str text)
{
    size_t i = text.len > 0 && (text.data[0] == '-' || text.data[0] == '+');
    size_t digits = 0;
    size_t points = 0;

    for (; i < text.len; i++) {
        digits += text.data[i] >= '0' && text.data[i] <= '9';
        points += text.data[i] == '.';
    }
    i = text.len > 0 && (text.data[0] == '-' || text.data[0] == '+');
    return digits > 0 && points <= 1 && digits + points + i == text.len;
}

static bool begins_formula(char c)
{
    return memchr("=+-@", c, 4) != NULL;
}

static bool is_formula(struct bs_str text)
{
    return text.len > 0 &&
           (begins_formula(text.data[0]) ||
            memchr("\t\r\n", text.data[0], 3) != NULL) &&
           !is_number(text);
}

/* Spreadsheets of other countries end a cell here, and know no quotes then. */
static bool ends_cell(char c)
{
    return memchr(";\t\r\n", c, 4) != NULL;
}

static bool is_plain(char c)
{
    return ((unsigned char)c >= 0x20 && (unsigned char)c < 0x7F) || c == '\t' ||
           c == '\r' || c == '\n';
}

/* Line ends and tabs stay, other control characters are made visible. */
static void put_quoted(struct out *out, struct bs_str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t end = i;

        while (end < text.len && !is_plain(text.data[end]))
            end++;
        out_safe(out, (struct bs_str){text.data + i, end - i});
        for (i = end; i < text.len && is_plain(text.data[i]); i++) {
            if (text.data[i] == '"')
                out_text(out, "\"");
            if (i > 0 && ends_cell(text.data[i - 1]) &&
                begins_formula(text.data[i]))
                out_text(out, "'");
            out_add(out, text.data + i, 1);
        }
    }
}

static bool needs_quotes(struct bs_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (memchr(",\"\r\n", text.data[i], 4) != NULL)
            return true;
    return text.len > 0 &&
           (text.data[0] == ' ' || text.data[text.len - 1] == ' ');
}

void table_csv_field(struct out *out, struct bs_str text)
{
    bool formula = is_formula(text);
    bool quotes = needs_quotes(text);

    if (quotes)
        out_text(out, "\"");
    if (formula)
        out_text(out, "'");
    put_quoted(out, text);
    if (quotes)
        out_text(out, "\"");
}

static void csv_cell(struct out *out, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_NONE: return;
    case CELL_TEXT: table_csv_field(out, cell->text); return;
    case CELL_COUNT: out_print(out, "%lld", (long long)cell->count); return;
    case CELL_REAL:
    case CELL_PERCENT: out_print(out, "%.6g", cell->real); return;
    }
}

void table_csv(const struct table *table, struct out *out)
{
    for (size_t i = 0; i < table->column_count; i++) {
        out_text(out, i > 0 ? "," : "");
        table_csv_field(out, bs_str_of(table->columns[i].heading));
    }
    out_text(out, "\r\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            out_text(out, i > 0 ? "," : "");
            csv_cell(out, table_cell(table, row, i));
        }
        out_text(out, "\r\n");
    }
}

void table_markdown_field(struct out *out, struct bs_str text)
{
    char *safe = table_safe(text);

    for (const char *at = safe; *at != '\0'; at++) {
        if (*at == '<')
            out_text(out, "&lt;");
        else if (*at == '>')
            out_text(out, "&gt;");
        else if (*at == '&')
            out_text(out, "&amp;");
        else if (strchr("|\\`*_[]~", *at) != NULL)
            out_print(out, "\\%c", *at);
        else
            out_add(out, at, 1);
    }
    free(safe);
}

void table_markdown(const struct table *table, struct out *out,
                    enum bs_lang lang)
{
    char room[NUMBER_SIZE];

    for (size_t i = 0; i < table->column_count; i++) {
        out_text(out, "| ");
        table_markdown_field(out, bs_str_of(table->columns[i].heading));
        out_text(out, " ");
    }
    out_text(out, "|\n");
    for (size_t i = 0; i < table->column_count; i++)
        out_text(out, table->columns[i].right ? "| ---: " : "| --- ");
    out_text(out, "|\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            out_text(out, "| ");
            table_markdown_field(
                out, table_shown(table_cell(table, row, i), room, lang));
            out_text(out, " ");
        }
        out_text(out, "|\n");
    }
}
