/* SPDX-License-Identifier: MIT */
/*
 * rules - patterns/texts.conf, compiled.
 *
 * Knows    the keys of a [reply ...], by the table keys.
 * Memory   Everything lives in one arena, the regexes beside it.
 * Errors   BS_ESYNTAX or BS_EPATTERN, naming file and line.
 */
#include "classify/rules.h"

#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "data/conf.h"

#define TEXTS "patterns/texts.conf"
#define NEEDLE_MIN 2
#define NEEDLE_MAX 128
#define PATTERN_MAX 4096

struct loader {
    struct bs_texts *texts;
    const struct bs_texts_source *from;
    struct bs_text_rule *rule;
    struct bs_text_rule **ends[BS_TIER_COUNT];
    struct bs_error *err;
};

typedef enum bs_status
read_fn(struct loader *l, const struct bs_conf_item *item);
typedef enum bs_status
word_fn(struct loader *l, unsigned line, struct bs_str word);

static enum bs_status
fault(struct loader *l, unsigned line, const char *what, struct bs_str name)
{
    return bs_fail_at(l->err, l->texts->label, line, "%s '%.*s'", what,
                      BS_ARG(name));
}

static void *take(struct loader *l, size_t size)
{
    return bs_arena_new(&l->texts->arena, 1, size);
}

static struct bs_str keep(struct loader *l, struct bs_str text)
{
    char *copy = bs_arena_copy(&l->texts->arena, text.data, text.len);

    return (struct bs_str){copy, copy != NULL ? text.len : 0};
}

static bool is(struct bs_str text, const char *word)
{
    return bs_str_eq(text, bs_str_of(word));
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Gives each word of a value to read. */
static enum bs_status
each_word(struct loader *l, const struct bs_conf_item *item, word_fn *read)
{
    struct bs_str rest = item->value;
    enum bs_status status = BS_OK;

    if (rest.len == 0)
        return fault(l, item->line, "no value for", item->key);
    while (rest.len > 0 && status == BS_OK) {
        struct bs_str word = {rest.data, 0};

        while (word.len < rest.len && !is_gap(rest.data[word.len]))
            word.len++;
        if (word.len > 0)
            status = read(l, item->line, word);
        rest.data += word.len + (word.len < rest.len);
        rest.len -= word.len + (word.len < rest.len);
    }
    return status;
}

static enum bs_status
add_provider(struct loader *l, unsigned line, struct bs_str word)
{
    struct bs_text_provider *one = take(l, sizeof *one);
    struct bs_text_provider **end = &l->rule->providers;

    if (one == NULL)
        return bs_fail_memory(l->err);
    one->provider = bs_providers_find(l->from->providers, word);
    if (one->provider == NULL)
        return fault(l, line, "unknown provider", word);
    while (*end != NULL)
        end = &(*end)->next;
    *end = one;
    return BS_OK;
}

static enum bs_status
add_mta(struct loader *l, unsigned line, struct bs_str word)
{
    struct bs_text_word *one = take(l, sizeof *one);

    (void)line;
    if (one == NULL)
        return bs_fail_memory(l->err);
    one->text = keep(l, word);
    one->next = l->rule->mtas;
    l->rule->mtas = one;
    return one->text.data != NULL ? BS_OK : bs_fail_memory(l->err);
}

static enum bs_status
add_stage(struct loader *l, unsigned line, struct bs_str word)
{
    static const char *const names[] = {"connect", "mail", "rcpt", "data"};

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!is(word, names[i]))
            continue;
        l->rule->stages |= 1U << i;
        return BS_OK;
    }
    return fault(l, line, "unknown stage", word);
}

static enum bs_status
add_direction(struct loader *l, unsigned line, struct bs_str word)
{
    if (is(word, "in"))
        l->rule->directions |= 1U << BS_IN;
    else if (is(word, "out"))
        l->rule->directions |= 1U << BS_OUT | 1U << BS_PROBE;
    else
        return fault(l, line, "unknown direction", word);
    return BS_OK;
}

/* "550", "55x", "5xx" */
static enum bs_status
add_code(struct loader *l, unsigned line, struct bs_str word)
{
    struct bs_text_code *one = take(l, sizeof *one);
    unsigned low = 0;
    unsigned high = 0;
    bool any = false;

    if (one == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < word.len && word.len == 3; i++) {
        const bool digit = bs_is_digit(word.data[i]);

        if ((!digit && word.data[i] != 'x') || (digit && any) ||
            (!digit && i == 0))
            return fault(l, line, "no code:", word);
        any = !digit;
        low = low * 10 + (digit ? (unsigned)(word.data[i] - '0') : 0);
        high = high * 10 + (digit ? (unsigned)(word.data[i] - '0') : 9);
    }
    if (word.len != 3 || low < 100)
        return fault(l, line, "no code:", word);
    *one = (struct bs_text_code){l->rule->codes, (uint16_t)low, (uint16_t)high};
    l->rule->codes = one;
    return BS_OK;
}

