/* SPDX-License-Identifier: MIT */
/*
 * loader - what the readers of the sections share.
 *
 * Errors   BS_ESYNTAX or BS_EPATTERN, naming file and line.
 */
#include "parse/loader.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"

#define PATTERN_MAX ((size_t)64 * 1024)

bool bs_loader_is(struct bs_str text, const char *word)
{
    return bs_str_eq(text, bs_str_of(word));
}

enum bs_status bs_loader_fault(struct bs_loader *l, unsigned line,
                               const char *what, struct bs_str name)
{
    return bs_fail(l->err, BS_ESYNTAX, "%s:%u: %s '%.*s'", l->label, line, what,
                   BS_ARG(name));
}

struct bs_str bs_loader_keep(struct bs_loader *l, struct bs_str text)
{
    char *copy =
        bs_arena_new(&l->rules->arena, text.len + BS_SCAN_PAD, sizeof *copy);

    if (copy != NULL && text.len > 0)
        memcpy(copy, text.data, text.len);
    return (struct bs_str){copy, copy != NULL ? text.len : 0};
}

enum bs_status bs_loader_expand(struct bs_loader *l, unsigned line,
                                struct bs_str text, struct bs_str *out)
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
        struct bs_macro *macro = l->macros;

        if (close == NULL) {
            bs_buf_addc(&buf, text.data[i++]);
            continue;
        }
        name = (struct bs_str){text.data + i + 2,
                               (size_t)(close - text.data) - i - 2};
        while (macro != NULL && !bs_str_eq(macro->name, name))
            macro = macro->next;
        if (macro == NULL)
            status = bs_loader_fault(l, line, "unknown macro", name);
        else
            bs_buf_add(&buf, macro->text.data, macro->text.len);
        i += name.len + 3;
    }
    if (status == BS_OK && bs_buf_status(&buf) == BS_ENOMEM)
        status = bs_fail_memory(l->err);
    else if (status == BS_OK && bs_buf_status(&buf) != BS_OK)
        status = bs_fail(l->err, bs_buf_status(&buf),
                         "%s:%u: pattern is too long", l->label, line);
    *out = bs_loader_keep(l, (struct bs_str){bs_buf_text(&buf), buf.len});
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

enum bs_status bs_loader_field(struct bs_loader *l, unsigned line,
                               struct bs_str name, uint8_t *field)
{
    static const char *const names[] = {
#define X(name, text) text,
        BS_FIELD_LIST(X)
#undef X
    };

    for (*field = 0; *field < BS_FIELD_COUNT; (*field)++)
        if (bs_loader_is(name, names[*field]))
            return BS_OK;
    return bs_loader_fault(l, line, "unknown group name", name);
}

static enum bs_status map_groups(struct bs_loader *l, struct bs_regex *regex)
{
    enum bs_status status = BS_OK;
    struct bs_str name;
    unsigned group;

    for (size_t i = 0;
         status == BS_OK && bs_rx_name(regex->rx, i, &name, &group); i++) {
        struct bs_capture *capture = &regex->captures[regex->count++];

        capture->group = (uint8_t)group;
        status = bs_loader_field(l, regex->line, name, &capture->field);
    }
    return status;
}

enum bs_status bs_loader_compile(struct bs_loader *l, struct bs_regex *regex,
                                 const struct bs_conf_item *item)
{
    struct bs_error why;
    size_t offset;
    enum bs_status status;

    if (regex->rx != NULL)
        return bs_loader_fault(l, item->line, "second", item->key);
    regex->line = item->line;
    status = bs_loader_expand(l, item->line, item->value, &regex->pattern);
    if (status != BS_OK)
        return status;
    status = bs_rx_new(&regex->rx, regex->pattern, &offset, &why);
    if (status == BS_ENOMEM)
        return bs_fail_memory(l->err);
    if (status != BS_OK)
        return bs_fail(l->err, status,
                       "%s:%u: %s, at character %zu of the pattern", l->label,
                       item->value_line + newlines(regex->pattern, offset),
                       why.text, offset);
    return map_groups(l, regex);
}

static enum bs_status keep_item(struct bs_loader *l,
                                const struct bs_conf_item *item,
                                struct bs_str *text, unsigned *line)
{
    *line = item->line;
    *text = bs_loader_keep(l, item->value);
    return text->data != NULL ? BS_OK : bs_fail_memory(l->err);
}

enum bs_status bs_loader_sample(struct bs_loader *l, struct bs_sample **samples,
                                const struct bs_conf_item *item)
{
    struct bs_sample **end = samples;

    while (*end != NULL)
        end = &(*end)->next;
    *end = bs_arena_new(&l->rules->arena, 1, sizeof **end);
    if (*end == NULL)
        return bs_fail_memory(l->err);
    return keep_item(l, item, &(*end)->text, &(*end)->line);
}

enum bs_status bs_loader_expect(struct bs_loader *l, struct bs_sample *samples,
                                const struct bs_conf_item *item)
{
    struct bs_sample *sample = samples;
    struct bs_expect **end;

    if (sample == NULL)
        return bs_loader_fault(l, item->line, "no sample before", item->key);
    while (sample->next != NULL)
        sample = sample->next;
    end = &sample->expects;
    while (*end != NULL)
        end = &(*end)->next;
    *end = bs_arena_new(&l->rules->arena, 1, sizeof **end);
    if (*end == NULL)
        return bs_fail_memory(l->err);
    return keep_item(l, item, &(*end)->text, &(*end)->line);
}
