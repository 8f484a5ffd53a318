/* SPDX-License-Identifier: MIT */
/*
 * line - one line that carries a mark → events.
 *
 * Rules are tried in the order of the file; the first that matches decides.
 */
#include "parse/line.h"

#include <string.h>

#include "base/number.h"
#include "parse/fields.h"
#include "parse/form.h"
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
    if (head->stamp.civil.year == 0 && !head->stamp.has_epoch) {
        head->stamp = stamp;
        head->by_memo = false;
    }
    head->body.data += used + 1;
    head->body.len -= used + 1;
}

struct attempt { /* to find the rule of a line */
    struct bs_liner *liner;
    struct bs_str body;
    struct bs_mark mark;
    const struct bs_front *front; /* that was tried last; NULL: none */
    bool front_matched;
    struct bs_str rest;          /* behind that front */
    uint32_t before;             /* fields that it captured */
    struct bs_captured captured; /* by the front, then by the rule too */
    bool limited;                /* a regex hit its limit */
};

static bool match(struct bs_liner *liner, const struct bs_regex *regex,
                  struct bs_str subject, const struct bs_rx_span **spans,
                  bool *limited)
{
    enum bs_rx_result result =
        bs_rx_match(regex->rx, liner->context, subject, spans);

    *limited |= result == BS_RX_LIMIT;
    return result == BS_RX_YES;
}

/* The leftmost of the texts to skip to; the end, if there is none. One of them
 * may be the needle that has been found. */
static size_t skip(const struct bs_front *front, struct bs_str body,
                   size_t begin, struct bs_mark mark)
{
    const size_t marked =
        mark.needle != NULL ? (size_t)(mark.place - body.data) : 0;
    size_t place = body.len;
    size_t known = front->skip_count;

    for (size_t i = 0; marked >= begin && i < front->skip_count; i++)
        if (bs_needle_same(&front->skips[i], mark.needle)) {
            known = i;
            place = marked;
        }
    for (size_t i = 0; i < front->skip_count; i++)
        if (i != known)
            place = bs_needle_find(&front->skips[i], body.data, begin, place);
    return place;
}

bool bs_front_read(struct bs_liner *liner, const struct bs_front *front,
                   struct bs_str body, struct bs_mark mark,
                   struct bs_captured *captured, struct bs_str *rest,
                   bool *limited)
{
    const struct bs_rx_span *spans;
    size_t begin;
    size_t place;

    captured->set = 0;
    if (front->regex.rx == NULL) {
        begin = bs_fields_read(front, body, captured);
        if (begin == 0)
            return false;
    } else {
        if (!match(liner, &front->regex, body, &spans, limited))
            return false;
        bs_captured_add(captured, &front->regex, spans, body);
        begin = spans[0].end;
    }
    place = front->skip_count > 0 ? skip(front, body, begin, mark) : begin;
    *rest = (struct bs_str){body.data + place, body.len - place};
    return place < body.len || front->skip_count == 0;
}

static bool try_front(struct attempt *a, const struct bs_front *front)
{
    if (a->front == front)
        return a->front_matched;
    a->front = front;
    a->front_matched = bs_front_read(a->liner, front, a->body, a->mark,
                                     &a->captured, &a->rest, &a->limited);
    a->before = a->captured.set;
    return a->front_matched;
}

/* Did the front capture what the rule is for? */
static bool applies(const struct attempt *a, const struct bs_rule *rule)
{
    struct bs_str have;

    if (rule->when_count == 0)
        return true;
    have = bs_captured_get(&a->captured, rule->when);
    for (unsigned i = 0; i < rule->when_count; i++)
        if (have.len == rule->when_values[i].len && have.len > 0 &&
            memcmp(have.data, rule->when_values[i].data, have.len) == 0)
            return true;
    return false;
}

/* Of the rules that follow one behind the same front, that whose form fits: no
 * regex is tried before their forms. Kept out of its caller, which nearly never
 * asks. */
__attribute__((noinline)) static const struct bs_rule *
other_form(struct attempt *a, const struct bs_rule *rule, uint32_t needles,
           struct bs_str subject)
{
    const struct bs_front *front = rule->front;

    for (rule = rule->next; rule != NULL && rule->form.count > 0 &&
                            rule->front == front && rule->when_count == 0;
         rule = rule->next)
        if ((rule->needles & needles) != 0 &&
            bs_rule_form_read(&rule->form, subject, &a->captured))
            return rule;
    return NULL;
}

