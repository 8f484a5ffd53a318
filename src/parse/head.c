/* SPDX-License-Identifier: MIT */
/*
 * head - what stands before the message: time, host, program.
 *
 * Source   RFC 3164 section 4.1, RFC 5424 section 6, busybox syslogd (a level
 *          behind the host), Solaris msgid(1M) ("[ID 801593 mail.info]"),
 *          docker-compose ("mailserver  | "), rsyslog ("message repeated").
 */
#include "parse/head.h"

#include <string.h>

#include "base/number.h"
#include "parse/scan.h"

#define PREFIX_MAX 64 /* of docker-compose's column */

struct cursor {
    const char *at;
    const char *end;
};

static void blanks(struct cursor *c)
{
    while (c->at < c->end && *c->at == ' ')
        c->at++;
}

/* What stands before the next blank. */
static struct bs_str word(struct cursor *c)
{
    const char *begin = c->at;
    const char *blank =
        c->at < c->end ? memchr(begin, ' ', (size_t)(c->end - begin)) : NULL;

    c->at = blank != NULL ? blank : c->end;
    return (struct bs_str){begin, (size_t)(c->at - begin)};
}

static bool starts(const struct cursor *c, struct bs_str with)
{
    return (size_t)(c->end - c->at) >= with.len &&
           memcmp(c->at, with.data, with.len) == 0;
}

/* "<22>"; true if RFC 5424's version follows. */
static bool priority(struct cursor *c)
{
    uint64_t value;
    size_t digits;

    if (c->at >= c->end || *c->at != '<')
        return false;
    digits =
        bs_number_parse(&value, 191, c->at + 1, (size_t)(c->end - c->at) - 1);
    if (digits == 0 || c->at + 1 + digits >= c->end || c->at[1 + digits] != '>')
        return false;
    c->at += digits + 2;
    if (!starts(c, BS_STR("1 ")))
        return false;
    c->at += 2;
    return true;
}

/* "mailserver-1  | " */
static void container(struct cursor *c)
{
    const char *at = c->at;
    const char *end = c->end - at > PREFIX_MAX ? at + PREFIX_MAX : c->end;

    while (at < end && *at != ' ' && *at != '|')
        at++;
    while (at < end && *at == ' ')
        at++;
    if (at + 1 < end && at > c->at && *at == '|' && at[1] == ' ') {
        c->at = at + 2;
        blanks(c);
    }
}

/* "mail.info", "<mail.info>", "[mail.info]" */
static bool is_level(struct bs_str text)
{
    static const char *const levels[] = {"emerg", "alert", "crit",    "err",
                                         "error", "warn",  "warning", "notice",
                                         "info",  "debug"};
    const char *dot = text.len > 0 ? memchr(text.data, '.', text.len) : NULL;
    size_t rest;

    if (dot == NULL)
        return false;
    if (*text.data == '<' || *text.data == '[')
        text.len--;
    for (const char *p = text.data + (*text.data == '<' || *text.data == '[');
         p < dot; p++)
        if (!bs_is_alpha(*p) && !bs_is_digit(*p))
            return false;
    rest = text.len - (size_t)(dot + 1 - text.data);
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (rest == strlen(levels[i]) && memcmp(dot + 1, levels[i], rest) == 0)
            return true;
    return false;
}

/* Is text "tag:", "tag[pid]" or "tag[pid]:..."? *used counts to the colon. */
static bool split_tag(struct bs_str text, size_t *tag, size_t *used)
{
    const char *open = memchr(text.data, '[', text.len);
    const char *close;

    if (open == NULL) {
        *tag = text.len - 1;
        *used = text.len;
        return text.len > 1 && text.data[text.len - 1] == ':';
    }
    *tag = (size_t)(open - text.data);
    close = memchr(open, ']', text.len - *tag);
    if (*tag == 0 || close == NULL)
        return false;
    *used = (size_t)(close + 1 - text.data);
    if (*used == text.len)
        return true;
    return text.data[(*used)++] == ':';
}

/* [host] [level] tag[pid]: */
static bool program(struct cursor *c, struct bs_head *out)
{
    for (int words = 0; words < 3; words++) {
        struct bs_str text;
        size_t tag;
        size_t used;

        blanks(c);
        text = word(c);
        if (text.len == 0)
            return false;
        if (split_tag(text, &tag, &used)) {
            out->tag = (struct bs_str){text.data, tag};
            c->at = text.data + used;
            return true;
        }
        if (!is_level(text)) {
            if (out->host.data != NULL)
                return false;
            out->host = text;
        }
    }
    return false;
}

/* "[ID 801593 mail.info] " */
static void message_id(struct cursor *c)
{
    const char *close;

    if (!starts(c, BS_STR("[ID ")))
        return;
    close = memchr(c->at, ']', (size_t)(c->end - c->at));
    if (close == NULL)
        return;
    c->at = close + 1;
    blanks(c);
}

/* "message repeated 3 times: [ ... ]" */
static void repeated(struct cursor *c, struct bs_head *out)
{
    struct cursor try = *c;
    uint64_t times;
    size_t digits;

    if (!starts(&try, BS_STR("message repeated ")))
        return;
    try.at += sizeof "message repeated " - 1;
    digits =
        bs_number_parse(&times, UINT32_MAX, try.at, (size_t)(try.end - try.at));
    try.at += digits;
    if (digits == 0 || !starts(&try, BS_STR(" times: [")))
        return;
    try.at += sizeof " times: [" - 1;
    blanks(&try);
    if (try.at < try.end && try.end[-1] == ']')
        try.end--;
    out->repeat = (uint32_t)times;
    *c = try;
}

