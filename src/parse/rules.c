/* SPDX-License-Identifier: MIT */
/*
 * rules - the dialects of patterns/, compiled.
 *
 * Knows    the kinds of sections, by the table kinds.
 * Memory   Everything lives in one arena, the regexes beside it.
 * Errors   BS_ESYNTAX or BS_EPATTERN, naming file and line.
 */
#include "parse/rules.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/number.h"
#include "parse/loader.h"

#define LABEL_MAX 512

/* A macro stands inside one line of a pattern, so that lines stay countable. */
static enum bs_status
read_macro(struct bs_loader *l, const struct bs_conf_section *section)
{
    struct bs_macro *macro = bs_arena_new(&l->rules->arena, 1, sizeof *macro);
    enum bs_status status;
    char *text;

    if (section->count != 1 || !bs_loader_is(section->items[0].key, "regex"))
        return bs_loader_fault(l, section->line,
                               "one 'regex' is wanted in macro", section->name);
    if (macro == NULL)
        return bs_fail_memory(l->err);
    status = bs_loader_expand(l, section->items[0].line,
                              section->items[0].value, &macro->text);
    if (status != BS_OK)
        return status;
    macro->name = bs_loader_keep(l, section->name);
    text = bs_arena_copy(&l->rules->arena, macro->text.data, macro->text.len);
    if (macro->name.data == NULL || text == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < macro->text.len; i++)
        if (text[i] == '\n')
            text[i] = ' ';
    macro->text.data = text;
    macro->next = l->macros;
    l->macros = macro;
    return BS_OK;
}

/* What is compared first, in one step. */
static void set_last(struct bs_next_form *form)
{
    struct bs_str text = form->behind.len > 0
                             ? form->behind
                             : (struct bs_str){form->before.data, form->word};
    size_t len = text.len < 8 ? text.len : 8;
    char word[8] = {0};

    memcpy(word + 8 - len, text.data + text.len - len, len);
    form->last = bs_little(word);
    form->care = len > 0 ? ~(uint64_t)0 << (8 - len) * 8 : 0;
}

/* "queued as *": the star stands for the id. */
static enum bs_status
read_next_form(struct bs_loader *l, const struct bs_conf_item *item)
{
    struct bs_dialect *d = l->dialect;
    struct bs_str copy = bs_loader_keep(l, item->value);
    struct bs_next_form *form;
    const char *star;

    if (copy.data == NULL)
        return bs_fail_memory(l->err);
    star = copy.len > 1 ? memchr(copy.data, '*', copy.len) : NULL;
    if (star == NULL)
        return bs_loader_fault(l, item->line, "words and a * are wanted in",
                               item->key);
    if (d->next_count == BS_NEXT_MAX)
        return bs_fail(l->err, BS_ESYNTAX, "%s:%u: more than %d next-id",
                       l->label, item->line, BS_NEXT_MAX);
    form = &d->next_ids[d->next_count++];
    form->before = (struct bs_str){copy.data, (size_t)(star - copy.data)};
    form->behind = (struct bs_str){star + 1, copy.len - form->before.len - 1};
    form->word = form->before.len;
    while (form->word > 0 && copy.data[form->word - 1] != ' ')
        form->word--;
    set_last(form);
    return BS_OK;
}

static enum bs_status
read_dialect_item(struct bs_loader *l, const struct bs_conf_item *item)
{
    struct bs_dialect *d = l->dialect;

    if (bs_loader_is(item->key, "tag"))
        return bs_loader_compile(l, &d->tag, item);
    if (bs_loader_is(item->key, "claim"))
        return bs_loader_compile(l, &d->claim, item);
    if (bs_loader_is(item->key, "next-id"))
        return read_next_form(l, item);
    if (!bs_loader_is(item->key, "escapes"))
        return bs_loader_fault(l, item->line, "unknown key", item->key);
    if (bs_loader_is(item->value, "exim"))
        d->escapes = BS_ESCAPES_EXIM;
    else if (bs_loader_is(item->value, "sendmail"))
        d->escapes = BS_ESCAPES_SENDMAIL;
    else
        return bs_loader_fault(l, item->line, "unknown escapes", item->value);
    return BS_OK;
}

