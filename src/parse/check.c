/* SPDX-License-Identifier: MIT */
/*
 * check - runs the samples of the dialects.
 *
 * Each sample must give what its expect lines say, by its own rule, and the
 * same if every rule of the dialect is tried without looking at needles, and by
 * the regexes alone. Then the patterns are tried for slowness (slow.c). The sample of a note must give
 * that note, and no event.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/fail.h"
#include "parse/form.h"
#include "parse/head.h"
#include "parse/line.h"
#include "parse/note.h"
#include "parse/show.h"
#include "parse/slow.h"

#define SEEN_MAX ((size_t)1024 * 1024)
#define SAMPLE_YEAR 2026 /* of stamps without a year */

struct checker {
    struct bs_liner *liner;
    bs_check_fn *report;
    void *context;
    size_t samples;
    size_t faults;
    struct bs_buf seen; /* the events of a sample, one a line */
    const struct bs_expect *expect;
    size_t events;
    const char *label; /* of the file of what is checked */
    const struct bs_rule *rule;
};

static void BS_PRINTF(3, 4)
    fault(struct checker *c, unsigned line, const char *format, ...)
{
    struct bs_error err;
    char text[400];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    (void)bs_fail(&err, BS_ESYNTAX, "%s:%u: %s", c->label, line, text);
    c->report(c->context, err.text);
    c->faults++;
}

/* The length of a value: up to the next blank or, if it is a whole "...", up
 * to the second quote. */
static size_t value_length(struct bs_str rest, bool *quoted)
{
    const char *close = rest.len > 1 && *rest.data == '"'
                            ? memchr(rest.data + 1, '"', rest.len - 1)
                            : NULL;
    const char *end = rest.data + rest.len;
    const char *blank = rest.len > 0 ? memchr(rest.data, ' ', rest.len) : NULL;

    *quoted = close != NULL && (close + 1 == end || close[1] == ' ');
    if (*quoted)
        return (size_t)(close + 1 - rest.data);
    return blank != NULL ? (size_t)(blank - rest.data) : rest.len;
}

/* The next "field=value" of an expect line; false at its end. */
static bool
next_pair(struct bs_str *rest, struct bs_str *field, struct bs_str *value)
{
    const char *equals;
    bool quoted;

    while (rest->len > 0 && *rest->data == ' ') {
        rest->data++;
        rest->len--;
    }
    equals = rest->len > 0 ? memchr(rest->data, '=', rest->len) : NULL;
    if (equals == NULL)
        return false;
    *field = (struct bs_str){rest->data, (size_t)(equals - rest->data)};
    rest->data += field->len + 1;
    rest->len -= field->len + 1;
    *value = (struct bs_str){rest->data, value_length(*rest, &quoted)};
    rest->data += value->len;
    rest->len -= value->len;
    if (quoted)
        *value = (struct bs_str){value->data + 1, value->len - 2};
    return true;
}

static void compare(struct checker *c, const struct bs_event *event)
{
    struct bs_str rest = c->expect->text;
    struct bs_str field;
    struct bs_str want;
    char have[1024];

    while (next_pair(&rest, &field, &want)) {
        int len = bs_event_show(have, sizeof have, event, field);

        if (len < 0)
            fault(c, c->expect->line, "unknown field '%.*s'", BS_ARG(field));
        else if (!bs_str_eq(want, bs_str_of(have)))
            fault(c, c->expect->line, "%.*s is '%s', not '%.*s'", BS_ARG(field),
                  have, BS_ARG(want));
    }
}

static void on_event(void *context, struct bs_event *event)
{
    struct checker *c = context;

    c->events++;
    bs_event_dump(&c->seen, event);
    if (c->expect == NULL)
        return;
    compare(c, event);
    c->expect = c->expect->next;
}

/* The line's head as the parser would take it. */
static bool place(const struct checker *c, const struct bs_dialect *dialect,
                  struct bs_str line, bool *bare)
{
    struct bs_head head;

    *bare = bs_head_parse(&head, line, true) && head.stamp.iso &&
            bs_tags_claim(&c->liner->tags, head.body) == dialect;
    if (*bare)
        return true;
    return bs_head_parse(&head, line, false) &&
           bs_tags_find(&c->liner->tags, head.tag).dialect == dialect;
}

