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
    struct bs_str text;
    struct bs_str lower;
    struct bs_esc dsn; /* the one that says most */
    unsigned stage;
};

static void prepare(struct bs_matcher *matcher, struct subject *subject,
                    const struct bs_reply *reply)
{
    size_t len = reply->text.len < BS_TEXT_MAX ? reply->text.len : BS_TEXT_MAX;

    *subject = (struct subject){
        .reply = reply,
        .text = {reply->text.data != NULL ? reply->text.data : "", len},
        .lower = {matcher->lower, len},
        .dsn = reply->dsn,
        .stage = bs_stage_parse(reply->stage),
    };
    if (bs_dsn_is_vague(reply->dsn)) {
        const struct bs_esc found = bs_dsn_search(subject->text);

        if (found.cls != 0)
            subject->dsn = found;
    }
    for (size_t i = 0; i < len; i++)
        matcher->lower[i] = bs_lower(subject->text.data[i]);
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

    while (needle != NULL && !has_needle(matcher, subject->lower, needle))
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
