/* SPDX-License-Identifier: MIT */
/*
 * readable - a masked reply → text for people.
 *
 * A token is a run of letters, digits, dots and hyphens; what it is decides
 * its placeholder. All else is copied.
 */
#include "classify/readable.h"

#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "classify/mask.h"
#include "classify/token.h"

#define QUOTE_MAX 64 /* bytes of a name in quotes */
#define ELLIPSIS "\xe2\x80\xa6"
#define ELLIPSIS_LEN 3

struct lead { /* the codes in front of a reply */
    struct bs_str code;
    struct bs_str dsn;
    bool many; /* "550-": there are more lines */
};

struct state {
    char *out; /* bytes, not yet clean */
    size_t len;
    size_t room;
    const char *at;
    const char *end;
    struct lead lead;
    struct bs_str last; /* token */
    bool listed;        /* the last but one said that something is listed */
};

static void put(struct state *s, struct bs_str text)
{
    const size_t part =
        text.len < s->room - s->len ? text.len : s->room - s->len;

    if (part == 0)
        return; /* it may be no text at all */
    memcpy(s->out + s->len, text.data, part);
    s->len += part;
}

static bool ends_with(const struct state *s, const char *text)
{
    const size_t len = strlen(text);

    return s->len >= len && memcmp(s->out + s->len - len, text, len) == 0;
}

/* "10:20:30" is one number. */
static void put_number(struct state *s)
{
    if (s->len > 0 && memchr(":/,-.", s->out[s->len - 1], 5) != NULL) {
        s->len--;
        if (ends_with(s, "<n>"))
            return;
        s->len++;
    }
    put(s, BS_STR("<n>"));
}

static bool is_blank(char c)
{
    return ((unsigned char)c <= ' ' &&
            (c < BS_MARK_FIRST || c > BS_MARK_LAST)) ||
           c == 0x7f;
}

static const char *mark_text(char c)
{
    switch (c) {
    case BS_MARK_ADDRESS: return "<address>";
    case BS_MARK_HOST: return "<host>";
    case BS_MARK_ANGLES: return "<" ELLIPSIS ">";
    case BS_MARK_USER: return "<user>";
    default: return NULL;
    }
}

static bool has_mark(struct bs_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] >= BS_MARK_FIRST && text.data[i] <= BS_MARK_LAST)
            return true;
    return false;
}

static bool starts_with(struct bs_str text, struct bs_str with)
{
    return text.len >= with.len && with.len > 0 &&
           memcmp(text.data, with.data, with.len) == 0;
}

static struct bs_str rest_of(const struct state *s)
{
    return (struct bs_str){s->at, (size_t)(s->end - s->at)};
}

/* Of a code behind which a blank or a hyphen is, both. */
static size_t code_length(struct bs_str text)
{
    if (text.len < 3 || memchr("245", text.data[0], 3) == NULL ||
        !bs_is_digit(text.data[1]) || !bs_is_digit(text.data[2]))
        return 0;
    if (text.len == 3)
        return 3;
    return text.data[3] == ' ' || text.data[3] == '-' ? 4 : 0;
}

static void read_lead(struct state *s)
{
    const size_t code = code_length(rest_of(s));

    if (code == 0)
        return;
    s->lead.code = (struct bs_str){s->at, 3};
    s->lead.many = code == 4 && s->at[3] == '-';
    s->at += code;
    while (s->at < s->end && *s->at == ' ')
        s->at++;
    s->lead.dsn = (struct bs_str){s->at, bs_token_dsn(rest_of(s))};
    s->at += s->lead.dsn.len;
    while (s->at < s->end && (*s->at == ':' || *s->at == ' '))
        s->at++;
}

/* In front of each line of a reply they are said again. */
static bool skip_lead(struct state *s)
{
    size_t code;

    if (!s->lead.many || !starts_with(rest_of(s), s->lead.code))
        return false;
    code = code_length(rest_of(s));
    if (code == 0)
        return false;
    s->at += code;
    while (s->at < s->end && *s->at == ' ')
        s->at++;
    if (starts_with(rest_of(s), s->lead.dsn))
        s->at += s->lead.dsn.len;
    return true;
}

