/* SPDX-License-Identifier: MIT */
/*
 * form - how nearly all lines of a rule go, without a regex.
 *
 * "status=sent (<reply>)": literals, and values between them. A value goes up
 * to the first byte of the literal behind it, the last one as far as it can.
 */
#include "parse/form.h"

#include <string.h>

#include "base/fail.h"
#include "parse/loader.h"

/* Where the i-th value ends; NULL: the literal behind it does not stand there,
 * or stands there at once. */
static const char *
value_end(const struct bs_rule_form *form, size_t i, struct bs_str text)
{
    const struct bs_literal *behind = &form->literals[i + 1];
    const char *end;
    size_t at;
    size_t left;

    if (i + 1 == form->count) {
        if (text.len < behind->text.len)
            return NULL;
        end = text.data + text.len - behind->text.len;
        return bs_literal_begins(behind, (struct bs_str){end, behind->text.len})
                   ? end
                   : NULL;
    }
    at = bs_scan_either(text.data, text.len, *behind->text.data,
                        *behind->text.data);
    end = text.data + at;
    if (at == 0)
        return NULL;
    left = text.len - at;
    return bs_literal_begins(behind, (struct bs_str){end, left}) ? end : NULL;
}

bool bs_rule_form_read(const struct bs_rule_form *form, struct bs_str text,
                       struct bs_captured *captured)
{
    struct bs_str values[BS_RULE_FORM_MAX];

    for (size_t i = 0; i < form->count; i++) {
        const struct bs_literal *before = &form->literals[i];
        const char *end;

        if (!bs_literal_begins(before, text))
            return false;
        text.data += before->text.len;
        text.len -= before->text.len;
        end = value_end(form, i, text);
        if (end == NULL)
            return false;
        values[i] = (struct bs_str){text.data, (size_t)(end - text.data)};
        text.data = end;
        text.len -= values[i].len;
    }
    for (size_t i = 0; i < form->count; i++)
        bs_captured_put(captured, form->fields[i], values[i]);
    return true;
}

/* The literal up to the next "<"; *text goes on at that. */
static struct bs_literal literal(struct bs_str *text)
{
    const char *open =
        text->len > 0 ? memchr(text->data, '<', text->len) : NULL;
    struct bs_str out = {text->data, open != NULL ? (size_t)(open - text->data)
                                                  : text->len};

    text->data += out.len;
    text->len -= out.len;
    return bs_literal_of(out);
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
    for (form->literals[0] = literal(&text); text.len > 0;
         form->literals[form->count] = literal(&text)) {
        const char *close = memchr(text.data, '>', text.len);
        struct bs_str name;
        enum bs_status status;

        if (close == NULL || form->count == BS_RULE_FORM_MAX)
            return bs_fail(l->err, BS_ESYNTAX,
                           "%s:%u: a form has at most %d <group>", l->label,
                           item->line, BS_RULE_FORM_MAX);
        name = (struct bs_str){text.data + 1, (size_t)(close - text.data) - 1};
        status =
            bs_loader_field(l, item->line, name, &form->fields[form->count++]);
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
