/* SPDX-License-Identifier: MIT */
/*
 * event - the captures of a rule → events.
 *
 * Memory   Texts are slices of the line or, where escapes were undone, of the
 *          scratch room.
 */
#include "parse/event.h"

#include <string.h>

#include "parse/escape.h"
#include "parse/next.h"
#include "parse/reply.h"

const char *bs_direction_text(enum bs_direction direction)
{
    switch (direction) {
#define X(name, text)                                                          \
    case BS_##name: return text;
        BS_DIRECTION_LIST(X)
#undef X
    case BS_DIRECTION_COUNT: break;
    }
    return "unknown";
}

const char *bs_outcome_text(enum bs_outcome outcome)
{
    switch (outcome) {
#define X(name, text)                                                          \
    case BS_##name: return text;
        BS_OUTCOME_LIST(X)
#undef X
    case BS_OUTCOME_COUNT: break;
    }
    return "unknown";
}

void bs_captured_add(struct bs_captured *captured, const struct bs_regex *regex,
                     const struct bs_rx_span *spans, struct bs_str subject)
{
    for (unsigned i = 0; i < regex->count; i++) {
        const struct bs_rx_span *span = &spans[regex->captures[i].group];
        unsigned field = regex->captures[i].field;

        if (span->begin != BS_RX_UNSET)
            bs_captured_put(captured, field,
                            (struct bs_str){subject.data + span->begin,
                                            span->end - span->begin});
    }
}

static bool has(const struct bs_captured *captured, enum bs_field field)
{
    return (captured->set >> field & 1) != 0;
}

static enum bs_direction
direction_of(const struct bs_captured *captured, const struct bs_rule *rule)
{
    if (has(captured, BS_FIELD_PROBE))
        return BS_PROBE;
    if (has(captured, BS_FIELD_IN))
        return BS_IN;
    if (has(captured, BS_FIELD_OUT))
        return BS_OUT;
    return rule->direction;
}

/* The groups of outcomes stand in the order of the outcomes. */
_Static_assert(BS_FIELD_TEMPFAILED - BS_FIELD_DELIVERED ==
                   BS_TEMPFAILED - BS_DELIVERED,
               "one group for each outcome");

static enum bs_outcome outcome_of(const struct bs_captured *captured,
                                  const struct bs_rule *rule,
                                  const struct bs_event *event)
{
    uint32_t groups = captured->set >> BS_FIELD_DELIVERED &
                      (((uint32_t)1 << BS_OUTCOME_COUNT) - 1);

    if (groups != 0)
        return (enum bs_outcome)__builtin_ctz(groups);
    if (rule->has_outcome)
        return rule->outcome;
    if (event->code != 0)
        return event->code / 100 == 4 ? BS_TEMPFAILED : BS_REJECTED;
    return event->dsn.cls == 4 ? BS_TEMPFAILED : BS_REJECTED;
}

static void set_codes(struct bs_event *event,
                      const struct bs_captured *captured,
                      const struct bs_rule *rule, struct bs_str reply)
{
    struct bs_str dsn = bs_captured_get(captured, BS_FIELD_DSN);

    event->code = 0;
    event->dsn = (struct bs_esc){0, 0, 0};
    if (dsn.data != NULL)
        (void)bs_esc_parse(&event->dsn, dsn.data, dsn.len);
    if (!has(captured, BS_FIELD_REPLY))
        return;
    event->code = bs_reply_code(reply, rule->fold, event->dsn);
    if (event->dsn.cls == 0)
        event->dsn = bs_reply_enhanced(reply, rule->fold);
}

/* "router/transport", or what there is of it. */
static void set_service(struct bs_event *event,
                        const struct bs_captured *captured,
                        char room[static 256])
{
    struct bs_str router = bs_captured_get(captured, BS_FIELD_ROUTER);
    struct bs_str transport = bs_captured_get(captured, BS_FIELD_TRANSPORT);

    if (has(captured, BS_FIELD_SERVICE))
        event->service = bs_captured_get(captured, BS_FIELD_SERVICE);
    if (router.data == NULL && transport.data == NULL)
        return;
    if (router.data == NULL || transport.data == NULL) {
        event->service = router.data != NULL ? router : transport;
        return;
    }
    if (router.len + 1 + transport.len > 256)
        return;
    memcpy(room, router.data, router.len);
    room[router.len] = '/';
    memcpy(room + router.len + 1, transport.data, transport.len);
    event->service = (struct bs_str){room, router.len + 1 + transport.len};
}

