/* SPDX-License-Identifier: MIT */
/*
 * rules - the dialects of patterns/, compiled.
 *
 * Knows    the meaning of the sections and keys, by the tables below.
 * Memory   Everything lives in one arena, the regexes beside it.
 * Errors   BS_ESYNTAX or BS_EPATTERN, naming file and line.
 */
#include "parse/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/fail.h"
#include "data/conf.h"

#define PATTERN_MAX ((size_t)64 * 1024)
#define LABEL_MAX 512

struct macro {
    struct macro *next;
    struct bs_str name;
    struct bs_str text;
};

struct loader {
    struct bs_rules *rules;
    const char *mta;
    const char *label;
    struct bs_dialect *dialect; /* of this file; NULL: none yet */
    struct macro *macros;       /* of this file */
    bool skip;                  /* the file's dialect is not wanted */
    struct bs_error *err;
};

static bool is(struct bs_str text, const char *word)
{
    return bs_str_eq(text, bs_str_of(word));
}

static enum bs_status
fault(struct loader *l, unsigned line, const char *what, struct bs_str name)
{
    return bs_fail(l->err, BS_ESYNTAX, "%s:%u: %s '%.*s'", l->label, line, what,
                   BS_ARG(name));
}

static struct bs_str keep(struct loader *l, struct bs_str text)
{
    return (struct bs_str){bs_arena_copy(&l->rules->arena, text.data, text.len),
                           text.len};
}

/* %{NAME} → the macro of that name. */
static enum bs_status
expand(struct loader *l, unsigned line, struct bs_str text, struct bs_str *out)
{
    struct bs_buf buf;
    enum bs_status status = BS_OK;

    bs_buf_init(&buf, PATTERN_MAX);
    for (size_t i = 0; i < text.len && status == BS_OK;) {
        const char *close =
            text.data[i] == '%' && i + 1 < text.len && text.data[i + 1] == '{'
                ? memchr(text.data + i, '}', text.len - i)
                : NULL;
        struct bs_str name;
        struct macro *macro = l->macros;

        if (close == NULL) {
            bs_buf_addc(&buf, text.data[i++]);
            continue;
        }
        name = (struct bs_str){text.data + i + 2,
                               (size_t)(close - text.data) - i - 2};
        while (macro != NULL && !bs_str_eq(macro->name, name))
            macro = macro->next;
        if (macro == NULL)
            status = fault(l, line, "unknown macro", name);
        else
            bs_buf_add(&buf, macro->text.data, macro->text.len);
        i += name.len + 3;
    }
    if (status == BS_OK && bs_buf_status(&buf) != BS_OK)
        status = bs_fail(l->err, bs_buf_status(&buf),
                         "%s:%u: pattern is too long", l->label, line);
    *out = keep(l, (struct bs_str){bs_buf_text(&buf), buf.len});
    if (status == BS_OK && out->data == NULL)
        status = bs_fail_memory(l->err);
    bs_buf_clear(&buf);
    return status;
}

static unsigned newlines(struct bs_str text, size_t end)
{
    unsigned count = 0;

    for (size_t i = 0; i < end && i < text.len; i++)
        count += text.data[i] == '\n';
    return count;
}

static enum bs_status map_groups(struct loader *l, struct bs_regex *regex)
{
    static const char *const names[] = {
#define X(name, text) text,
        BS_FIELD_LIST(X)
#undef X
    };
    struct bs_str name;
    unsigned group;

    for (size_t i = 0; bs_rx_name(regex->rx, i, &name, &group); i++) {
        size_t field = 0;

        while (field < BS_FIELD_COUNT && !is(name, names[field]))
            field++;
        if (field == BS_FIELD_COUNT)
            return fault(l, regex->line, "unknown group name", name);
        regex->captures[regex->count++] =
            (struct bs_capture){(uint8_t)group, (uint8_t)field};
    }
    return BS_OK;
}

