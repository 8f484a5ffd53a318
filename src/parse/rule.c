/* SPDX-License-Identifier: MIT */
/*
 * rule - reads the sections [rule ...], [ignore ...] and [front ...].
 *
 * Knows    the keys, by the table rule_keys.
 * Errors   BS_ESYNTAX or BS_EPATTERN, naming file and line.
 */
#include <string.h>

#include "base/fail.h"
#include "parse/loader.h"

static enum bs_status add_needle(struct bs_loader *l, struct bs_rule *rule,
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
        struct bs_str copy = bs_loader_keep(l, item->value);

        if (copy.data == NULL)
            return bs_fail_memory(l->err);
        bs_needle_init(&d->needles[d->needle_count++], copy);
    }
    rule->needles |= (uint32_t)1 << i;
    return BS_OK;
}

static enum bs_status add_sample(struct bs_loader *l, struct bs_rule *rule,
                                 const struct bs_conf_item *item)
{
    return bs_loader_sample(l, &rule->samples, item);
}

static enum bs_status add_expect(struct bs_loader *l, struct bs_rule *rule,
                                 const struct bs_conf_item *item)
{
    return bs_loader_expect(l, rule->samples, item);
}

static enum bs_status set_outcome(struct bs_loader *l, struct bs_rule *rule,
                                  const struct bs_conf_item *item)
{
    for (int i = 0; i < BS_OUTCOME_COUNT; i++)
        if (bs_loader_is(item->value, bs_outcome_text((enum bs_outcome)i))) {
            rule->outcome = (enum bs_outcome)i;
            rule->has_outcome = true;
            return BS_OK;
        }
    return bs_loader_fault(l, item->line, "unknown outcome", item->value);
}

static enum bs_status set_direction(struct bs_loader *l, struct bs_rule *rule,
                                    const struct bs_conf_item *item)
{
    for (int i = 0; i < BS_DIRECTION_COUNT; i++)
        if (bs_loader_is(item->value,
                         bs_direction_text((enum bs_direction)i))) {
            rule->direction = (enum bs_direction)i;
            return BS_OK;
        }
    return bs_loader_fault(l, item->line, "unknown direction", item->value);
}

static enum bs_status set_fold(struct bs_loader *l, struct bs_rule *rule,
                               const struct bs_conf_item *item)
{
    if (bs_loader_is(item->value, "blanks"))
        rule->fold = BS_FOLD_BLANKS;
    else if (bs_loader_is(item->value, "escaped-newline"))
        rule->fold = BS_FOLD_ESCAPED;
    else if (bs_loader_is(item->value, "first"))
        rule->fold = BS_FOLD_FIRST;
    else
        return bs_loader_fault(l, item->line, "unknown reply-lines",
                               item->value);
    return BS_OK;
}