static void body(struct cursor *c, struct bs_head *out)
{
    blanks(c);
    if (c->at < c->end && *c->at == '[')
        message_id(c);
    if (c->at < c->end && *c->at == 'm')
        repeated(c, out);
    out->body = (struct bs_str){c->at, (size_t)(c->end - c->at)};
}

/* Passes over RFC 5424's structured data. */
static void structured_data(struct cursor *c)
{
    if (c->at < c->end && *c->at == '-') {
        c->at++;
        return;
    }
    while (c->at < c->end && *c->at == '[') {
        bool quoted = false;

        for (; c->at < c->end && (quoted || *c->at != ']'); c->at++) {
            if (*c->at == '\\' && c->at + 1 < c->end)
                c->at++;
            else if (*c->at == '"')
                quoted = !quoted;
        }
        if (c->at < c->end)
            c->at++;
    }
}

static struct bs_str nil(struct bs_str text)
{
    return text.len == 1 && *text.data == '-' ? (struct bs_str){0} : text;
}

/* A relay that knows RFC 5424 only by half sends "HOST mail - - - tag[pid]: ".
 */
static void inner_tag(struct cursor *c, struct bs_head *out)
{
    struct cursor try = *c;
    struct bs_str text = word(&try);
    size_t tag;
    size_t used;

    if (text.len < 3 || text.data[text.len - 1] != ':' ||
        text.data[text.len - 2] != ']' || !split_tag(text, &tag, &used))
        return;
    out->tag = (struct bs_str){text.data, tag};
    c->at = text.data + used;
    blanks(c);
}

/* HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA [MSG] */
static bool rfc5424(struct cursor *c, struct bs_head *out)
{
    blanks(c);
    out->host = nil(word(c));
    blanks(c);
    out->tag = nil(word(c));
    blanks(c);
    (void)word(c);
    blanks(c);
    (void)word(c);
    blanks(c);
    structured_data(c);
    blanks(c);
    if (starts(c, BS_STR("\xEF\xBB\xBF")))
        c->at += 3;
    inner_tag(c, out);
    return out->tag.len > 0;
}

static bool stamp(struct cursor *c, struct bs_head *out)
{
    size_t used = bs_stamp_parse(&out->stamp, c->at, (size_t)(c->end - c->at));

    out->stamp_text = (struct bs_str){c->at, used};
    c->at += used;
    return used > 0 && c->at < c->end && *c->at == ' ';
}

bool bs_head_parse(struct bs_head *out, struct bs_str line, bool bare)
{
    struct cursor c = {line.data, line.data + line.len};

    out->host = (struct bs_str){0};
    out->tag = (struct bs_str){0};
    out->by_memo = false;
    out->repeat = 1;
    out->version = priority(&c);
    if (!stamp(&c, out)) {
        c.at = line.data;
        container(&c);
        out->version = priority(&c);
        if (!stamp(&c, out))
            return false;
    }
    if (!bare && !(out->version ? rfc5424(&c, out) : program(&c, out)))
        return false;
    body(&c, out);
    return true;
}

/* Behind a stamp without one, a zone may stand where the rest did. */
static bool may_be_zone(const struct cursor *c, const struct bs_layout *layout)
{
    return layout->rest <= layout->stamp + layout->stamp_len + 1 &&
           c->at < c->end && memchr("+-ZUG", *c->at, 5) != NULL;
}

/* Does the body begin there, behind "tag[123]: " or "tag: ", as nearly all do?
 * Then there is no more to know about it. */
static inline bool begins_at(struct bs_str line, size_t body)
{
    const char *at = line.data + body;

    return body > 1 && body < line.len && at[-2] == ':' && at[-1] == ' ' &&
           *at != ' ' && *at != '[' && *at != 'm';
}

bool bs_head_known(struct bs_head *out, struct bs_str line, bool bare,
                   const struct bs_layout *layout, size_t body_at,
                   struct bs_stamp_memo *memo)
{
    struct cursor c = {line.data + layout->rest, line.data + line.len};
    struct bs_str text = {line.data + layout->stamp, layout->stamp_len};

    if (may_be_zone(&c, layout))
        return false;
    if (!bs_stamp_again(&out->stamp, text, memo))
        return false;
    out->by_memo = memo->len > 0;
    out->stamp_text = text;
    out->host = layout->host_len > 0 ? (struct bs_str){line.data + layout->host,
                                                       layout->host_len}
                                     : (struct bs_str){0};
    out->tag = (struct bs_str){0};
    out->repeat = 1;
    out->version = false;
    if (!bare && begins_at(line, body_at)) {
        out->tag = (struct bs_str){c.at, bs_scan_tag(c.at)};
        out->body = (struct bs_str){line.data + body_at, line.len - body_at};
        return true;
    }
    if (!bare) {
        size_t tag;
        size_t used;

        if (!split_tag(word(&c), &tag, &used))
            return false;
        out->tag = (struct bs_str){line.data + layout->rest, tag};
        c.at = out->tag.data + used;
    }
    body(&c, out);
    return true;
}
