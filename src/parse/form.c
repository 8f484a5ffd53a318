/* SPDX-License-Identifier: MIT */
/*
 * form - how nearly all lines of a rule go, without a regex.
 *
 * "status=sent (<*reply>)": literals, and values between them. A value goes up
 * to the first byte of the literal behind it or, with a star, as far as it can.
 */
#include "parse/form.h"

#include <string.h>

#include "base/fail.h"
#include "parse/loader.h"

/* Where the i-th value ends; NULL: the literal behind it does not stand there.
 * Only the last one may be empty. */
static const char *
value_end(const struct bs_rule_form *form, size_t i, struct bs_str text)
{
    const struct bs_literal *literal = &form->literals[i + 1];
    const size_t len = literal->text.len;
    const char *const text_end = text.data + text.len;
    const bool last = i + 1 == form->count;
    const char *end;
    size_t left;

    if (last && (form->far[i] || len == 0))
        end = text.len >= len ? text_end - len : NULL;
    else if (form->far[i])
        end = memrchr(text.data, *literal->text.data, text.len);
    else
        end =
            text.data + bs_scan_either(text.data, text.len, *literal->text.data,
                                       *literal->text.data);
    if (end == NULL || (!last && end == text.data))
        return NULL;
    left = (size_t)(text_end - end);
    return bs_literal_begins(literal, (struct bs_str){end, left}) &&
                   (!last || left == len)
               ? end
               : NULL;
}

/* Adds the group of the outcome that has this name. */
static bool put_outcome(struct bs_captured *captured, struct bs_str name)
{
    static const struct bs_str names[] = {
#define X(name, text) {text, sizeof(text) - 1},
        BS_OUTCOME_LIST(X)
#undef X
    };

    for (unsigned i = 0; i < BS_OUTCOME_COUNT; i++)
        if (bs_str_eq(name, names[i])) {
            bs_captured_put(captured, BS_FIELD_DELIVERED + i, name);
            return true;
        }
    return false;
}

static struct bs_str behind(struct bs_str text, const char *end, size_t len)
{
    text.len -= (size_t)(end - text.data) + len;
    text.data = end + len;
    return text;
}

/* Adds the values up to the first that does not fit. */
static bool put_values(const struct bs_rule_form *form, struct bs_str text,
                       struct bs_captured *captured)
{
    if (!bs_literal_begins(&form->literals[0], text))
        return false;
    text = behind(text, text.data, form->literals[0].text.len);
    for (size_t i = 0; i < form->count; i++) {
        const char *end = value_end(form, i, text);
        struct bs_str value;

        if (end == NULL)
            return false;
        value = (struct bs_str){text.data, (size_t)(end - text.data)};
        if (form->fields[i] < BS_FIELD_COUNT)
            bs_captured_put(captured, form->fields[i], value);
        else if (i == form->outcome && !put_outcome(captured, value))
            return false;
        text = behind(text, end, form->literals[i + 1].text.len);
    }
    return true;
}

bool bs_rule_form_read(const struct bs_rule_form *form, struct bs_str text,
                       struct bs_captured *captured)
{
    const uint32_t before = captured->set;

    if (put_values(form, text, captured))
        return true;
    captured->set = before;
    return false;
}

/* The literal up to the next "<"; *text goes on at that. */
static struct bs_literal next_literal(struct bs_str *text)
{
    const char *open =
        text->len > 0 ? memchr(text->data, '<', text->len) : NULL;
    struct bs_str out = {text->data, open != NULL ? (size_t)(open - text->data)
                                                  : text->len};

    text->data += out.len;
    text->len -= out.len;
    return bs_literal_of(out);
}

/* What stands in <>: a group, "outcome", or nothing; before it perhaps a star. */
static enum bs_status
add_value(struct bs_loader *l, struct bs_rule_form *form, struct bs_str name)
{
    const size_t i = form->count++;

    form->fields[i] = BS_FIELD_COUNT;
    form->far[i] = name.len > 0 && *name.data == '*';
    if (form->far[i]) {
        name.data++;
        name.len--;
    }
    if (name.len == 0)
        return BS_OK;
    if (!bs_loader_is(name, "outcome"))
        return bs_loader_field(l, form->line, name, &form->fields[i]);
    form->outcome = i;
    return BS_OK;
}

enum bs_status bs_loader_form(struct bs_loader *l, struct bs_rule_form *form,
                              const struct bs_conf_item *item)
{
    struct bs_str text = bs_loader_keep(l, item->value);

    if (form->count > 0)
        return bs_loader_fault(l, item->line, "second", item->key);
    if (text.data == NULL)
        return bs_fail_memory(l->err);
    form->line = item->line;
    form->outcome = BS_RULE_FORM_MAX;
    for (form->literals[0] = next_literal(&text); text.len > 0;
         form->literals[form->count] = next_literal(&text)) {
        const char *close = memchr(text.data, '>', text.len);
        struct bs_str name;
        enum bs_status status;

        if (close == NULL || form->count == BS_RULE_FORM_MAX)
            return bs_fail(l->err, BS_ESYNTAX,
                           "%s:%u: a form has at most %d <group>", l->label,
                           item->line, BS_RULE_FORM_MAX);
        name = (struct bs_str){text.data + 1, (size_t)(close - text.data) - 1};
        status = add_value(l, form, name);
        if (status != BS_OK)
            return status;
        text.data = close + 1;
        text.len -= name.len + 2;
        if (text.len > 0 && *text.data == '<')
            return bs_loader_fault(l, item->line, "nothing between two of",
                                   item->key);
    }
    return form->count > 0
               ? BS_OK
               : bs_loader_fault(l, item->line, "no <group> in", item->key);
}