static uint32_t needles_in(const struct bs_dialect *dialect, struct bs_str line)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < dialect->needle_count; i++)
        if (memmem(line.data, line.len, dialect->needles[i].text.data,
                   dialect->needles[i].text.len) != NULL)
            bits |= (uint32_t)1 << i;
    return bits;
}

static enum bs_match run(struct checker *c, const struct bs_dialect *dialect,
                         struct bs_str line, bool bare, uint32_t needles)
{
    const struct bs_line read = {
        .text = line, .number = 1, .needles = needles, .bare = bare};
    uint64_t events = 0;

    bs_buf_reset(&c->seen);
    c->liner->memo.len = 0;
    bs_clock_begin(&c->liner->clock, SAMPLE_YEAR, 0);
    c->events = 0;
    return bs_line_read(c->liner, dialect, &read, &events);
}

static void check_events(struct checker *c, const struct bs_sample *sample)
{
    size_t expected = 0;

    for (const struct bs_expect *e = sample->expects; e != NULL; e = e->next)
        expected++;
    if (expected == 0)
        fault(c, sample->line, "no expect for this sample");
    else if (expected != c->events)
        fault(c, sample->line, "%zu events, %zu expected", c->events, expected);
}

static enum bs_status check_sample(struct checker *c,
                                   const struct bs_dialect *dialect,
                                   const struct bs_sample *sample)
{
    enum bs_match wanted = c->rule->ignore ? BS_IGNORED : BS_MATCHED;
    enum bs_match match;
    const uint32_t needles = needles_in(dialect, sample->text);
    const struct bs_rule *by;
    char *before;
    bool bare;

    c->samples++;
    if (!place(c, dialect, sample->text, &bare)) {
        fault(c, sample->line, "no line of this dialect");
        return BS_OK;
    }
    c->expect = sample->expects;
    match = run(c, dialect, sample->text, bare, needles);
    c->expect = NULL;
    by = c->liner->rule;
    if (match != wanted || by != c->rule) {
        fault(c, sample->line, "rule '%.*s' does not match, but '%s'",
              BS_ARG(c->rule->name), by != NULL ? by->name.data : "none");
        return BS_OK;
    }
    if (!c->rule->ignore)
        check_events(c, sample);
    before = bs_copy(bs_buf_text(&c->seen), c->seen.len);
    if (before == NULL)
        return BS_ENOMEM;
    if (run(c, dialect, sample->text, bare, BS_ALL_NEEDLES) != match ||
        strcmp(before, bs_buf_text(&c->seen)) != 0)
        fault(c, sample->line, "another result without needles");
    c->liner->without_forms = true;
    if (run(c, dialect, sample->text, bare, needles) != match ||
        strcmp(before, bs_buf_text(&c->seen)) != 0)
        fault(c, sample->line, "another result without the form");
    c->liner->without_forms = false;
    bs_free(before);
    return BS_OK;
}

static enum bs_status check_speed(struct checker *c,
                                  const struct bs_regex *regex,
                                  struct bs_str subject, struct bs_error *err)
{
    struct bs_slow slow;
    enum bs_status status = bs_slow_find(&slow, regex->pattern, subject, err);

    if (status == BS_OK && slow.found)
        fault(c, regex->line,
              "slow pattern: %llu steps, then %llu with '%c' repeated at byte "
              "%zu of what it reads",
              (unsigned long long)slow.once, (unsigned long long)slow.twice,
              slow.byte, slow.place);
    return status;
}

/* The first sample against the form; made hostile, against the rule and what
 * stands before. */
static enum bs_status check_patterns(struct checker *c,
                                     const struct bs_dialect *dialect,
                                     struct bs_error *err)
{
    const struct bs_front *front = c->rule->front;
    struct bs_captured captured = {0};
    struct bs_head head;
    struct bs_str rest;
    enum bs_status status = BS_OK;
    bool limited = false;
    bool bare;

    if (!place(c, dialect, c->rule->samples->text, &bare) ||
        !bs_head_parse(&head, c->rule->samples->text, bare))
        return BS_OK; /* that is a fault already */
    rest = head.body;
    if (front != NULL && front->regex.rx != NULL)
        status = check_speed(c, &front->regex, head.body, err);
    if (status != BS_OK ||
        (front != NULL &&
         !bs_front_read(c->liner, front, head.body, (struct bs_mark){0},
                        &captured, &rest, &limited)))
        return status;
    if (c->rule->form.count > 0 &&
        !bs_rule_form_read(&c->rule->form, rest, &captured))
        fault(c, c->rule->form.line, "the first sample is not of this form");
    return check_speed(c, &c->rule->regex, rest, err);
}