static void set_recipient(struct bs_event *event, struct bs_str recipient,
                          struct bs_scratch *scratch)
{
    event->recipient = recipient;
    event->domain = bs_address_domain(recipient, scratch->domain);
}

/* One piece of "<a>,<b>,c"; a comma inside <> or quotes does not part. */
static struct bs_str next_recipient(struct bs_str list, size_t *at)
{
    size_t begin = *at;
    size_t i = begin;
    bool quoted = false;
    bool angle = false;

    for (; i < list.len; i++) {
        char c = list.data[i];

        if (c == '\\' && i + 1 < list.len)
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '<')
            angle = true;
        else if (!quoted && c == '>')
            angle = false;
        else if (!quoted && !angle && c == ',')
            break;
    }
    if (i > list.len)
        i = list.len;
    *at = i + 1;
    return (struct bs_str){list.data + begin, i - begin};
}

/* "Name <address>" → "<address>". */
static struct bs_str without_name(struct bs_str one)
{
    const char *open = one.len > 0 && one.data[one.len - 1] == '>'
                           ? memmem(one.data, one.len, " <", 2)
                           : NULL;

    if (open == NULL || *one.data == '<')
        return one;
    return (struct bs_str){open + 1, one.len - (size_t)(open + 1 - one.data)};
}

static size_t emit_list(struct bs_event *event, struct bs_str list,
                        enum bs_escapes escapes, struct bs_scratch *scratch,
                        bs_event_fn *on_event, void *context)
{
    size_t count = 0;

    for (size_t at = 0; at < list.len;) {
        struct bs_str one = next_recipient(list, &at);

        while (one.len > 0 && *one.data == ' ') {
            one.data++;
            one.len--;
        }
        if (one.len == 0 || bs_str_eq(one, BS_STR("[more]")))
            continue;
        one = bs_unescape(scratch->address, bs_address_strip(without_name(one)),
                          escapes);
        set_recipient(event, one, scratch);
        on_event(context, event);
        count++;
    }
    return count;
}

size_t
bs_event_emit(struct bs_event *event, const struct bs_captured *captured,
              const struct bs_rule *rule, const struct bs_dialect *dialect,
              struct bs_scratch *scratch, bs_event_fn *on_event, void *context)
{
    const enum bs_escapes escapes = dialect->escapes;
    struct bs_str recipient = bs_captured_get(captured, BS_FIELD_RECIPIENT);
    struct bs_str reply = has(captured, BS_FIELD_REPLY)
                              ? bs_captured_get(captured, BS_FIELD_REPLY)
                              : bs_captured_get(captured, BS_FIELD_TEXT);

    while (reply.len > 0 && reply.data[reply.len - 1] == ' ')
        reply.len--;
    if (has(captured, BS_FIELD_QUOTED))
        reply = bs_unquote(scratch->text, reply);
    event->text = bs_unescape(scratch->text, reply, escapes);
    set_codes(event, captured, rule, event->text);
    event->direction = direction_of(captured, rule);
    event->outcome = outcome_of(captured, rule, event);
    event->queue_id = bs_captured_get(captured, BS_FIELD_QUEUE);
    event->relay = bs_captured_get(captured, BS_FIELD_RELAY);
    event->relay_ip = bs_captured_get(captured, BS_FIELD_IP);
    event->stage = bs_captured_get(captured, BS_FIELD_STAGE);
    event->next_id = event->outcome == BS_DELIVERED
                         ? bs_next_id(dialect, event->text)
                         : (struct bs_str){0};
    event->class = (struct bs_str){0};
    event->severity = (struct bs_str){0};
    event->provider = (struct bs_str){0};
    event->masked = (struct bs_str){0};
    event->verdict = 0;
    event->again = false;
    event->null_sender = false;
    event->first = false;
    event->sender = bs_unescape(
        scratch->sender,
        bs_address_strip(bs_captured_get(captured, BS_FIELD_SENDER)), escapes);
    set_service(event, captured, scratch->service);
    if (has(captured, BS_FIELD_RECIPIENTS))
        return emit_list(event, bs_captured_get(captured, BS_FIELD_RECIPIENTS),
                         escapes, scratch, on_event, context);
    recipient = bs_address_strip(recipient);
    if (has(captured, BS_FIELD_ORIGINAL) && !bs_address_complete(recipient))
        recipient =
            bs_address_strip(bs_captured_get(captured, BS_FIELD_ORIGINAL));
    set_recipient(event, bs_unescape(scratch->address, recipient, escapes),
                  scratch);
    on_event(context, event);
    return 1;
}
