/* SPDX-License-Identifier: MIT */
/*
 * classify - why mail failed, at whom.
 *
 * Verdicts are remembered by a hash of all that they depend on, the text being
 * masked: a log has few different replies, however many recipients.
 *
 * Memory   Nothing is allocated per reply.
 */
#include "bouncestat/classifier.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "classify/local.h"
#include "classify/mask.h"
#include "classify/readable.h"
#include "classify/reply.h"
#include "classify/state.h"

static enum bs_status find_own(const struct bs_class **out,
                               const struct bs_classes *classes, const char *id,
                               struct bs_error *err)
{
    *out = bs_classes_find(classes, bs_str_of(id));
    if (*out != NULL)
        return BS_OK;
    return bs_fail_at(err, bs_table_label(classes->table), 1, "no class '%s'",
                      id);
}

static enum bs_status load(struct bs_classifier *c, const struct bs_data *data,
                           const struct bs_data *texts, struct bs_error *err)
{
    const struct bs_texts_source from = {texts, &c->classes, &c->providers};
    enum bs_status status = bs_classes_load(&c->classes, data, err);

    if (status == BS_OK)
        status = find_own(&c->unclassified, &c->classes, "unclassified", err);
    if (status == BS_OK)
        status = find_own(&c->expired, &c->classes, "expired", err);
    if (status == BS_OK)
        status = bs_providers_load(&c->providers, data, err);
    if (status == BS_OK)
        status = bs_texts_load(&c->texts, &from, err);
    if (status == BS_OK)
        status = bs_rx_context_new(&c->matcher.rx, err);
    c->matcher.texts = &c->texts;
    for (unsigned i = 0; i < BS_SEVERITY_COUNT; i++)
        c->severities[i] = bs_str_of(bs_severity_text((enum bs_severity)i));
    return status;
}

enum bs_status
bs_classifier_open_texts(struct bs_classifier **out, const struct bs_data *data,
                         const struct bs_data *texts, struct bs_error *err)
{
    struct bs_classifier *c = bs_new(1, sizeof *c);
    enum bs_status status;

    *out = NULL;
    if (c == NULL)
        return bs_fail_memory(err);
    bs_hash_key_init(&c->key, 0);
    status = load(c, data, texts, err);
    if (status != BS_OK) {
        bs_classifier_close(c);
        return status;
    }
    *out = c;
    return BS_OK;
}

enum bs_status bs_classifier_open(struct bs_classifier **out,
                                  const struct bs_data *data, uint64_t seed,
                                  struct bs_error *err)
{
    enum bs_status status = bs_classifier_open_texts(out, data, data, err);

    if (status == BS_OK)
        bs_hash_key_init(&(*out)->key, seed);
    return status;
}

void bs_classifier_close(struct bs_classifier *c)
{
    if (c == NULL)
        return;
    bs_rx_context_free(c->matcher.rx);
    bs_texts_clear(&c->texts);
    bs_providers_clear(&c->providers);
    bs_classes_clear(&c->classes);
    bs_free(c);
}

const struct bs_provider *bs_provider_find(struct bs_classifier *c,
                                           struct bs_str relay,
                                           struct bs_str domain)
{
    const struct bs_provider *provider =
        bs_providers_match(&c->providers, BS_SCOPE_RELAY, relay);

    if (provider != NULL)
        return provider;
    return bs_providers_match(&c->providers, BS_SCOPE_DOMAIN, domain);
}

/* What is only put off does not tell that an address is dead. */
static enum bs_severity
temper(enum bs_severity severity, const struct bs_reply *reply)
{
    const bool temporary = reply->code / 100 == 4 ||
                           reply->outcome == BS_DEFERRED ||
                           reply->outcome == BS_TEMPFAILED;

    return severity == BS_HARD && temporary ? BS_SOFT : severity;
}

void bs_judge(struct bs_classifier *c, const struct bs_reply *reply,
              struct bs_verdict *verdict)
{
    const struct bs_text_rule *rule = bs_match(&c->matcher, reply);
    const bool expired = reply->outcome == BS_EXPIRED;

    c->judged++;
    *verdict = (struct bs_verdict){
        .class = expired ? c->expired : c->unclassified,
        .provider = reply->provider,
        .rule = expired ? "expired" : "unclassified",
    };
    if (rule != NULL) {
        verdict->class = rule->class;
        verdict->rule = rule->name;
        if (reply->provider == NULL && rule->providers != NULL)
            verdict->provider = rule->providers->provider;
    }
    verdict->severity = rule != NULL && rule->has_severity
                            ? rule->severity
                            : verdict->class->severity;
    verdict->severity = temper(verdict->severity, reply);
}

