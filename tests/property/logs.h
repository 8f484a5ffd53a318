/* SPDX-License-Identifier: MIT */
/*
 * logs - random logs made of the dialects' samples, and what a parser says of
 * them.
 *
 * The bodies are those of real lines, some of them cut or damaged; heads, times
 * and lines of other programs are made up.
 */
#ifndef TESTS_LOGS_H
#define TESTS_LOGS_H

#include "../unit/cases.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "bouncestat/parser.h"
#include "parse/head.h"
#include "parse/line.h"
#include "parse/show.h"

#define LOGS_PAD 64
#define LOGS_MAX ((size_t)64 << 20)

struct logs_body { /* of a sample */
    struct bs_str tag;
    struct bs_str text;
    bool bare; /* has a stamp of its own and no tag */
};

struct logs {
    struct bs_data *data;
    struct bs_rules *rules;
    struct logs_body bodies[1000];
    size_t count;
    uint64_t random;
    int64_t time;
    uint32_t quiet; /* lines to come without an event, for months */
    bool years;     /* only stamps that have one */
    bool long_lines;
};

static inline uint32_t logs_random(struct logs *logs, uint32_t below)
{
    logs->random ^= logs->random << 13;
    logs->random ^= logs->random >> 7;
    logs->random ^= logs->random << 17;
    return (uint32_t)((logs->random >> 32) % below);
}

static inline void
logs_take(struct logs *logs, const struct bs_dialect *d, struct bs_str sample)
{
    struct logs_body *body = &logs->bodies[logs->count];
    struct bs_head head;

    if (!bs_head_parse(&head, sample, false)) {
        body->bare = true;
        assert_true(bs_head_parse(&head, sample, true));
    } else if (head.stamp.iso && d->claim.rx != NULL) {
        return; /* it may be either */
    }
    assert_true(++logs->count < COUNT_OF(logs->bodies));
    body->tag = head.tag;
    body->text = head.body;
}

static inline void logs_open(struct logs *logs)
{
    struct bs_error err;

    *logs = (struct logs){.years = true};
    assert_int_equal(bs_data_open(&logs->data, NULL, &err), BS_OK);
    if (bs_rules_load(&logs->rules, logs->data, NULL, &err) != BS_OK)
        fail_msg("%s", err.text);
    for (const struct bs_dialect *d = logs->rules->dialects; d; d = d->next)
        for (const struct bs_rule *r = d->rules; r != NULL; r = r->next)
            for (const struct bs_sample *s = r->samples; s; s = s->next)
                logs_take(logs, d, s->text);
    assert_true(logs->count > 50);
}

static inline void logs_close(struct logs *logs)
{
    bs_rules_free(logs->rules);
    bs_data_close(logs->data);
}

/* As strftime(), with %s for the seconds. */
static inline void logs_date(struct bs_buf *out, const char *form, int64_t time)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const int second = (int)(time % BS_DAY_SECONDS);
    int year;
    int month;
    int day;

    bs_civil_date(time / BS_DAY_SECONDS, &year, &month, &day);
    for (; *form != '\0'; form++) {
        if (*form != '%') {
            bs_buf_addc(out, *form);
            continue;
        }
        switch (*++form) {
        case 'Y': bs_buf_print(out, "%04d", year); break;
        case 'b': bs_buf_print(out, "%.3s", months + (month - 1) * 3); break;
        case 'm': bs_buf_print(out, "%02d", month); break;
        case 'd': bs_buf_print(out, "%02d", day); break;
        case 'e': bs_buf_print(out, "%2d", day); break;
        case 'T':
            bs_buf_print(out, "%02d:%02d:%02d", second / 3600, second / 60 % 60,
                         second % 60);
            break;
        default: bs_buf_print(out, "%lld", (long long)time);
        }
    }
}

static inline void
logs_tagged(struct logs *logs, struct bs_buf *out, struct bs_str tag)
{
    static const char *const forms[] = {
        "%Y-%m-%dT%T.123456+01:00 mx1 ",
        "%Y-%m-%dT%T.123456+01:00 mail2 ",
        "%Y %b %e %T mx1 ",
        "%b %e %T %Y <mail.info> ",
        "<22>%Y-%m-%dT%TZ mx1 ",
        "c-1  | %Y-%m-%dT%T.5-0330 2001:db8::1 ",
        "%s.25 mx1 ",
        "%b %e %T mx1 ",
        "%b %e %T mail2 ",
    };
    const uint32_t form =
        logs_random(logs, COUNT_OF(forms) + 1 - (logs->years ? 2 : 0));

    if (form == 0) {
        logs_date(out, "<22>1 %Y-%m-%dT%TZ mx1 ", logs->time);
        bs_buf_print(out, "%.*s 12 - [a b=\"]\"] ", BS_ARG(tag));
        return;
    }
    logs_date(out, forms[form - 1], logs->time);
    bs_buf_print(
        out, logs_random(logs, 9) > 0 ? "%.*s[12]: " : "%.*s: ", BS_ARG(tag));
}