static enum bs_status check_rule(struct checker *c,
                                 const struct bs_dialect *dialect,
                                 struct bs_error *err)
{
    const struct bs_sample *s = c->rule->samples; /* there is always one */
    enum bs_status status;

    c->label = c->rule->label;
    do
        status = check_sample(c, dialect, s);
    while (status == BS_OK && (s = s->next) != NULL);
    if (status == BS_OK)
        status = check_patterns(c, dialect, err);
    return status;
}

/* What a note says, in the form that samples are compared in. */
static void compare_note(struct checker *c, const struct bs_sample *sample,
                         const struct bs_note *note)
{
    const struct bs_event event = {.time = note->time,
                                   .host = note->host,
                                   .mta = note->mta,
                                   .queue_id = note->queue_id};

    c->expect = sample->expects;
    if (c->expect == NULL || c->expect->next != NULL)
        fault(c, sample->line, "one expect is wanted for this sample");
    else
        compare(c, &event);
    c->expect = NULL;
}

static void check_note_sample(struct checker *c,
                              const struct bs_dialect *dialect,
                              const struct bs_note_rule *rule,
                              const struct bs_sample *sample)
{
    struct bs_line line = {.text = sample->text, .number = 1};
    const struct bs_note_rule *by = NULL;
    struct bs_note note;

    c->samples++;
    if (!place(c, dialect, line.text, &line.bare)) {
        fault(c, sample->line, "no line of this dialect");
        return;
    }
    if (run(c, dialect, line.text, line.bare, needles_in(dialect, line.text)) ==
        BS_MATCHED)
        fault(c, sample->line, "this is an event, by rule '%s'",
              c->liner->rule->name.data);
    if (!bs_note_read(c->liner, dialect, &line, &by, &note) || by != rule)
        fault(c, sample->line, "note '%.*s' does not match, but '%s'",
              BS_ARG(rule->name), by != NULL ? by->name.data : "none");
    else
        compare_note(c, sample, &note);
}

static void check_notes(struct checker *c, const struct bs_dialect *dialect)
{
    for (size_t i = 0; i < dialect->note_count; i++) {
        const struct bs_note_rule *rule = &dialect->notes[i];

        c->label = rule->label;
        for (const struct bs_sample *s = rule->samples; s != NULL; s = s->next)
            check_note_sample(c, dialect, rule, s);
    }
}

static enum bs_status
check_all(struct checker *c, const struct bs_rules *rules, struct bs_error *err)
{
    for (const struct bs_dialect *d = rules->dialects; d != NULL; d = d->next) {
        for (c->rule = d->rules; c->rule != NULL; c->rule = c->rule->next) {
            enum bs_status status = check_rule(c, d, err);

            if (status != BS_OK)
                return status == BS_ENOMEM ? bs_fail_memory(err) : status;
        }
        check_notes(c, d);
    }
    return BS_OK;
}

enum bs_status bs_parser_check(const struct bs_data *data, bs_check_fn *report,
                               void *context, size_t *samples, size_t *faults,
                               struct bs_error *err)
{
    struct bs_liner *liner = bs_new(1, sizeof *liner);
    struct checker c = {.liner = liner, .report = report, .context = context};
    struct bs_rules *rules = NULL;
    enum bs_status status;

    bs_buf_init(&c.seen, SEEN_MAX);
    status = liner != NULL ? bs_rules_load(&rules, data, NULL, err)
                           : bs_fail_memory(err);
    if (status == BS_OK)
        status = bs_rx_context_new(&liner->context, err);
    if (status == BS_OK) {
        liner->tags.rules = rules;
        liner->tags.context = liner->context;
        liner->on_event = on_event;
        liner->event_context = &c;
        status = check_all(&c, rules, err);
    }
    *samples = c.samples;
    *faults = c.faults;
    bs_buf_clear(&c.seen);
    bs_rules_free(rules);
    if (liner != NULL)
        bs_rx_context_free(liner->context);
    bs_free(liner);
    return status;
}