static enum bs_status
add_dsn(struct loader *l, unsigned line, struct bs_str word)
{
    struct bs_text_dsn *one = take(l, sizeof *one);

    if (one == NULL)
        return bs_fail_memory(l->err);
    if (bs_esc_parse_key(&one->key, word.data, word.len) != word.len)
        return fault(l, line, "no enhanced code:", word);
    one->next = l->rule->dsns;
    l->rule->dsns = one;
    return BS_OK;
}

static enum bs_status
read_provider(struct loader *l, const struct bs_conf_item *item)
{
    return each_word(l, item, add_provider);
}

static enum bs_status
read_mta(struct loader *l, const struct bs_conf_item *item)
{
    return each_word(l, item, add_mta);
}

static enum bs_status
read_stage(struct loader *l, const struct bs_conf_item *item)
{
    return each_word(l, item, add_stage);
}

static enum bs_status
read_direction(struct loader *l, const struct bs_conf_item *item)
{
    return each_word(l, item, add_direction);
}

static enum bs_status
read_code(struct loader *l, const struct bs_conf_item *item)
{
    return each_word(l, item, add_code);
}

static enum bs_status
read_dsn(struct loader *l, const struct bs_conf_item *item)
{
    return each_word(l, item, add_dsn);
}

/* Spread over the needle, its end included. */
static void set_grams(struct bs_text_needle *needle)
{
    const size_t places = needle->text.len < 3 ? 0 : needle->text.len - 2;
    const size_t count = places < BS_GRAMS ? places : BS_GRAMS;

    for (size_t i = 0; i < count; i++)
        needle->grams[i] =
            bs_gram(needle->text.data +
                    (count > 1 ? i * (places - 1) / (count - 1) : 0));
    needle->gram_count = (unsigned)count;
}

static enum bs_status
read_needle(struct loader *l, const struct bs_conf_item *item)
{
    struct bs_text_needle *needle = take(l, sizeof *needle);

    if (needle == NULL)
        return bs_fail_memory(l->err);
    if (item->value.len < NEEDLE_MIN || item->value.len > NEEDLE_MAX)
        return fault(l, item->line,
                     "needle is too short or too long:", item->value);
    for (size_t i = 0; i < item->value.len; i++)
        if (item->value.data[i] == '\n' ||
            bs_lower(item->value.data[i]) != item->value.data[i])
            return fault(l, item->line,
                         "needle is not one line in lower case:", item->value);
    needle->text = keep(l, item->value);
    if (needle->text.data == NULL)
        return bs_fail_memory(l->err);
    set_grams(needle);
    needle->next = l->rule->needles;
    l->rule->needles = needle;
    return BS_OK;
}

static unsigned newlines(struct bs_str text, size_t end)
{
    unsigned count = 0;

    for (size_t i = 0; i < end && i < text.len; i++)
        count += text.data[i] == '\n';
    return count;
}

static enum bs_status
read_regex(struct loader *l, const struct bs_conf_item *item)
{
    struct bs_error why;
    size_t offset;
    enum bs_status status;

    if (l->rule->rx != NULL)
        return fault(l, item->line, "second", item->key);
    if (item->value.len == 0 || item->value.len > PATTERN_MAX)
        return fault(l, item->line, "empty or too long:", item->key);
    status = bs_rx_search_new(&l->rule->rx, item->value, &offset, &why);
    if (status != BS_OK)
        return bs_fail(
            l->err, status, "%s:%u: %s, at character %zu of the pattern",
            l->texts->label, item->value_line + newlines(item->value, offset),
            why.text, offset);
    l->rule->regex_line = item->line;
    l->rule->pattern = keep(l, item->value);
    return l->rule->pattern.data != NULL ? BS_OK : bs_fail_memory(l->err);
}

static enum bs_status
read_class(struct loader *l, const struct bs_conf_item *item)
{
    if (l->rule->class != NULL)
        return fault(l, item->line, "second", item->key);
    l->rule->class = bs_classes_find(l->from->classes, item->value);
    return l->rule->class != NULL
               ? BS_OK
               : fault(l, item->line, "unknown class", item->value);
}

static enum bs_status
read_severity(struct loader *l, const struct bs_conf_item *item)
{
    if (l->rule->has_severity)
        return fault(l, item->line, "second", item->key);
    l->rule->has_severity = true;
    return bs_severity_parse(&l->rule->severity, item->value)
               ? BS_OK
               : fault(l, item->line, "unknown severity", item->value);
}