/* A body, now and then cut, with a byte that is another, or repeated. */
static inline void
logs_text(struct logs *logs, struct bs_buf *out, struct bs_str text, bool bare)
{
    const uint32_t what = logs_random(logs, 20);
    const uint32_t at = logs_random(logs, (uint32_t)text.len + 1);
    const bool again = what == 0 && !bare;

    if (again)
        bs_buf_print(out, "message repeated %u times: [ ",
                     logs_random(logs, 4));
    if (what == 1) {
        bs_buf_add(out, text.data, at);
    } else if (what == 2) {
        bs_buf_add(out, text.data, at);
        bs_buf_addc(out, "\0\xff\"<>x]"[logs_random(logs, 7)]);
        bs_buf_add(out, text.data + at, text.len - at);
    } else {
        bs_buf_add(out, text.data, text.len);
    }
    if (again)
        bs_buf_addc(out, ']');
    if (logs->long_lines && logs_random(logs, 200) == 0)
        for (uint32_t i = logs_random(logs, 400000); i > 0; i--)
            bs_buf_addc(out, 'x');
}

static inline void logs_line(struct logs *logs, struct bs_buf *out)
{
    static const char *const bare[] = {"%Y-%m-%d %T ", "%Y-%m-%d %T.123 ",
                                       "%Y-%m-%d %T +0100 ",
                                       "%Y-%m-%d %T.5 -1100 "};
    const struct logs_body *body =
        &logs->bodies[logs_random(logs, (uint32_t)logs->count)];
    const uint32_t what = logs->quiet > 0 ? 0 : logs_random(logs, 12);

    if (logs->quiet > 0)
        logs->quiet--;
    else if (logs_random(logs, 200) == 0)
        logs->quiet = logs_random(logs, 150);
    logs->time += logs_random(logs, 300);
    if (logs_random(logs, logs->quiet > 0 ? 5 : 60) == 0)
        logs->time += logs_random(logs, 30) * BS_DAY_SECONDS;
    if (what == 0)
        logs_tagged(logs, out, BS_STR("kernel")); /* it has the mark as well */
    else if (what == 1)
        bs_buf_add(out, "\xff\0 to=<a@b> status=", 19);
    else if (what > 2 && body->bare)
        logs_date(out, bare[logs_random(logs, COUNT_OF(bare))], logs->time);
    else if (what > 2)
        logs_tagged(logs, out, body->tag);
    if (what != 2)
        logs_text(logs, out, body->text, body->bare);
    bs_buf_add(out, "\r\n", 2);
    if (logs_random(logs, 10) > 0) {
        out->len -= 2;
        bs_buf_addc(out, '\n');
    }
}

/* The log of a seed, with LOGS_PAD bytes behind it that count for nothing;
 * the caller clears it. */
static inline struct bs_buf
logs_make(struct logs *logs, uint64_t seed, size_t lines)
{
    static const char pad[LOGS_PAD] = {0};
    struct bs_buf out;

    logs->random = seed * UINT64_C(0x9E3779B97F4A7C15);
    logs->time = INT64_C(1795445526);
    logs->quiet = 0;
    bs_buf_init(&out, LOGS_MAX);
    for (size_t i = 0; i < lines; i++)
        logs_line(logs, &out);
    bs_buf_add(&out, pad, sizeof pad);
    assert_int_equal(bs_buf_status(&out), BS_OK);
    out.len -= sizeof pad;
    return out;
}

struct said { /* what a parser says of a log */
    struct bs_parser *parser;
    struct bs_buf events; /* all fields, one event a line */
    uint64_t shift;       /* added to numbers of lines */
};

static inline void said_open(struct said *said, const struct logs *logs)
{
    const struct bs_parser_options options = {.data = logs->data};
    struct bs_error err;

    *said = (struct said){0};
    bs_buf_init(&said->events, LOGS_MAX);
    assert_int_equal(bs_parser_new(&said->parser, &options, &err), BS_OK);
}

static inline void said_close(struct said *said)
{
    bs_parser_free(said->parser);
    bs_buf_clear(&said->events);
}

static inline void said_begin(struct said *said)
{
    bs_parser_begin(said->parser, 2026, 0);
}

static inline void said_event(void *context, struct bs_event *event)
{
    struct said *said = context;

    bs_buf_print(&said->events, "%llu ",
                 (unsigned long long)(event->line + said->shift));
    bs_event_dump(&said->events, event);
}

static inline void said_block(struct said *said, const char *data, size_t len)
{
    bs_parser_block(said->parser, (struct bs_str){data, len}, said_event, said);
}

static inline uint64_t stats_lines(const struct bs_stats *stats)
{
    return stats->matched + stats->unmatched + stats->ignored + stats->foreign;
}

static inline void expect_same(const struct said *a, const struct said *b)
{
    const struct bs_stats x = bs_parser_stats(a->parser);
    const struct bs_stats y = bs_parser_stats(b->parser);

    assert_int_equal(bs_buf_status(&a->events), BS_OK);
    assert_true(a->events.len > 0);
    assert_string_equal(bs_buf_text(&a->events), bs_buf_text(&b->events));
    assert_memory_equal(&x, &y, sizeof x);
}

#endif