static enum bs_status compile(struct loader *l, struct bs_regex *regex,
                              const struct bs_conf_item *item)
{
    struct bs_error why;
    size_t offset;
    enum bs_status status;

    if (regex->rx != NULL)
        return fault(l, item->line, "second", item->key);
    regex->line = item->line;
    status = expand(l, item->line, item->value, &regex->pattern);
    if (status != BS_OK)
        return status;
    status = bs_rx_new(&regex->rx, regex->pattern, &offset, &why);
    if (status != BS_OK)
        return bs_fail(l->err, status,
                       "%s:%u: %s, at character %zu of the pattern", l->label,
                       item->line + newlines(regex->pattern, offset), why.text,
                       offset);
    return map_groups(l, regex);
}

static enum bs_status add_needle(struct loader *l, struct bs_rule *rule,
                                 const struct bs_conf_item *item)
{
    struct bs_dialect *d = l->dialect;
    size_t i = 0;

    if (item->value.len == 0 || item->value.len > BS_NEEDLE_MAX)
        return bs_fail(l->err, BS_ESYNTAX, "%s:%u: a needle has 1 to %d bytes",
                       l->label, item->line, BS_NEEDLE_MAX);
    while (i < d->needle_count && !bs_str_eq(d->needles[i].text, item->value))
        i++;
    if (i == BS_NEEDLES_MAX)
        return bs_fail(l->err, BS_ESYNTAX,
                       "%s:%u: more than %d different needles", l->label,
                       item->line, BS_NEEDLES_MAX);
    if (i == d->needle_count) {
        struct bs_str copy = keep(l, item->value);

        if (copy.data == NULL)
            return bs_fail_memory(l->err);
        bs_needle_init(&d->needles[d->needle_count++], copy);
    }
    rule->needles |= (uint32_t)1 << i;
    return BS_OK;
}

static enum bs_status add_sample(struct loader *l, struct bs_rule *rule,
                                 const struct bs_conf_item *item)
{
    struct bs_sample **end = &rule->samples;

    while (*end != NULL)
        end = &(*end)->next;
    *end = bs_arena_new(&l->rules->arena, 1, sizeof **end);
    if (*end == NULL)
        return bs_fail_memory(l->err);
    (*end)->line = item->line;
    (*end)->text = keep(l, item->value);
    return (*end)->text.data != NULL ? BS_OK : bs_fail_memory(l->err);
}

static enum bs_status add_expect(struct loader *l, struct bs_rule *rule,
                                 const struct bs_conf_item *item)
{
    struct bs_sample *sample = rule->samples;
    struct bs_expect **end;

    if (sample == NULL)
        return fault(l, item->line, "no sample before", item->key);
    while (sample->next != NULL)
        sample = sample->next;
    end = &sample->expects;
    while (*end != NULL)
        end = &(*end)->next;
    *end = bs_arena_new(&l->rules->arena, 1, sizeof **end);
    if (*end == NULL)
        return bs_fail_memory(l->err);
    (*end)->line = item->line;
    (*end)->text = keep(l, item->value);
    return (*end)->text.data != NULL ? BS_OK : bs_fail_memory(l->err);
}

static enum bs_status set_outcome(struct loader *l, struct bs_rule *rule,
                                  const struct bs_conf_item *item)
{
    for (int i = 0; i < BS_OUTCOME_COUNT; i++)
        if (is(item->value, bs_outcome_text((enum bs_outcome)i))) {
            rule->outcome = (enum bs_outcome)i;
            rule->has_outcome = true;
            return BS_OK;
        }
    return fault(l, item->line, "unknown outcome", item->value);
}

static enum bs_status set_direction(struct loader *l, struct bs_rule *rule,
                                    const struct bs_conf_item *item)
{
    for (int i = 0; i < BS_DIRECTION_COUNT; i++)
        if (is(item->value, bs_direction_text((enum bs_direction)i))) {
            rule->direction = (enum bs_direction)i;
            return BS_OK;
        }
    return fault(l, item->line, "unknown direction", item->value);
}