static uint64_t hash_of(const struct bs_classifier *c,
                        const struct bs_reply *reply, struct bs_str key)
{
    const uint64_t codes =
        (uint64_t)reply->code << 48 | (uint64_t)reply->dsn.cls << 44 |
        (uint64_t)(reply->dsn.subject & 0xfff) << 32 |
        (uint64_t)reply->dsn.detail << 16 |
        (uint64_t)bs_stage_parse(reply->stage) << 8 |
        (uint64_t)reply->direction << 5 | (uint64_t)reply->outcome << 1 |
        (uint64_t)reply->anyone;
    const uint64_t all[] = {bs_hash_wide(&c->key, key), codes,
                            (uint64_t)(uintptr_t)reply->provider,
                            bs_hash_wide(&c->key, reply->mta)};

    return 1 | bs_hash_wide(&c->key,
                            (struct bs_str){(const char *)all, sizeof all});
}

/* text is that of the reply, perhaps without local parts. */
static const struct bs_remembered *remember(struct bs_classifier *c,
                                            const struct bs_reply *reply,
                                            struct bs_str text)
{
    char masked[BS_TEXT_MAX];
    const struct bs_str key = {masked, bs_mask(masked, text)};
    const uint64_t hash = hash_of(c, reply, key);
    const size_t set = hash >> 1 & (BS_REMEMBERED_SETS - 1);
    struct bs_remembered *place;
    size_t way = 0;

    while (way < BS_REMEMBERED_WAYS && c->hashes[set][way] != hash)
        way++;
    if (way < BS_REMEMBERED_WAYS)
        return &c->remembered[set][way];
    way = c->oldest[set]++ % BS_REMEMBERED_WAYS;
    place = &c->remembered[set][way];
    bs_judge(c, reply, &place->verdict);
    place->text_len = bs_readable(place->text, key);
    place->hash = hash;
    c->hashes[set][way] = hash;
    return place;
}

static struct bs_str cut(struct bs_str text)
{
    if (text.len > BS_TEXT_MAX)
        text.len = BS_TEXT_MAX;
    return text;
}

void bs_classify(struct bs_classifier *c, const struct bs_reply *reply,
                 struct bs_verdict *verdict)
{
    if (reply->outcome == BS_DELIVERED || reply->outcome == BS_RELAYED) {
        *verdict = (struct bs_verdict){.severity = BS_SEVERITY_COUNT,
                                       .provider = reply->provider};
        return;
    }
    *verdict = remember(c, reply, cut(reply->text))->verdict;
}

static const struct bs_remembered *remember_event(struct bs_classifier *c,
                                                  const struct bs_reply *reply,
                                                  const struct bs_event *event)
{
    char own[BS_TEXT_MAX];
    const struct bs_str text =
        bs_local_hide(own, cut(reply->text), event->recipient);

    return remember(c, reply, bs_local_hide(own, text, event->sender));
}

/* Who refuses a client is this server itself. */
static const struct bs_provider *
provider_of(struct bs_classifier *c, const struct bs_event *event)
{
    if (event->direction == BS_IN)
        return NULL;
    return bs_provider_find(c, event->relay, event->domain);
}

void bs_classify_event(struct bs_classifier *c, struct bs_event *event)
{
    const struct bs_provider *provider = provider_of(c, event);
    struct bs_reply reply;
    const struct bs_remembered *found;

    event->class = (struct bs_str){0};
    event->severity = (struct bs_str){0};
    event->masked = (struct bs_str){0};
    event->verdict = 0;
    event->provider = provider != NULL ? provider->id : (struct bs_str){0};
    if (event->outcome == BS_DELIVERED || event->outcome == BS_RELAYED)
        return; /* most are: nothing more is copied */
    reply = (struct bs_reply){
        .direction = event->direction,
        .outcome = event->outcome,
        .stage = event->stage,
        .code = event->code,
        .dsn = event->dsn,
        .text = event->text,
        .provider = provider,
        .mta = event->mta,
    };
    found = remember_event(c, &reply, event);
    event->class = found->verdict.class->id;
    event->severity = c->severities[found->verdict.severity];
    if (found->text_len > 0)
        event->masked = (struct bs_str){found->text, found->text_len};
    event->verdict = found->hash;
}

const struct bs_class *
bs_classifier_class(const struct bs_classifier *c, struct bs_str id)
{
    return bs_classes_find(&c->classes, id);
}

const struct bs_class *
bs_classifier_class_at(const struct bs_classifier *c, size_t i)
{
    return i < c->classes.count ? &c->classes.rows[i] : NULL;
}

const struct bs_provider *
bs_classifier_provider(const struct bs_classifier *c, struct bs_str id)
{
    return bs_providers_find(&c->providers, id);
}