static const struct bs_rule *
find_rule(struct attempt *a, const struct bs_dialect *dialect, uint32_t needles)
{
    for (const struct bs_rule *rule = dialect->rules; rule != NULL;
         rule = rule->next) {
        struct bs_str subject = a->body;
        const struct bs_rx_span *spans;
        const struct bs_rule *other;

        if ((rule->needles & needles) == 0)
            continue;
        if (rule->front != NULL) {
            if (!try_front(a, rule->front) || !applies(a, rule))
                continue;
            subject = a->rest;
        }
        a->captured.set = rule->front != NULL ? a->before : 0;
        if (rule->form.count > 0 && !a->liner->without_forms) {
            if (bs_rule_form_read(&rule->form, subject, &a->captured))
                return rule;
            other = other_form(a, rule, needles, subject);
            if (other != NULL)
                return other;
        }
        if (!match(a->liner, &rule->regex, subject, &spans, &a->limited))
            continue;
        bs_captured_add(&a->captured, &rule->regex, spans, subject);
        return rule;
    }
    return NULL;
}

static void set_service(struct bs_liner *liner, const struct bs_line *line,
                        struct bs_str tag, struct bs_event *event)
{
    struct bs_tag found;

    event->service = (struct bs_str){0};
    if (tag.data == NULL)
        return;
    if (line->shape != NULL) {
        found.service_begin = line->service_begin;
        found.service_end = line->service_end;
    } else {
        found = bs_tags_find(&liner->tags, tag);
    }
    event->service = (struct bs_str){tag.data + found.service_begin,
                                     found.service_end - found.service_begin};
}

/* The clock is asked once for each minute of stamps that come again, as long as
 * it has not seen others in between: they may have turned the year. */
static inline int64_t
time_of(struct bs_liner *liner, const struct bs_head *head)
{
    struct bs_stamp_memo *memo = &liner->memo;
    int second = head->stamp.civil.second;
    int64_t time;

    if (head->by_memo && memo->turn != 0 && memo->turn == liner->clock.turn)
        return memo->minute + second;
    time = bs_clock_utc(&liner->clock, &head->stamp);
    if (head->by_memo && !head->stamp.has_epoch) {
        memo->minute = time - second;
        memo->turn = liner->clock.turn;
    }
    return time;
}

static inline bool read_head(struct bs_liner *liner, const struct bs_line *line,
                             struct bs_head *head)
{
    if (line->shape != NULL && bs_shape_fits(line->shape, line->text) &&
        line->shape->bare == line->bare &&
        bs_head_known(head, line->text, line->bare, &line->shape->layout,
                      line->body, &liner->memo))
        return true;
    return bs_head_parse(head, line->text, line->bare);
}

int64_t bs_line_time(struct bs_liner *liner, const struct bs_head *head)
{
    return time_of(liner, head);
}

static inline bool line_head(struct bs_liner *liner,
                             const struct bs_dialect *dialect,
                             const struct bs_line *line, struct bs_head *head)
{
    if (!read_head(liner, line, head))
        return false;
    if (!line->bare && dialect->claim.rx != NULL)
        inner_stamp(head);
    return true;
}

bool bs_line_head(struct bs_liner *liner, const struct bs_dialect *dialect,
                  const struct bs_line *line, struct bs_head *head)
{
    return line_head(liner, dialect, line, head);
}

enum bs_match bs_line_read(struct bs_liner *liner,
                           const struct bs_dialect *dialect,
                           const struct bs_line *line, uint64_t *events)
{
    struct bs_head head;
    struct bs_event event;
    struct attempt attempt;
    const struct bs_rule *rule;
    uint64_t count = 0;

    liner->rule = NULL;
    if (!line_head(liner, dialect, line, &head))
        return BS_FOREIGN;
    attempt.liner = liner;
    attempt.body = head.body;
    attempt.mark = line->mark;
    attempt.front = NULL;
    attempt.limited = false;
    rule = head.repeat > BS_REPEAT_MAX
               ? NULL
               : find_rule(&attempt, dialect, line->needles);
    liner->rule = rule;
    if (rule == NULL)
        return attempt.limited ? BS_LIMITED : BS_UNMATCHED;
    if (rule->ignore)
        return BS_IGNORED;
    event.time = time_of(liner, &head);
    event.nanosecond = head.stamp.nanosecond;
    event.digits = head.stamp.digits;
    event.host = head.host;
    event.mta = dialect->name;
    event.rule = rule->name;
    event.line = line->number;
    set_service(liner, line, head.tag, &event);
    for (uint32_t i = 0; i < head.repeat; i++)
        count += bs_event_emit(&event, &attempt.captured, rule, dialect,
                               &liner->scratch, liner->on_event,
                               liner->event_context);
    *events += count;
    return count > 0 ? BS_MATCHED : BS_UNMATCHED;
}