static enum bs_status set_fold(struct loader *l, struct bs_rule *rule,
                               const struct bs_conf_item *item)
{
    if (is(item->value, "blanks"))
        rule->fold = BS_FOLD_BLANKS;
    else if (is(item->value, "escaped-newline"))
        rule->fold = BS_FOLD_ESCAPED;
    else if (is(item->value, "first"))
        rule->fold = BS_FOLD_FIRST;
    else
        return fault(l, item->line, "unknown reply-lines", item->value);
    return BS_OK;
}

static enum bs_status set_text_rule(struct loader *l, struct bs_rule *rule,
                                    const struct bs_conf_item *item)
{
    struct bs_text_rule *text = l->rules->texts;

    while (text != NULL && !bs_str_eq(text->name, item->value))
        text = text->next;
    if (text == NULL)
        return fault(l, item->line, "no [text ...] above named", item->value);
    rule->text_rules = text;
    return BS_OK;
}

static enum bs_status set_regex(struct loader *l, struct bs_rule *rule,
                                const struct bs_conf_item *item)
{
    return compile(l, &rule->regex, item);
}

static const struct rule_key {
    const char *name;
    bool in_ignore; /* allowed in [ignore ...] too */
    enum bs_status (*set)(struct loader *, struct bs_rule *,
                          const struct bs_conf_item *);
} rule_keys[] = {
    {"direction", false, set_direction}, {"expect", false, add_expect},
    {"needle", true, add_needle},        {"outcome", false, set_outcome},
    {"regex", true, set_regex},          {"reply-lines", false, set_fold},
    {"sample", true, add_sample},        {"text-rule", false, set_text_rule},
};

static enum bs_status read_rule_item(struct loader *l, struct bs_rule *rule,
                                     const struct bs_conf_item *item)
{
    for (size_t i = 0; i < sizeof rule_keys / sizeof rule_keys[0]; i++)
        if (is(item->key, rule_keys[i].name) &&
            (!rule->ignore || rule_keys[i].in_ignore))
            return rule_keys[i].set(l, rule, item);
    return fault(l, item->line, "unknown key", item->key);
}

static enum bs_status
read_rule(struct loader *l, const struct bs_conf_section *section)
{
    struct bs_rule **end = &l->dialect->rules;
    struct bs_rule *rule = bs_arena_new(&l->rules->arena, 1, sizeof *rule);

    if (rule == NULL)
        return bs_fail_memory(l->err);
    while (*end != NULL)
        end = &(*end)->next;
    *end = rule;
    rule->ignore = is(section->kind, "ignore");
    rule->line = section->line;
    rule->name = keep(l, section->name).data;
    rule->label = keep(l, bs_str_of(l->label)).data;
    if (rule->name == NULL || rule->label == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < section->count; i++) {
        enum bs_status status = read_rule_item(l, rule, &section->items[i]);

        if (status != BS_OK)
            return status;
    }
    if (rule->regex.rx == NULL)
        return fault(l, section->line, "no regex in rule", section->name);
    if (rule->needles == 0)
        return fault(l, section->line, "no needle in rule", section->name);
    if (rule->samples == NULL)
        return fault(l, section->line, "no sample in rule", section->name);
    return BS_OK;
}

static enum bs_status
read_text(struct loader *l, const struct bs_conf_section *section)
{
    struct bs_text_rule **end = &l->rules->texts;
    struct bs_text_rule *text = bs_arena_new(&l->rules->arena, 1, sizeof *text);
    enum bs_status status = BS_OK;

    if (text == NULL)
        return bs_fail_memory(l->err);
    while (*end != NULL)
        end = &(*end)->next;
    *end = text;
    text->name = keep(l, section->name);
    if (text->name.data == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < section->count && status == BS_OK; i++)
        status = is(section->items[i].key, "regex")
                     ? compile(l, &text->regex, &section->items[i])
                     : fault(l, section->items[i].line, "unknown key",
                             section->items[i].key);
    if (status == BS_OK && text->regex.rx == NULL)
        return fault(l, section->line, "no regex in", section->name);
    return status;
}

