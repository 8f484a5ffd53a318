/* SPDX-License-Identifier: MIT */
/*
 * line - one line that carries a mark → events.
 *
 * Rules are tried in the order of the file; the first that matches decides.
 */
#include "parse/line.h"

#include "base/number.h"
#include "parse/head.h"

/* "[1/3] ": the first piece of an entry that was too long for syslog. */
static void first_piece(struct bs_str *body)
{
    size_t i = 3;

    if (body->len < 7 || body->data[0] != '[' || body->data[1] != '1' ||
        (body->data[2] != '/' && body->data[2] != '\\'))
        return;
    while (i < body->len && bs_is_digit(body->data[i]))
        i++;
    if (i == 3 || i + 1 >= body->len || body->data[i] != ']' ||
        body->data[i + 1] != ' ')
        return;
    body->data += i + 2;
    body->len -= i + 2;
}

/* A program that writes its own stamps may write them into syslog as well. A
 * stamp with a year is worth more than one without. */
static void inner_stamp(struct bs_head *head)
{
    struct bs_stamp stamp;
    size_t used;

    first_piece(&head->body);
    used = bs_stamp_parse(&stamp, head->body.data, head->body.len);
    if (used == 0 || !stamp.iso || used >= head->body.len ||
        head->body.data[used] != ' ')
        return;
    if (head->stamp.civil.year == 0 && !head->stamp.has_epoch)
        head->stamp = stamp;
    head->body.data += used + 1;
    head->body.len -= used + 1;
}

static const struct bs_rule *
find_rule(struct bs_liner *liner, const struct bs_dialect *dialect,
          struct bs_str body, uint32_t needles, struct bs_captured *captured,
          bool *limited)
{
    const struct bs_rx_span *spans;

    for (const struct bs_rule *rule = dialect->rules; rule != NULL;
         rule = rule->next) {
        if ((rule->needles & needles) == 0)
            continue;
        switch (bs_rx_match(rule->regex.rx, liner->context, body, &spans)) {
        case BS_RX_YES:
            bs_captured_add(captured, &rule->regex, spans, body);
            return rule;
        case BS_RX_LIMIT: *limited = true; break;
        case BS_RX_NO: break;
        }
    }
    return NULL;
}

static void read_text(struct bs_liner *liner, const struct bs_rule *rule,
                      struct bs_captured *captured)
{
    struct bs_str text = bs_captured_get(captured, BS_FIELD_TEXT);
    const struct bs_rx_span *spans;

    if (text.data == NULL)
        return;
    for (const struct bs_text_rule *t = rule->text_rules; t != NULL;
         t = t->next)
        if (bs_str_eq(t->name, rule->text_rules->name) &&
            bs_rx_match(t->regex.rx, liner->context, text, &spans) ==
                BS_RX_YES) {
            bs_captured_add(captured, &t->regex, spans, text);
            return;
        }
}

static void
set_service(struct bs_liner *liner, struct bs_str tag, struct bs_event *event)
{
    struct bs_tag found;

    event->service = (struct bs_str){0};
    if (tag.data == NULL)
        return;
    found = bs_tags_find(&liner->tags, tag);
    event->service = (struct bs_str){tag.data + found.service_begin,
                                     found.service_end - found.service_begin};
}

static bool read_head(struct bs_liner *liner, const struct bs_line *line,
                      struct bs_head *head)
{
    if (line->shape != NULL && bs_shape_fits(line->shape, line->text) &&
        line->shape->bare == line->bare &&
        bs_head_known(head, line->text, line->bare, &line->shape->layout,
                      &liner->memo))
        return true;
    return bs_head_parse(head, line->text, line->bare);
}

enum bs_match bs_line_read(struct bs_liner *liner,
                           const struct bs_dialect *dialect,
                           const struct bs_line *line, uint64_t *events)
{
    struct bs_head head;
    struct bs_captured captured;
    struct bs_event event;
    bool limited = false;
    const struct bs_rule *rule;

    if (!read_head(liner, line, &head))
        return BS_FOREIGN;
    if (!line->bare && dialect->claim.rx != NULL)
        inner_stamp(&head);
    captured.set = 0;
    rule = head.repeat > BS_REPEAT_MAX
               ? NULL
               : find_rule(liner, dialect, head.body, line->needles, &captured,
                           &limited);
    if (rule == NULL)
        return limited ? BS_LIMITED : BS_UNMATCHED;
    if (rule->ignore)
        return BS_IGNORED;
    if (rule->text_rules != NULL)
        read_text(liner, rule, &captured);
    event.time = bs_clock_utc(&liner->clock, &head.stamp);
    event.nanosecond = head.stamp.nanosecond;
    event.digits = head.stamp.digits;
    event.host = head.host;
    event.mta = bs_str_of(dialect->name);
    event.rule = bs_str_of(rule->name);
    event.line = line->number;
    set_service(liner, head.tag, &event);
    for (uint32_t i = 0; i < head.repeat; i++)
        *events += bs_event_emit(&event, &captured, rule, dialect->escapes,
                                 &liner->scratch, liner->on_event,
                                 liner->event_context);
    return BS_MATCHED;
}
