/* SPDX-License-Identifier: MIT */
/*
 * reply - what a reply says of itself: codes, stage, host.
 *
 * Source   RFC 5321 section 4.2, RFC 2034 section 4; what Postfix, Exim and
 *          Sendmail write around a reply.
 */
#include "classify/reply.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"

static bool begins(struct bs_str text, const char *word)
{
    const size_t len = strlen(word);

    return text.len >= len && strncasecmp(text.data, word, len) == 0;
}

unsigned bs_stage_parse(struct bs_str stage)
{
    static const struct {
        const char *word;
        enum bs_stage stage;
    } words[] = {
        {"RCPT", BS_STAGE_RCPT},
        {"MAIL", BS_STAGE_MAIL},
        {"end of DATA", BS_STAGE_DATA},
        {"DATA", BS_STAGE_DATA},
        {"after DATA", BS_STAGE_DATA},
        {"END-OF-MESSAGE", BS_STAGE_DATA},
        {"BDAT", BS_STAGE_DATA},
        {"content", BS_STAGE_DATA},
        {"end of data", BS_STAGE_DATA},
        {"pipelined DATA", BS_STAGE_DATA},
        {"pipelined MAIL", BS_STAGE_MAIL},
        {"pipelined RCPT", BS_STAGE_RCPT},
        {"sending data block", BS_STAGE_DATA},
        {"message body", BS_STAGE_DATA},
        {"initial", BS_STAGE_CONNECT},
        {"refused to talk", BS_STAGE_CONNECT},
        {"connect", BS_STAGE_CONNECT},
        {"EHLO", BS_STAGE_CONNECT},
        {"HELO", BS_STAGE_CONNECT},
        {"LHLO", BS_STAGE_CONNECT},
        {"STARTTLS", BS_STAGE_CONNECT},
        {"AUTH", BS_STAGE_CONNECT},
    };

    for (size_t i = 0; stage.len > 0 && i < sizeof words / sizeof words[0]; i++)
        if (bs_lower(words[i].word[0]) == bs_lower(stage.data[0]) &&
            begins(stage, words[i].word))
            return words[i].stage;
    return 0;
}

bool bs_dsn_is_vague(struct bs_esc dsn)
{
    return dsn.cls == 0 || (dsn.subject == 0 && dsn.detail == 0);
}

static struct bs_str from(struct bs_str text, size_t at)
{
    return (struct bs_str){text.data + at, text.len - at};
}

/* Does nothing that would be part of a longer word stand in front? */
static bool is_start(struct bs_str text, size_t at)
{
    const char before = at > 0 ? text.data[at - 1] : ' ';

    return !bs_is_digit(before) && !bs_is_alpha(before) && before != '.' &&
           before != '_' && before != '/' && (unsigned char)before < 0x80;
}

/* "5.1.1", "#5.1.1"; bytes used, 0: none. */
static size_t read_dsn(struct bs_esc *dsn, struct bs_str text)
{
    const size_t sharp = text.len > 0 && text.data[0] == '#';
    const size_t used = bs_esc_parse(dsn, text.data + sharp, text.len - sharp);

    if (used == 0 || (dsn->cls != 4 && dsn->cls != 5) || dsn->subject > 7) {
        *dsn = (struct bs_esc){0};
        return 0;
    }
    return used + sharp;
}

struct bs_esc bs_dsn_search(struct bs_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        struct bs_esc dsn;

        if ((text.data[i] == '4' || text.data[i] == '5') && is_start(text, i) &&
            read_dsn(&dsn, from(text, i)) > 0 && !bs_dsn_is_vague(dsn))
            return dsn;
    }
    return (struct bs_esc){0};
}

/* "550 ", "550-", "550"; the number, 0: none. */
static uint16_t read_code(struct bs_str text, size_t at)
{
    const char *c = text.data + at;
    const size_t left = text.len - at;

    if (left < 3 || c[0] < '2' || c[0] > '5' || !bs_is_digit(c[1]) ||
        !bs_is_digit(c[2]) || !is_start(text, at))
        return 0;
    if (left > 3 && strchr(" -\t\r\n:,;'\")]", c[3]) == NULL)
        return 0;
    return (uint16_t)((c[0] - '0') * 100 + (c[1] - '0') * 10 + c[2] - '0');
}