static void put_blank(struct state *s)
{
    while (s->at < s->end && is_blank(*s->at))
        s->at++;
    if (s->len > 0 && s->out[s->len - 1] != ' ')
        put(s, BS_STR(" "));
    (void)skip_lead(s);
}

static bool ends_url(char c)
{
    return is_blank(c) || memchr("<>\"')]", c, 6) != NULL;
}

/* "https://host/…"; of "ftp://anna@host/" nothing is left. */
static void put_url(struct state *s, struct bs_str scheme)
{
    struct bs_str host = {scheme.data + scheme.len + strlen("://"), 0};
    const char *tail = host.data;
    const char *end = tail;

    while (end < s->end && !ends_url(*end))
        end++;
    /* A point or a comma ends the sentence. */
    while (end > tail && memchr(".,;:", end[-1], 4) != NULL)
        end--;
    s->at = end;
    while (tail < end && bs_token_has(*tail))
        tail++;
    if (tail < end && memchr("/?#:", *tail, 4) == NULL)
        tail = host.data;
    if (tail < end && *tail == ':' && memchr(tail, '@', (size_t)(end - tail)))
        tail = host.data;
    put(s, (struct bs_str){scheme.data, scheme.len + strlen("://")});
    host.len = (size_t)(tail - host.data);
    put(s, has_mark(host) ? BS_STR("<host>") : host);
    if (tail < end)
        put(s, ends_with(s, "//") ? BS_STR(ELLIPSIS) : BS_STR("/" ELLIPSIS));
}

static bool is_one_of(struct bs_str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(words[i]);

        if (word.len != len)
            continue;
        while (len > 0 && bs_lower(word.data[len - 1]) == words[i][len - 1])
            len--;
        if (len == 0)
            return true;
    }
    return false;
}

