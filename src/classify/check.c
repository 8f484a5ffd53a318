/* SPDX-License-Identifier: MIT */
/*
 * check - runs the samples of patterns/texts.conf.
 *
 * Each sample must be taken by its own rule. What a sample does not say (the
 * provider, the stage, a code that the MTA logs elsewhere) is as its rule
 * wants it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "classify/reply.h"
#include "classify/state.h"

#define REPEATED 16        /* times that a sample is written on end */
#define STEPS_MAX 4000000  /* of a match on so many samples */
#define STEPS_PER_BYTE 400 /* in the longest subject */

struct checker {
    struct bs_classifier *classifier;
    bs_classifier_fault_fn *report;
    void *context;
    size_t samples;
    size_t faults;
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
    (void)bs_fail_at(&err, c->classifier->texts.label, line, "%s", text);
    c->report(c->context, err.text);
    c->faults++;
}

static uint16_t known(uint16_t number, uint16_t otherwise)
{
    return number == BS_ANY ? otherwise : number;
}

static struct bs_str stage_name(unsigned stages)
{
    if ((stages & BS_STAGE_CONNECT) != 0)
        return BS_STR("connect");
    if ((stages & BS_STAGE_MAIL) != 0)
        return BS_STR("MAIL FROM");
    return (stages & BS_STAGE_RCPT) != 0 ? BS_STR("RCPT TO")
                                         : BS_STR("end of DATA");
}

static void set_outcome(struct bs_reply *reply)
{
    const unsigned grade =
        reply->code != 0 ? reply->code / 100U : reply->dsn.cls;

    if (reply->direction == BS_IN)
        reply->outcome = grade == 4 ? BS_TEMPFAILED : BS_REJECTED;
    else
        reply->outcome = grade == 5 ? BS_BOUNCED : BS_DEFERRED;
}

static void complete(struct bs_reply *reply, const struct bs_text_rule *rule)
{
    if (reply->code == 0 && rule->codes != NULL)
        reply->code = rule->codes->low;
    if (bs_dsn_is_vague(reply->dsn) && rule->dsns != NULL) {
        const struct bs_esc key = rule->dsns->key;

        reply->dsn = (struct bs_esc){
            known(key.cls, reply->code / 100 == 4 || reply->code == 0 ? 4 : 5),
            known(key.subject, 0), known(key.detail, 0)};
    }
    if (rule->mtas != NULL)
        reply->mta = rule->mtas->text;
    if (rule->stages != 0 && (bs_stage_parse(reply->stage) & rule->stages) == 0)
        reply->stage = stage_name(rule->stages);
    reply->direction = rule->directions == 1U << BS_IN ? BS_IN : BS_OUT;
    set_outcome(reply);
}

static void check_sample(struct checker *c, const struct bs_text_rule *rule,
                         const struct bs_text_sample *sample,
                         const struct bs_provider *provider)
{
    struct bs_reply reply;
    struct bs_verdict verdict;
    struct bs_str host;

    bs_reply_read(&reply, &host, sample->text);
    if (rule->mtas != NULL && rule->directions != 1U << BS_IN) {
        reply.code = 0; /* the MTA's own words */
        reply.text = sample->text;
    }
    complete(&reply, rule);
    reply.provider = provider;
    bs_judge(c->classifier, &reply, &verdict);
    if (verdict.rule != rule->name)
        fault(c, sample->line, "not taken by '%s', but by '%s'", rule->name,
              verdict.rule);
}

/* A pattern whose work grows faster than its subject. */
static enum bs_status check_speed(struct checker *c,
                                  const struct bs_text_rule *rule,
                                  struct bs_error *err)
{
    char room[BS_TEXT_MAX];
    const struct bs_str sample = rule->samples->text;
    struct bs_str subject = {room, 0};
    uint64_t steps;
    enum bs_status status;

    for (int i = 0; i < REPEATED && subject.len + sample.len < sizeof room;
         i++) {
        memcpy(room + subject.len, sample.data, sample.len);
        subject.len += sample.len;
    }
    status = bs_rx_search_steps(&steps, rule->pattern, subject, STEPS_MAX, err);
    if (status == BS_OK && steps > STEPS_PER_BYTE * (subject.len + 1))
        fault(c, rule->regex_line,
              "slow pattern: %llu steps for %zu bytes of its sample on end",
              (unsigned long long)steps, subject.len);
    return status;
}

static enum bs_status check_rule(struct checker *c,
                                 const struct bs_text_rule *rule,
                                 struct bs_error *err)
{
    const struct bs_text_sample *s = rule->samples; /* there is always one */

    do {
        const struct bs_text_provider *one = rule->providers;

        c->samples++;
        if (one == NULL)
            check_sample(c, rule, s, NULL);
        for (; one != NULL; one = one->next)
            check_sample(c, rule, s, one->provider);
        s = s->next;
    } while (s != NULL);
    return rule->rx != NULL ? check_speed(c, rule, err) : BS_OK;
}

enum bs_status
bs_classifier_check(const struct bs_data *data, const struct bs_data *texts,
                    bs_classifier_fault_fn *report, void *context,
                    size_t *samples, size_t *faults, struct bs_error *err)
{
    struct checker c = {.report = report, .context = context};
    enum bs_status status = bs_classifier_open_texts(
        &c.classifier, data, texts != NULL ? texts : data, err);

    for (size_t tier = 0; status == BS_OK && tier < BS_TIER_COUNT; tier++)
        for (const struct bs_text_rule *rule = c.classifier->texts.tiers[tier];
             rule != NULL && status == BS_OK; rule = rule->next)
            status = check_rule(&c, rule, err);
    *samples = c.samples;
    *faults = c.faults;
    bs_classifier_close(c.classifier);
    return status;
}