/* Words behind which a reply stands. */
static bool is_announced(struct bs_str text, size_t at)
{
    return at == 0 || (at > 1 && text.data[at - 1] == ' ' &&
                       (text.data[at - 2] == ':' || text.data[at - 2] == '<'));
}

static size_t behind_code(struct bs_str text, size_t at)
{
    at += 3;
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '-'))
        at++;
    return at;
}

/* How much speaks for a code at that place; 0: there is none. */
static unsigned weigh(struct bs_str text, size_t at, uint16_t code)
{
    struct bs_esc dsn;
    const size_t next = behind_code(text, at);

    if (code == 0)
        return 0;
    if (next < text.len && read_dsn(&dsn, from(text, next)) > 0 &&
        dsn.cls == code / 100)
        return 4;
    if (is_announced(text, at))
        return code >= 400 ? 3 : 2;
    return code >= 400 ? 1 : 0;
}

/* Where the reply begins; text.len: nowhere. */
static size_t find_reply(struct bs_str text)
{
    size_t best = text.len;
    unsigned best_weight = 0;

    for (size_t i = 0; i + 3 <= text.len; i++) {
        const unsigned weight =
            bs_is_digit(text.data[i]) ? weigh(text, i, read_code(text, i)) : 0;

        if (weight > best_weight) {
            best = i;
            best_weight = weight;
        }
    }
    return best;
}

static struct bs_str cut_at(struct bs_str text, const char *marks)
{
    size_t len = 0;

    while (len < text.len && strchr(marks, text.data[len]) == NULL)
        len++;
    return (struct bs_str){text.data, len};
}

/* What stands behind a word; none if the word is not there. */
static struct bs_str behind(struct bs_str text, const char *word)
{
    const size_t len = strlen(word);
    const char *at =
        text.len > 0 ? memmem(text.data, text.len, word, len) : NULL;

    return at != NULL ? from(text, (size_t)(at - text.data) + len)
                      : (struct bs_str){0};
}

static struct bs_str find_stage(struct bs_str text)
{
    static const char *const before[] = {
        "in reply to ", "remote mail server after ", "remote mailer after ",
        "error after ", "refused to talk"};

    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        struct bs_str stage = behind(text, before[i]);

        if (stage.data != NULL)
            return i + 1 == sizeof before / sizeof before[0]
                       ? BS_STR("refused to talk to me")
                       : cut_at(stage, ":<)");
    }
    return (struct bs_str){0};
}

static struct bs_str find_host(struct bs_str text)
{
    static const char *const before[] = {"host ", "connect to ", "with ",
                                         "relay="};

    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        struct bs_str host = cut_at(behind(text, before[i]), " [],:;)(");

        if (host.len > 0 && memchr(host.data, '.', host.len) != NULL)
            return host;
    }
    return (struct bs_str){0};
}

static enum bs_outcome outcome_of(const struct bs_reply *reply)
{
    const unsigned grade =
        reply->code != 0 ? reply->code / 100U : reply->dsn.cls;

    return grade == 2 ? BS_DELIVERED : grade == 5 ? BS_BOUNCED : BS_DEFERRED;
}

void bs_reply_read(struct bs_reply *reply, struct bs_str *host,
                   struct bs_str text)
{
    size_t at;

    if (text.len > BS_TEXT_MAX)
        text.len = BS_TEXT_MAX;
    at = find_reply(text);
    *reply = (struct bs_reply){.direction = BS_OUT, .text = text};
    *host = find_host(text);
    reply->stage = find_stage(text);
    if (at < text.len) {
        const size_t next = behind_code(text, at);

        reply->code = read_code(text, at);
        reply->text = from(text, at);
        if (next < text.len)
            (void)read_dsn(&reply->dsn, from(text, next));
    }
    if (bs_dsn_is_vague(reply->dsn)) {
        const struct bs_esc found = bs_dsn_search(text);

        reply->dsn = found.cls != 0 ? found : reply->dsn;
    }
    reply->outcome = outcome_of(reply);
}
