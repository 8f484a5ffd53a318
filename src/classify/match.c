/* SPDX-License-Identifier: MIT */
/*
 * match - a reply and the rules.
 *
 * A needle is looked for only if the text has some of its triples of bytes:
 * one pass over the text marks all that it has.
 */
#include "classify/match.h"

#include <string.h>

#include "base/number.h"
#include "classify/reply.h"

struct subject { /* a reply, made ready */
    const struct bs_reply *reply;
    struct bs_str text; /* in lower case, without local parts and hosts */
    struct bs_esc dsn;  /* the one that says most */
    unsigned stage;
};

static bool is_edge(char c)
{
    return strchr(" \t\r\n<>()[]\",;:", c) != NULL;
}

static void blot(char *from, const char *end)
{
    for (; from < end; from++)
        if (*from != '@')
            *from = 'x';
}

/* Where the name in front of at begins; at: there is none. */
static size_t name_start(const char *text, size_t low, size_t at)
{
    size_t begin = at;

    while (begin > low && !is_edge(text[begin - 1]))
        begin--;
    if (text[at] == '[' && memchr(text + begin, '.', at - begin) == NULL)
        return at;
    return begin;
}

/* Local parts, what is with them in <>, and hosts in front of an [address] are
 * chosen by strangers: "<over-quota@example.com>" says nothing. */
static void blot_addresses(char *text, size_t len)
{
    size_t low = 0; /* nothing in front of it is looked at again */

    for (size_t i = 1; i < len; i++) {
        size_t begin;
        size_t end = i;

        if (text[i] != '@' &&
            (text[i] != '[' || i + 1 == len || !bs_is_digit(text[i + 1])))
            continue;
        begin = name_start(text, low, i);
        if (text[i] == '@' && begin > 0 && text[begin - 1] == '<')
            while (end < len && !is_edge(text[end]))
                end++;
        blot(text + begin, text + end);
        low = end;
    }
}

static void prepare(struct bs_matcher *matcher, struct subject *subject,
                    const struct bs_reply *reply)
{
    size_t len = reply->text.len < BS_TEXT_MAX ? reply->text.len : BS_TEXT_MAX;

    *subject = (struct subject){
        .reply = reply,
        .text = {matcher->lower, len},
        .dsn = reply->dsn,
        .stage = bs_stage_parse(reply->stage),
    };
    for (size_t i = 0; i < len; i++)
        matcher->lower[i] = bs_lower(reply->text.data[i]);
    blot_addresses(matcher->lower, len);
    if (bs_dsn_is_vague(reply->dsn)) {
        const struct bs_esc found = bs_dsn_search(subject->text);

        if (found.cls != 0)
            subject->dsn = found;
    }
    memset(matcher->grams, 0, sizeof matcher->grams);
    for (size_t i = 0; i + 3 <= len; i++) {
        const uint16_t gram = bs_gram(matcher->lower + i);

        matcher->grams[gram / 64] |= UINT64_C(1) << gram % 64;
    }
}

static bool has_needle(const struct bs_matcher *matcher, struct bs_str text,
                       const struct bs_text_needle *needle)
{
    for (unsigned i = 0; i < needle->gram_count; i++)
        if ((matcher->grams[needle->grams[i] / 64] >> needle->grams[i] % 64 &
             1) == 0)
            return false;
    return memmem(text.data, text.len, needle->text.data, needle->text.len) !=
           NULL;
}

static bool text_fits(const struct bs_matcher *matcher,
                      const struct subject *subject,
                      const struct bs_text_rule *rule)
{
    const struct bs_text_needle *needle = rule->needles;
    const struct bs_rx_span *spans;

    while (needle != NULL && !has_needle(matcher, subject->text, needle))
        needle = needle->next;
    if (needle == NULL && rule->needles != NULL)
        return false;
    return rule->rx == NULL || bs_rx_match(rule->rx, matcher->rx, subject->text,
                                           &spans) == BS_RX_YES;
}

static bool number_fits(uint16_t wanted, uint16_t number)
{
    return wanted == BS_ANY || wanted == number;
}

static bool
codes_fit(const struct subject *subject, const struct bs_text_rule *rule)
{
    const struct bs_text_code *code = rule->codes;
    const struct bs_text_dsn *dsn = rule->dsns;

    while (code != NULL && (subject->reply->code < code->low ||
                            subject->reply->code > code->high))
        code = code->next;
    if (code == NULL && rule->codes != NULL)
        return false;
    while (dsn != NULL &&
           (subject->dsn.cls == 0 ||
            !number_fits(dsn->key.cls, subject->dsn.cls) ||
            !number_fits(dsn->key.subject, subject->dsn.subject) ||
            !number_fits(dsn->key.detail, subject->dsn.detail)))
        dsn = dsn->next;
    return dsn != NULL || rule->dsns == NULL;
}

static bool
provider_fits(const struct bs_reply *reply, const struct bs_text_rule *rule)
{
    const struct bs_text_provider *one = rule->providers;

    if (one == NULL)
        return true;
    if (reply->provider == NULL)
        return reply->anyone && (rule->needles != NULL || rule->rx != NULL);
    while (one != NULL && one->provider != reply->provider)
        one = one->next;
    return one != NULL;
}

/* The MTA's own words: where a remote server replied they are not its own. */
static bool
mta_fits(const struct bs_reply *reply, const struct bs_text_rule *rule)
{
    const struct bs_text_word *one = rule->mtas;

    if (one == NULL)
        return true;
    if (reply->direction != BS_IN && reply->code != 0)
        return false;
    while (one != NULL && reply->mta.data != NULL &&
           !bs_str_eq(one->text, reply->mta))
        one = one->next;
    return one != NULL;
}

static bool rule_fits(const struct bs_matcher *matcher,
                      const struct subject *subject,
                      const struct bs_text_rule *rule)
{
    const struct bs_reply *reply = subject->reply;

    return provider_fits(reply, rule) &&
           (rule->directions == 0 ||
            (rule->directions >> reply->direction & 1) != 0) &&
           (rule->stages == 0 || (rule->stages & subject->stage) != 0) &&
           mta_fits(reply, rule) && codes_fit(subject, rule) &&
           text_fits(matcher, subject, rule);
}

const struct bs_text_rule *
bs_match(struct bs_matcher *matcher, const struct bs_reply *reply)
{
    struct subject subject;

    prepare(matcher, &subject, reply);
    for (size_t tier = 0; tier < BS_TIER_COUNT; tier++)
        for (const struct bs_text_rule *rule = matcher->texts->tiers[tier];
             rule != NULL; rule = rule->next)
            if (rule_fits(matcher, &subject, rule))
                return rule;
    return NULL;
}