/* A macro stands inside one line of a pattern, so that lines stay countable. */
static enum bs_status
read_macro(struct loader *l, const struct bs_conf_section *section)
{
    struct macro *macro = bs_arena_new(&l->rules->arena, 1, sizeof *macro);
    enum bs_status status;
    char *text;

    if (section->count != 1 || !is(section->items[0].key, "regex"))
        return fault(l, section->line, "one 'regex' is wanted in macro",
                     section->name);
    if (macro == NULL)
        return bs_fail_memory(l->err);
    status = expand(l, section->items[0].line, section->items[0].value,
                    &macro->text);
    if (status != BS_OK)
        return status;
    macro->name = keep(l, section->name);
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

static enum bs_status
read_dialect_item(struct loader *l, const struct bs_conf_item *item)
{
    struct bs_dialect *d = l->dialect;

    if (is(item->key, "tag"))
        return compile(l, &d->tag, item);
    if (is(item->key, "claim"))
        return compile(l, &d->claim, item);
    if (!is(item->key, "escapes"))
        return fault(l, item->line, "unknown key", item->key);
    if (is(item->value, "exim"))
        d->escapes = BS_ESCAPES_EXIM;
    else if (is(item->value, "sendmail"))
        d->escapes = BS_ESCAPES_SENDMAIL;
    else
        return fault(l, item->line, "unknown escapes", item->value);
    return BS_OK;
}

/* A second file may add rules to a dialect: it names it and nothing else. */
static enum bs_status
read_dialect(struct loader *l, const struct bs_conf_section *section)
{
    struct bs_dialect **end = &l->rules->dialects;
    enum bs_status status = BS_OK;

    if (l->dialect != NULL)
        return fault(l, section->line, "second dialect in this file",
                     section->name);
    l->skip = l->mta != NULL && !is(section->name, l->mta);
    if (l->skip)
        return BS_OK;
    while (*end != NULL && !is(section->name, (*end)->name))
        end = &(*end)->next;
    if (*end == NULL) {
        *end = bs_arena_new(&l->rules->arena, 1, sizeof **end);
        if (*end == NULL)
            return bs_fail_memory(l->err);
        (*end)->name = keep(l, section->name).data;
        if ((*end)->name == NULL)
            return bs_fail_memory(l->err);
    }
    l->dialect = *end;
    for (size_t i = 0; i < section->count && status == BS_OK; i++)
        status = read_dialect_item(l, &section->items[i]);
    if (status == BS_OK && l->dialect->tag.rx == NULL &&
        l->dialect->claim.rx == NULL)
        return fault(l, section->line, "no tag and no claim in dialect",
                     section->name);
    return status;
}

static const struct section_kind {
    const char *name;
    bool first; /* may stand before [dialect ...] */
    enum bs_status (*read)(struct loader *, const struct bs_conf_section *);
} kinds[] = {
    {"dialect", true, read_dialect}, {"ignore", false, read_rule},
    {"macro", true, read_macro},     {"rule", false, read_rule},
    {"text", true, read_text},
};

static enum bs_status
read_section(struct loader *l, const struct bs_conf_section *section)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!is(section->kind, kinds[i].name))
            continue;
        if (!kinds[i].first && l->dialect == NULL)
            return fault(l, section->line, "no [dialect ...] before",
                         section->name);
        return kinds[i].read(l, section);
    }
    return fault(l, section->line, "unknown kind of section", section->kind);
}

static enum bs_status
read_file(struct loader *l, const struct bs_data_file *file)
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
    return status;
}

static bool is_dialect_file(const char *name)
{
    size_t len = strlen(name);

    return strncmp(name, "patterns/", 9) == 0 && len > 5 &&
           strcmp(name + len - 5, ".conf") == 0;
}

enum bs_status bs_rules_load(struct bs_rules **out, const struct bs_data *data,
                             const char *mta, struct bs_error *err)
{
    struct bs_rules *rules = bs_new(1, sizeof *rules);
    struct loader l = {.rules = rules, .mta = mta, .err = err};
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
    }
    for (struct bs_text_rule *t = rules->texts; t != NULL; t = t->next)
        bs_rx_free(t->regex.rx);
    bs_arena_clear(&rules->arena);
    bs_free(rules);
}
