/* SPDX-License-Identifier: MIT */
/*
 * layout_read - the keys of a layout file.
 *
 * Knows    the keys of [report NAME] and of [section NAME], by two tables.
 * Errors   BS_ESYNTAX, naming file and line.
 */
#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "code/layout.h"
#include "data/lines.h"

#define NAME_LEN 40
#define ROWS_MAX 100000
#define WIDTH_MAX 1000
#define CROSSED_COLUMNS 3
#define QUERY_FOLDER "sql/report/"

struct reading {
    struct bs_arena *arena;
    struct bs_layout_report *report;   /* one of the two */
    struct bs_layout_section *section; /* is NULL */
    size_t columns;
    size_t sentences[BS_LANG_COUNT];
    const char *label;
    struct bs_error *err;
};

typedef enum bs_status
read_fn(struct reading *r, const struct bs_conf_item *item);

struct key {
    const char *name;
    read_fn *read;
};

static enum bs_status fault(const struct reading *r, unsigned line,
                            const char *what, struct bs_str at)
{
    return bs_fail_at(r->err, r->label, line, "%s '%.*s'", what, BS_ARG(at));
}

static bool is(struct bs_str text, const char *word)
{
    return bs_str_eq(text, bs_str_of(word));
}

static bool is_name(struct bs_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!bs_is_alpha(text.data[i]) && !bs_is_digit(text.data[i]) &&
            text.data[i] != '-' && text.data[i] != '_')
            return false;
    return text.len > 0 && text.len <= NAME_LEN;
}

static enum bs_status
keep(const struct reading *r, const char **out, struct bs_str text)
{
    *out = bs_arena_copy(r->arena, text.data, text.len);
    return *out != NULL ? BS_OK : bs_fail_memory(r->err);
}