/* A second file may add rules to a dialect: it names it and nothing else. */
static enum bs_status
read_dialect(struct bs_loader *l, const struct bs_conf_section *section)
{
    struct bs_dialect **end = &l->rules->dialects;
    enum bs_status status = BS_OK;

    if (l->dialect != NULL)
        return bs_loader_fault(l, section->line, "second dialect in this file",
                               section->name);
    l->skip = l->mta != NULL && !bs_loader_is(section->name, l->mta);
    if (l->skip)
        return BS_OK;
    while (*end != NULL && !bs_str_eq(section->name, (*end)->name))
        end = &(*end)->next;
    if (*end == NULL) {
        *end = bs_arena_new(&l->rules->arena, 1, sizeof **end);
        if (*end == NULL)
            return bs_fail_memory(l->err);
        (*end)->name = bs_loader_keep(l, section->name);
        if ((*end)->name.data == NULL)
            return bs_fail_memory(l->err);
    }
    l->dialect = *end;
    for (size_t i = 0; i < section->count && status == BS_OK; i++)
        status = read_dialect_item(l, &section->items[i]);
    if (status == BS_OK && l->dialect->tag.rx == NULL &&
        l->dialect->claim.rx == NULL)
        return bs_loader_fault(l, section->line,
                               "no tag and no claim in dialect", section->name);
    return status;
}

static const struct section_kind {
    const char *name;
    bool first; /* may stand before [dialect ...] */
    enum bs_status (*read)(struct bs_loader *, const struct bs_conf_section *);
} kinds[] = {
    {"dialect", true, read_dialect},   {"front", false, bs_loader_front},
    {"ignore", false, bs_loader_rule}, {"macro", true, read_macro},
    {"note", false, bs_loader_note},   {"rule", false, bs_loader_rule},
};

static enum bs_status
read_section(struct bs_loader *l, const struct bs_conf_section *section)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!bs_loader_is(section->kind, kinds[i].name))
            continue;
        if (!kinds[i].first && l->dialect == NULL)
            return bs_loader_fault(l, section->line, "no [dialect ...] before",
                                   section->name);
        return kinds[i].read(l, section);
    }
    return bs_loader_fault(l, section->line, "unknown kind of section",
                           section->kind);
}

static enum bs_status
read_file(struct bs_loader *l, const struct bs_data_file *file)
{
    char label[LABEL_MAX];
    struct bs_conf *conf;
    const struct bs_conf_section *section;
    enum bs_status status;

    (void)bs_data_label(label, sizeof label, file);
    l->label = label;
    l->dialect = NULL;
    l->macros = NULL;
    l->skip = false;
    status = bs_conf_parse(&conf, label, file->text, l->err);
    for (size_t i = 0; status == BS_OK && !l->skip &&
                       (section = bs_conf_section(conf, i)) != NULL;
         i++)
        status = read_section(l, section);
    bs_conf_free(conf);
    l->label = NULL;
    return status;
}

static bool is_dialect_file(const char *name)
{
    size_t len = strlen(name);

    return strncmp(name, "patterns/", 9) == 0 && len > 5 &&
           strcmp(name + len - 5, ".conf") == 0 &&
           strcmp(name, "patterns/texts.conf") != 0;
}

enum bs_status bs_rules_load(struct bs_rules **out, const struct bs_data *data,
                             const char *mta, struct bs_error *err)
{
    struct bs_rules *rules = bs_new(1, sizeof *rules);
    struct bs_loader l = {.rules = rules, .mta = mta, .err = err};
    enum bs_status status = BS_OK;

    *out = NULL;
    if (rules == NULL)
        return bs_fail_memory(err);
    for (size_t i = 0; i < bs_data_count(data) && status == BS_OK; i++)
        if (is_dialect_file(bs_data_get(data, i)->name))
            status = read_file(&l, bs_data_get(data, i));
    if (status == BS_OK && rules->dialects == NULL)
        status = mta != NULL
                     ? bs_fail(err, BS_EUSAGE, "unknown mail program '%s'", mta)
                     : bs_fail(err, BS_ENOINPUT, "no dialect in patterns/");
    if (status != BS_OK) {
        bs_rules_free(rules);
        return status;
    }
    *out = rules;
    return BS_OK;
}

void bs_rules_free(struct bs_rules *rules)
{
    if (rules == NULL)
        return;
    for (struct bs_dialect *d = rules->dialects; d != NULL; d = d->next) {
        bs_rx_free(d->tag.rx);
        bs_rx_free(d->claim.rx);
        for (struct bs_rule *r = d->rules; r != NULL; r = r->next)
            bs_rx_free(r->regex.rx);
        for (struct bs_front *f = d->fronts; f != NULL; f = f->next)
            bs_rx_free(f->regex.rx);
    }
    bs_arena_clear(&rules->arena);
    bs_free(rules);
}