static enum bs_status
read_sample(struct loader *l, const struct bs_conf_item *item)
{
    struct bs_text_sample *sample = take(l, sizeof *sample);
    struct bs_text_sample **end = &l->rule->samples;

    if (sample == NULL)
        return bs_fail_memory(l->err);
    if (item->value.len == 0)
        return fault(l, item->line, "no value for", item->key);
    sample->text = keep(l, item->value);
    sample->line = item->line;
    while (*end != NULL)
        end = &(*end)->next;
    *end = sample;
    return sample->text.data != NULL ? BS_OK : bs_fail_memory(l->err);
}

static const struct {
    const char *name;
    read_fn *read;
} keys[] = {
    {"provider", read_provider}, {"mta", read_mta},
    {"stage", read_stage},       {"direction", read_direction},
    {"code", read_code},         {"dsn", read_dsn},
    {"needle", read_needle},     {"regex", read_regex},
    {"class", read_class},       {"severity", read_severity},
    {"sample", read_sample},
};

static enum bs_status
read_item(struct loader *l, const struct bs_conf_item *item)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (!is(item->key, keys[i].name))
            continue;
        if (l->rule->samples != NULL && keys[i].read != read_sample)
            return fault(l, item->line, "key behind a sample:", item->key);
        return keys[i].read(l, item);
    }
    return fault(l, item->line, "unknown key", item->key);
}

static enum bs_tier tier_of(const struct bs_text_rule *rule)
{
    if (rule->providers != NULL)
        return BS_TIER_PROVIDER;
    if (rule->needles != NULL || rule->rx != NULL)
        return BS_TIER_TEXT;
    return rule->dsns != NULL ? BS_TIER_DSN : BS_TIER_CODE;
}

static enum bs_status check_rule(struct loader *l, struct bs_str name)
{
    const struct bs_text_rule *rule = l->rule;

    if (rule->class == NULL)
        return fault(l, rule->line, "no class in reply", name);
    if (rule->samples == NULL)
        return fault(l, rule->line, "no sample in reply", name);
    if (rule->codes == NULL && rule->dsns == NULL && rule->needles == NULL &&
        rule->rx == NULL)
        return fault(l, rule->line,
                     "neither code, dsn, needle nor regex in reply", name);
    return BS_OK;
}

static bool is_taken(const struct bs_texts *texts, struct bs_str name)
{
    for (size_t tier = 0; tier < BS_TIER_COUNT; tier++)
        for (const struct bs_text_rule *rule = texts->tiers[tier]; rule != NULL;
             rule = rule->next)
            if (is(name, rule->name))
                return true;
    return false;
}

static enum bs_status
read_rule(struct loader *l, const struct bs_conf_section *section)
{
    struct bs_text_rule *rule = take(l, sizeof *rule);
    enum bs_status status = BS_OK;
    enum bs_tier tier;

    if (!is(section->kind, "reply"))
        return fault(l, section->line, "unknown kind of section",
                     section->kind);
    if (section->name.len == 0 || is_taken(l->texts, section->name))
        return fault(l, section->line, "no name, or twice: reply",
                     section->name);
    if (rule == NULL)
        return bs_fail_memory(l->err);
    l->rule = rule;
    rule->line = section->line;
    rule->name = keep(l, section->name).data;
    if (rule->name == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < section->count && status == BS_OK; i++)
        status = read_item(l, &section->items[i]);
    if (status == BS_OK)
        status = check_rule(l, section->name);
    tier = tier_of(rule);
    *l->ends[tier] = rule; /* also one that failed: its regex is freed there */
    l->ends[tier] = &rule->next;
    l->texts->count++;
    return status;
}

enum bs_status bs_texts_load(struct bs_texts *texts,
                             const struct bs_texts_source *from,
                             struct bs_error *err)
{
    const struct bs_data_file *file = bs_data_find(from->data, TEXTS);
    struct loader l = {.texts = texts, .from = from, .err = err};
    char label[sizeof err->text];
    struct bs_conf *conf;
    const struct bs_conf_section *section;
    enum bs_status status;

    if (file == NULL)
        return bs_fail(err, BS_ENOINPUT, TEXTS ": no such data file");
    for (size_t i = 0; i < BS_TIER_COUNT; i++)
        l.ends[i] = &texts->tiers[i];
    (void)bs_data_label(label, sizeof label, file);
    texts->label = bs_arena_copy(&texts->arena, label, strlen(label));
    if (texts->label == NULL)
        return bs_fail_memory(err);
    status = bs_conf_parse(&conf, label, file->text, err);
    for (size_t i = 0;
         status == BS_OK && (section = bs_conf_section(conf, i)) != NULL; i++)
        status = read_rule(&l, section);
    bs_conf_free(conf);
    return status;
}

void bs_texts_clear(struct bs_texts *texts)
{
    for (size_t tier = 0; tier < BS_TIER_COUNT; tier++)
        for (struct bs_text_rule *rule = texts->tiers[tier]; rule != NULL;
             rule = rule->next)
            bs_rx_free(rule->rx);
    bs_arena_clear(&texts->arena);
    *texts = (struct bs_texts){0};
}