static enum bs_status set_front(struct bs_loader *l, struct bs_rule *rule,
                                const struct bs_conf_item *item)
{
    struct bs_front *front = l->dialect->fronts;

    while (front != NULL && !bs_str_eq(front->name, item->value))
        front = front->next;
    if (front == NULL)
        return bs_loader_fault(l, item->line, "no [front ...] above named",
                               item->value);
    rule->front = front;
    return BS_OK;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The next word of a value, which may go on in the next line; none at its end.
 */
static struct bs_str next_word(struct bs_str value, size_t *at)
{
    size_t begin;

    while (*at < value.len && is_blank(value.data[*at]))
        (*at)++;
    begin = *at;
    while (*at < value.len && !is_blank(value.data[*at]))
        (*at)++;
    return *at > begin ? (struct bs_str){value.data + begin, *at - begin}
                       : (struct bs_str){0};
}

/* "ip 127.0.0.1 ::1" */
static enum bs_status set_when(struct bs_loader *l, struct bs_rule *rule,
                               const struct bs_conf_item *item)
{
    size_t at = 0;
    uint8_t field;
    struct bs_str word = next_word(item->value, &at);
    enum bs_status status = bs_loader_field(l, item->line, word, &field);

    rule->when = (enum bs_field)field;
    while (status == BS_OK &&
           (word = next_word(item->value, &at)).data != NULL) {
        if (rule->when_count == BS_WHEN_MAX)
            return bs_fail(l->err, BS_ESYNTAX, "%s:%u: more than %d values",
                           l->label, item->line, BS_WHEN_MAX);
        word = bs_loader_keep(l, word);
        if (word.data == NULL)
            return bs_fail_memory(l->err);
        rule->when_values[rule->when_count++] = word;
    }
    if (status == BS_OK && rule->when_count == 0)
        return bs_loader_fault(l, item->line, "no value in", item->key);
    return status;
}

static enum bs_status set_regex(struct bs_loader *l, struct bs_rule *rule,
                                const struct bs_conf_item *item)
{
    return bs_loader_compile(l, &rule->regex, item);
}

static enum bs_status set_form(struct bs_loader *l, struct bs_rule *rule,
                               const struct bs_conf_item *item)
{
    return bs_loader_form(l, &rule->form, item);
}

static const struct rule_key {
    const char *name;
    bool in_ignore; /* allowed in [ignore ...] too */
    enum bs_status (*set)(struct bs_loader *, struct bs_rule *,
                          const struct bs_conf_item *);
} rule_keys[] = {
    {"after", true, set_front},    {"direction", false, set_direction},
    {"expect", false, add_expect}, {"form", false, set_form},
    {"needle", true, add_needle},  {"outcome", false, set_outcome},
    {"regex", true, set_regex},    {"reply-lines", false, set_fold},
    {"sample", true, add_sample},  {"when", true, set_when},
};

static enum bs_status read_rule_item(struct bs_loader *l, struct bs_rule *rule,
                                     const struct bs_conf_item *item)
{
    for (size_t i = 0; i < sizeof rule_keys / sizeof rule_keys[0]; i++)
        if (bs_loader_is(item->key, rule_keys[i].name) &&
            (!rule->ignore || rule_keys[i].in_ignore))
            return rule_keys[i].set(l, rule, item);
    return bs_loader_fault(l, item->line, "unknown key", item->key);
}

enum bs_status
bs_loader_rule(struct bs_loader *l, const struct bs_conf_section *section)
{
    struct bs_rule **end = &l->dialect->rules;
    struct bs_rule *rule = bs_arena_new(&l->rules->arena, 1, sizeof *rule);

    if (rule == NULL)
        return bs_fail_memory(l->err);
    while (*end != NULL)
        end = &(*end)->next;
    *end = rule;
    rule->ignore = bs_loader_is(section->kind, "ignore");
    rule->line = section->line;
    rule->name = bs_loader_keep(l, section->name);
    rule->label = bs_loader_keep(l, bs_str_of(l->label)).data;
    if (rule->name.data == NULL || rule->label == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < section->count; i++) {
        enum bs_status status = read_rule_item(l, rule, &section->items[i]);

        if (status != BS_OK)
            return status;
    }
    if (rule->regex.rx == NULL)
        return bs_loader_fault(l, section->line, "no regex in rule",
                               section->name);
    if (rule->when_count > 0 && rule->front == NULL)
        return bs_loader_fault(l, section->line, "'when' without 'after' in",
                               section->name);
    if (rule->needles == 0)
        return bs_loader_fault(l, section->line, "no needle in rule",
                               section->name);
    if (rule->samples == NULL)
        return bs_loader_fault(l, section->line, "no sample in rule",
                               section->name);
    return BS_OK;
}

/* Where the rest of a line begins: the leftmost of at most BS_SKIPS_MAX. */
static enum bs_status add_skip(struct bs_loader *l, struct bs_front *front,
                               const struct bs_conf_item *item)
{
    struct bs_str copy;

    if (item->value.len == 0 || item->value.len > BS_NEEDLE_MAX ||
        front->skip_count == BS_SKIPS_MAX)
        return bs_fail(l->err, BS_ESYNTAX,
                       "%s:%u: a front has at most %d skip-to of 1 to %d bytes",
                       l->label, item->line, BS_SKIPS_MAX, BS_NEEDLE_MAX);
    copy = bs_loader_keep(l, item->value);
    if (copy.data == NULL)
        return bs_fail_memory(l->err);
    bs_needle_init(&front->skips[front->skip_count++], copy);
    return BS_OK;
}

/* "to=recipient orig_to": keys, each with the field that it is, or none. */
static enum bs_status add_key(struct bs_loader *l, struct bs_front *front,
                              struct bs_str word, unsigned line)
{
    const char *equals = memchr(word.data, '=', word.len);
    size_t len = equals != NULL ? (size_t)(equals - word.data) : word.len;
    struct bs_field_key *key = &front->keys[front->key_count];
    char *text;

    if (front->key_count == BS_KEYS_MAX)
        return bs_fail(l->err, BS_ESYNTAX, "%s:%u: more than %d fields",
                       l->label, line, BS_KEYS_MAX);
    text = bs_arena_new(&l->rules->arena, len + 1 + BS_SCAN_PAD, sizeof *text);
    if (text == NULL)
        return bs_fail_memory(l->err);
    memcpy(text, word.data, len);
    text[len] = '=';
    key->text = bs_literal_of((struct bs_str){text, len + 1});
    key->field = BS_FIELD_COUNT;
    front->key_count++;
    if (equals == NULL)
        return BS_OK;
    word = (struct bs_str){equals + 1, word.len - len - 1};
    key->endpoint =
        word.len > 4 && memcmp(word.data + word.len - 4, "[ip]", 4) == 0;
    if (key->endpoint)
        word.len -= 4;
    return bs_loader_field(l, line, word, &key->field);
}

static enum bs_status add_keys(struct bs_loader *l, struct bs_front *front,
                               const struct bs_conf_item *item)
{
    enum bs_status status = BS_OK;
    size_t at = 0;
    struct bs_str word;

    while (status == BS_OK && (word = next_word(item->value, &at)).data != NULL)
        status = add_key(l, front, word, item->line);
    return status;
}

enum bs_status
bs_loader_front(struct bs_loader *l, const struct bs_conf_section *section)
{
    struct bs_front *front = bs_arena_new(&l->rules->arena, 1, sizeof *front);
    enum bs_status status = BS_OK;

    if (front == NULL)
        return bs_fail_memory(l->err);
    front->next = l->dialect->fronts;
    l->dialect->fronts = front;
    front->name = bs_loader_keep(l, section->name);
    if (front->name.data == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < section->count && status == BS_OK; i++) {
        const struct bs_conf_item *item = &section->items[i];

        if (bs_loader_is(item->key, "regex"))
            status = bs_loader_compile(l, &front->regex, item);
        else if (bs_loader_is(item->key, "fields"))
            status = add_keys(l, front, item);
        else if (bs_loader_is(item->key, "skip-to"))
            status = add_skip(l, front, item);
        else
            status = bs_loader_fault(l, item->line, "unknown key", item->key);
    }
    if (status == BS_OK && (front->regex.rx == NULL) == (front->key_count == 0))
        return bs_loader_fault(l, section->line,
                               "either 'regex' or 'fields' is wanted in",
                               section->name);
    return status;
}