#define IS_ONE_OF(word, ...)                                                   \
    is_one_of(word, (const char *const[]){__VA_ARGS__},                        \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* "blocked using zen.spamhaus.org": the list is what matters. */
static bool names_list(const struct state *s)
{
    return IS_ONE_OF(s->last, "using") ||
           (s->listed && IS_ONE_OF(s->last, "at", "by", "in", "on"));
}

static void put_kind(struct state *s, struct bs_str token)
{
    switch (bs_token_kind(token)) {
    case BS_TOKEN_WORD: put(s, token); break;
    case BS_TOKEN_HOST: put(s, names_list(s) ? token : BS_STR("<host>")); break;
    case BS_TOKEN_IP: put(s, BS_STR("<ip>")); break;
    case BS_TOKEN_ID: put(s, BS_STR("<id>")); break;
    case BS_TOKEN_NUMBER: put_number(s); break;
    case BS_TOKEN_UNIT:
        put_number(s);
        while (token.len > 0 && bs_is_digit(*token.data)) {
            token.data++;
            token.len--;
        }
        put(s, token);
        break;
    }
}

/* A code that another server said: "said: 550 5.1.1 no". */
static bool is_nested_code(const struct state *s, struct bs_str token)
{
    const struct bs_str rest = {token.data, (size_t)(s->end - token.data)};
    const size_t code = code_length(rest);
    const struct bs_str behind = {rest.data + code, rest.len - code};

    return code == 4 && (bs_token_dsn(behind) > 0 || ends_with(s, ": "));
}

/* "2001:db8::1", "IPv6:::1" */
static bool put_ip6(struct state *s)
{
    const size_t tag = starts_with(rest_of(s), BS_STR("IPv6:")) ? 5 : 0;
    const size_t len = bs_token_ip6(
        (struct bs_str){s->at + tag, (size_t)(s->end - s->at) - tag});

    if (len == 0)
        return false;
    put(s, BS_STR("<ip>"));
    s->at += tag + len;
    return true;
}

static void put_token(struct state *s)
{
    struct bs_str token = {s->at, bs_token_length(rest_of(s))};

    if (put_ip6(s))
        return;
    s->at += token.len;
    if (starts_with(rest_of(s), BS_STR("://")) && !has_mark(token)) {
        put_url(s, token);
    } else if (is_nested_code(s, token)) {
        token.len = 3;
        s->at = token.data + 4;
        put(s, token);
        put(s, BS_STR(" "));
    } else {
        put_kind(s, token);
    }
    s->listed = IS_ONE_OF(s->last, "listed", "blocked", "blacklisted",
                          "blocklisted", "found");
    s->last = token;
}

/* The bytes of a name in quotes or brackets that begins here, with these; 0:
 * none. What is in brackets is one word. */
static size_t quoted_length(const struct state *s)
{
    static const char open[] = "\"'`[{(";
    static const char close[] = "\"'']})";
    const char *kind = memchr(open, *s->at, sizeof open - 1);
    const size_t rest = (size_t)(s->end - s->at);
    size_t len = 1;

    if (kind == NULL)
        return 0;
    while (len < rest && len < QUOTE_MAX && s->at[len] != close[kind - open] &&
           (*s->at == '"' || !is_blank(s->at[len])))
        len++;
    return len > 1 && len < rest && s->at[len] == close[kind - open] ? len + 1
                                                                     : 0;
}

/* "unknown user: "anna"" */
static bool put_quoted(struct state *s)
{
    const bool named =
        IS_ONE_OF(s->last, "user", "mailbox", "account", "recipient",
                  "addressee", "username", "login", "inbox", "alias");
    const size_t len = named ? quoted_length(s) : 0;

    if (len == 0 || (s->last.data + s->last.len == s->at && *s->at == '\''))
        return false;
    put(s, (struct bs_str){s->at, 1});
    put(s, BS_STR("<user>"));
    put(s, (struct bs_str){s->at + len - 1, 1});
    s->at += len;
    s->last = (struct bs_str){0};
    return true;
}

/* "<anna" at the end of a line that was cut. */
static void put_other(struct state *s)
{
    if (*s->at == '<' && s->end - s->at > 1 && !is_blank(s->at[1]) &&
        !starts_with(rest_of(s), BS_STR("<http"))) {
        put(s, BS_STR("<" ELLIPSIS));
        while (s->at < s->end && !is_blank(*s->at))
            s->at++;
        return;
    }
    if (!put_quoted(s) && !(*s->at == ':' && put_ip6(s)))
        put(s, (struct bs_str){s->at++, 1});
}

static void put_next(struct state *s)
{
    const char *mark = mark_text(*s->at);

    if (mark != NULL) {
        put(s, bs_str_of(mark));
        s->at++;
        s->last = (struct bs_str){0};
    } else if (bs_token_has(*s->at)) {
        put_token(s);
    } else if (is_blank(*s->at)) {
        put_blank(s);
    } else {
        put_other(s);
    }
}

/* Cuts at a character, and says that something is missing. */
static size_t finish(char out[BS_READABLE_MAX], struct bs_str raw)
{
    size_t used = 0;
    size_t last = 0; /* where an ellipsis still has room */

    for (size_t i = 0; i < raw.len;) {
        uint32_t c;
        char bytes[BS_UTF8_MAX];
        const size_t read = bs_utf8_decode(&c, raw.data + i, raw.len - i);
        /* A control character: a mark that was part of a known word, too. */
        const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        const size_t size = bs_utf8_encode(bytes, control ? ' ' : c);

        if (used <= BS_READABLE_MAX - ELLIPSIS_LEN)
            last = used;
        if (used + size > BS_READABLE_MAX) {
            memcpy(out + last, ELLIPSIS, ELLIPSIS_LEN);
            return last + ELLIPSIS_LEN;
        }
        memcpy(out + used, bytes, size);
        used += size;
        i += read;
    }
    return used;
}

size_t bs_readable(char out[BS_READABLE_MAX], struct bs_str masked)
{
    char raw[BS_READABLE_MAX + 1]; /* one more says that it is too long */
    struct state s = {.out = raw,
                      .room = sizeof raw,
                      .at = masked.data,
                      .end = masked.data + masked.len};

    if (masked.len == 0)
        return 0;
    read_lead(&s);
    while (s.at < s.end && s.len < s.room)
        put_next(&s);
    while (s.len > 0 && s.len < s.room && raw[s.len - 1] == ' ')
        s.len--;
    if (s.len == 0) {
        put(&s, s.lead.code);
        if (s.lead.dsn.len > 0)
            put(&s, BS_STR(" "));
        put(&s, s.lead.dsn);
    }
    return finish(out, (struct bs_str){raw, s.len});
}