/* A text that is given once. A line that goes on is one line. */
static enum bs_status keep_once(const struct reading *r, const char **out,
                                const struct bs_conf_item *item)
{
    char *text;

    if (*out != NULL)
        return fault(r, item->line, "a second", item->key);
    text = bs_arena_copy(r->arena, item->value.data, item->value.len);
    if (text == NULL)
        return bs_fail_memory(r->err);
    for (char *at = text; (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
    *out = text;
    return BS_OK;
}

/* Takes the next word off a value; false at its end. */
static bool next_word(struct bs_str *rest, struct bs_str *word)
{
    while (rest->len > 0 &&
           (bs_is_blank(rest->data[0]) || rest->data[0] == '\n'))
        rest->data++, rest->len--;
    *word = (struct bs_str){rest->data, 0};
    while (word->len < rest->len && !bs_is_blank(rest->data[word->len]) &&
           rest->data[word->len] != '\n')
        word->len++;
    rest->data += word->len;
    rest->len -= word->len;
    return word->len > 0;
}

static enum bs_status read_number(const struct reading *r, size_t *out,
                                  unsigned line, struct bs_str text, size_t max)
{
    uint64_t number;

    if (text.len == 0 ||
        bs_number_parse(&number, max, text.data, text.len) != text.len)
        return fault(r, line, "not a number, or too large:", text);
    *out = (size_t)number;
    return BS_OK;
}

static enum bs_status
read_yes(const struct reading *r, bool *out, const struct bs_conf_item *item)
{
    if (!is(item->value, "yes") && !is(item->value, "no"))
        return fault(r, item->line, "neither yes nor no:", item->value);
    *out = is(item->value, "yes");
    return BS_OK;
}

/* The number of a word in a list that ends with NULL. */
static enum bs_status read_choice(const struct reading *r, int *out,
                                  const struct bs_conf_item *item,
                                  const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++) {
        if (!is(item->value, words[i]))
            continue;
        *out = i;
        return BS_OK;
    }
    return bs_fail_at(r->err, r->label, item->line, "unknown %.*s '%.*s'",
                      BS_ARG(item->key), BS_ARG(item->value));
}

static enum bs_lang lang_of(const struct bs_conf_item *item)
{
    return item->key.data[item->key.len - 1] == 'e' ? BS_DE : BS_EN;
}

static enum bs_status
read_title(struct reading *r, const struct bs_conf_item *item)
{
    const char **titles =
        r->report != NULL ? r->report->report.title : r->section->section.title;

    return keep_once(r, &titles[lang_of(item)], item);
}

static enum bs_status
read_period(struct reading *r, const struct bs_conf_item *item)
{
    static const char *const words[] = {[BS_PERIOD_ALL] = "all",
                                        [BS_PERIOD_DAY] = "day",
                                        [BS_PERIOD_WEEK] = "week",
                                        NULL};
    int period = BS_PERIOD_ALL;
    enum bs_status status = read_choice(r, &period, item, words);

    r->report->report.period = (enum bs_period)period;
    return status;
}

static enum bs_status
read_brief(struct reading *r, const struct bs_conf_item *item)
{
    return read_yes(r, &r->report->report.brief, item);
}

static enum bs_status
read_findings(struct reading *r, const struct bs_conf_item *item)
{
    return read_yes(r, &r->report->report.findings, item);
}

static enum bs_status
read_top(struct reading *r, const struct bs_conf_item *item)
{
    return read_number(r, &r->report->report.top, item->line, item->value,
                       ROWS_MAX);
}

/* Appends to a list of names. */
static enum bs_status add_names(struct reading *r, struct bs_layout_name **end,
                                const struct bs_conf_item *item)
{
    struct bs_str rest = item->value;
    struct bs_str word;

    while (*end != NULL)
        end = &(*end)->next;
    while (next_word(&rest, &word)) {
        struct bs_layout_name *name = bs_arena_new(r->arena, 1, sizeof *name);
        enum bs_status status;

        if (name == NULL)
            return bs_fail_memory(r->err);
        name->line = item->line;
        status = keep(r, &name->name, word);
        if (status != BS_OK)
            return status;
        *end = name;
        end = &name->next;
    }
    return BS_OK;
}

static enum bs_status
read_sections(struct reading *r, const struct bs_conf_item *item)
{
    return add_names(r, &r->report->sections, item);
}

static enum bs_status
read_csv(struct reading *r, const struct bs_conf_item *item)
{
    return add_names(r, &r->report->csv, item);
}

static enum bs_status
read_query(struct reading *r, const struct bs_conf_item *item)
{
    struct bs_str name = item->value;
    const char *file = NULL;
    char *query;

    if (memchr(name.data, '/', name.len) != NULL || name.len == 0)
        return fault(r, item->line, "not a file of sql/report:", name);
    if (r->section->section.query != NULL)
        return fault(r, item->line, "a second", item->key);
    query = bs_arena_new(r->arena, sizeof QUERY_FOLDER + name.len, 1);
    if (query == NULL || keep(r, &file, name) != BS_OK)
        return bs_fail_memory(r->err);
    memcpy(query, QUERY_FOLDER, sizeof QUERY_FOLDER - 1);
    memcpy(query + sizeof QUERY_FOLDER - 1, file, name.len + 1);
    r->section->section.query = query;
    r->section->query_line = item->line;
    return BS_OK;
}

static enum bs_status
read_form(struct reading *r, const struct bs_conf_item *item)
{
    static const char *const words[] = {[BS_SENTENCES] = "sentences",
                                        [BS_TABLE] = "table",
                                        [BS_MATRIX] = "matrix",
                                        [BS_TIMELINE] = "timeline",
                                        NULL};
    int form = BS_TABLE;
    enum bs_status status = read_choice(r, &form, item, words);

    r->section->section.form = (enum bs_section_form)form;
    return status;
}

static enum bs_status
read_reader(struct reading *r, const struct bs_conf_item *item)
{
    static const char *const words[] = {[BS_FOR_ALL] = "all",
                                        [BS_FOR_PEOPLE] = "people",
                                        [BS_FOR_PAGE] = "page",
                                        [BS_FOR_JSON] = "json",
                                        NULL};
    int reader = BS_FOR_ALL;
    enum bs_status status = read_choice(r, &reader, item, words);

    r->section->section.reader = (enum bs_section_reader)reader;
    return status;
}

static enum bs_status
read_advised(struct reading *r, const struct bs_conf_item *item)
{
    return read_number(r, &r->section->section.advised, item->line, item->value,
                       ROWS_MAX);
}

static enum bs_status
read_about(struct reading *r, const struct bs_conf_item *item)
{
    return keep_once(r, &r->section->section.about, item);
}

static enum bs_status
read_chart(struct reading *r, const struct bs_conf_item *item)
{
    return keep_once(r, &r->section->section.chart, item);
}

static enum bs_status
read_undated(struct reading *r, const struct bs_conf_item *item)
{
    return read_yes(r, &r->section->section.undated, item);
}

static enum bs_status
read_history(struct reading *r, const struct bs_conf_item *item)
{
    return read_yes(r, &r->section->section.history, item);
}

static enum bs_status
read_sentence(struct reading *r, const struct bs_conf_item *item)
{
    enum bs_lang lang = lang_of(item);

    if (r->sentences[lang] == BS_SECTION_SENTENCES)
        return bs_fail_at(r->err, r->label, item->line,
                          "more than %d sentences", BS_SECTION_SENTENCES);
    return keep_once(
        r, &r->section->section.sentences[lang][r->sentences[lang]++], item);
}

static enum bs_status
read_heading(struct reading *r, const struct bs_conf_item *item)
{
    if (r->columns == 0)
        return fault(r, item->line, "no column above", item->key);
    return keep_once(
        r, &r->section->section.columns[r->columns - 1].heading[lang_of(item)],
        item);
}

/* "show=code+dsn" */
static enum bs_status read_parts(struct reading *r,
                                 struct bs_section_column *column,
                                 unsigned line, struct bs_str names)
{
    for (size_t i = 0; i < BS_SECTION_PARTS; i++) {
        const char *plus = memchr(names.data, '+', names.len);
        struct bs_str name = {
            names.data, plus != NULL ? (size_t)(plus - names.data) : names.len};
        enum bs_status status;

        if (!is_name(name))
            return fault(r, line, "not a column of the query:", name);
        status = keep(r, &column->parts[i], name);
        if (status != BS_OK || plus == NULL)
            return status;
        names.data += name.len + 1;
        names.len -= name.len + 1;
    }
    return bs_fail_at(r->err, r->label, line,
                      "more than %d names behind show=", BS_SECTION_PARTS);
}

static enum bs_status read_trait(struct reading *r,
                                 struct bs_section_column *column,
                                 unsigned line, struct bs_str word)
{
    static const char most[] = "most=";
    static const char show[] = "show=";
    struct bs_str value = {word.data + sizeof most - 1,
                           word.len - (sizeof most - 1)};

    _Static_assert(sizeof most == sizeof show, "one value for both");
    if (word.len >= sizeof most && memcmp(word.data, most, 5) == 0)
        return read_number(r, &column->most, line, value, WIDTH_MAX);
    if (word.len >= sizeof show && memcmp(word.data, show, 5) == 0)
        return read_parts(r, column, line, value);
    if (is(word, "untitled"))
        column->untitled = true;
    else if (is(word, "optional"))
        column->optional = true;
    else if (is(word, "elastic"))
        column->elastic = true;
    else if (is(word, "wrap"))
        column->wrap = true;
    else if (is(word, "colour"))
        column->colour = true;
    else
        return bs_fail_at(r->err, r->label, line,
                          "unknown word '%.*s' (untitled, optional, elastic, "
                          "wrap, colour, most=N, show=NAME)",
                          BS_ARG(word));
    return BS_OK;
}

static enum bs_status
read_column(struct reading *r, const struct bs_conf_item *item)
{
    struct bs_section_column *column;
    struct bs_str rest = item->value;
    struct bs_str word;
    enum bs_status status;

    if (r->columns == BS_SECTION_COLUMNS)
        return bs_fail_at(r->err, r->label, item->line, "more than %d columns",
                          BS_SECTION_COLUMNS);
    column = &r->section->section.columns[r->columns++];
    column->line = item->line;
    if (!next_word(&rest, &word) || !is_name(word))
        return fault(r, item->line, "not a column of the query:", word);
    status = keep(r, &column->name, word);
    while (status == BS_OK && next_word(&rest, &word))
        status = read_trait(r, column, item->line, word);
    return status;
}

static const struct key report_keys[] = {
    {"brief", read_brief},       {"csv", read_csv},
    {"findings", read_findings}, {"period", read_period},
    {"sections", read_sections}, {"title-de", read_title},
    {"title-en", read_title},    {"top", read_top},
};

static const struct key section_keys[] = {
    {"about", read_about},          {"advised", read_advised},
    {"chart", read_chart},          {"column", read_column},
    {"for", read_reader},           {"form", read_form},
    {"heading-de", read_heading},   {"heading-en", read_heading},
    {"history", read_history},      {"query", read_query},
    {"sentence-de", read_sentence}, {"sentence-en", read_sentence},
    {"title-de", read_title},       {"title-en", read_title},
    {"undated", read_undated},
};

static enum bs_status read_items(struct reading *r, const struct key *keys,
                                 size_t count,
                                 const struct bs_conf_section *from)
{
    if (!is_name(from->name))
        return bs_fail_at(r->err, r->label, from->line,
                          "'%.*s' is no name: letters, digits, - and _",
                          BS_ARG(from->name));
    for (size_t i = 0; i < from->count; i++) {
        const struct bs_conf_item *item = &from->items[i];
        enum bs_status status;
        size_t k = 0;

        while (k < count && !is(item->key, keys[k].name))
            k++;
        if (k == count)
            return bs_fail_at(r->err, r->label, item->line,
                              "unknown key '%.*s' of a %.*s", BS_ARG(item->key),
                              BS_ARG(from->kind));
        if (item->value.len == 0)
            return fault(r, item->line, "no value for", item->key);
        status = keys[k].read(r, item);
        if (status != BS_OK)
            return status;
    }
    return BS_OK;
}

enum bs_status
bs_layout_read_report(struct bs_layout_report *out, struct bs_arena *arena,
                      const struct bs_conf_section *from, struct bs_error *err)
{
    struct reading r = {
        .arena = arena, .report = out, .label = out->label, .err = err};
    enum bs_status status = read_items(
        &r, report_keys, sizeof report_keys / sizeof *report_keys, from);

    out->line = from->line;
    if (status == BS_OK)
        status = keep(&r, &out->report.name, from->name);
    if (status != BS_OK)
        return status;
    for (int lang = 0; lang < BS_LANG_COUNT; lang++)
        if (out->report.title[lang] == NULL)
            return bs_fail_at(err, out->label, from->line,
                              "report '%s' has no title-%s", out->report.name,
                              lang == BS_DE ? "de" : "en");
    if (out->sections == NULL)
        return bs_fail_at(err, out->label, from->line,
                          "report '%s' has no sections", out->report.name);
    return BS_OK;
}

/* A matrix has rows, columns and a number. */
static enum bs_status
check_form(const struct reading *r, const struct bs_conf_section *from)
{
    const struct bs_section *section = &r->section->section;

    if ((section->form == BS_MATRIX || section->form == BS_TIMELINE) &&
        r->columns != CROSSED_COLUMNS)
        return bs_fail_at(r->err, r->label, from->line,
                          "a %s has %d columns: its rows, its columns, and "
                          "the number",
                          section->form == BS_MATRIX ? "matrix" : "timeline",
                          CROSSED_COLUMNS);
    return BS_OK;
}

enum bs_status
bs_layout_read_section(struct bs_layout_section *out, struct bs_arena *arena,
                       const struct bs_conf_section *from, struct bs_error *err)
{
    struct reading r = {
        .arena = arena, .section = out, .label = out->section.file, .err = err};
    enum bs_status status;
    char *query;

    out->section.form = BS_TABLE;
    out->section.line = out->query_line = from->line;
    status = read_items(&r, section_keys,
                        sizeof section_keys / sizeof *section_keys, from);
    if (status == BS_OK)
        status = check_form(&r, from);
    if (status == BS_OK)
        status = keep(&r, &out->section.name, from->name);
    if (status != BS_OK || out->section.query != NULL)
        return status;
    query = bs_arena_new(arena, sizeof QUERY_FOLDER + from->name.len + 4, 1);
    if (query == NULL)
        return bs_fail_memory(err);
    memcpy(query, QUERY_FOLDER, sizeof QUERY_FOLDER - 1);
    memcpy(query + sizeof QUERY_FOLDER - 1, from->name.data, from->name.len);
    memcpy(query + sizeof QUERY_FOLDER - 1 + from->name.len, ".sql", 4);
    out->section.query = query;
    return BS_OK;
}
