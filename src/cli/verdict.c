/* SPDX-License-Identifier: MIT */
/* verdict - prints why a reply was given, and what to do. */
#include "cli/verdict.h"

#include <stdio.h>
#include <string.h>

#include "cli/parts.h"
#include "cli/width.h"

#define CODES_SIZE 32
#define WHY_SIZE 256

static const struct words {
    const char *meaning, *advice, *why, *rule, *provider;
    const char *severities[BS_SEVERITY_COUNT];
} words[BS_LANG_COUNT] = {
    [BS_EN] = {.meaning = "What it means",
               .advice = "What to do",
               .why = "Why",
               .rule = "rule",
               .provider = "provider",
               .severities = {[BS_HARD] = "for good (hard)",
                              [BS_SOFT] = "for now (soft)",
                              [BS_BLOCK] = "sender's side (block)",
                              [BS_INFO] = "for information (info)"}},
    [BS_DE] = {.meaning = "Was es hei\xC3\x9Ft",
               .advice = "Was zu tun ist",
               .why = "Woher",
               .rule = "Regel",
               .provider = "Anbieter",
               .severities = {[BS_HARD] = "endg\xC3\xBCltig (hard)",
                              [BS_SOFT] = "vorl\xC3\xA4ufig (soft)",
                              [BS_BLOCK] = "Absenderseite (block)",
                              [BS_INFO] = "zur Kenntnis (info)"}},
};

void verdict_of_text(struct verdict *verdict, struct bs_classifier *classifier,
                     struct bs_str text)
{
    struct bs_str host;

    bs_reply_read(&verdict->reply, &host, text);
    verdict->reply.provider =
        bs_provider_find(classifier, host, (struct bs_str){0});
    verdict->reply.anyone = verdict->reply.provider == NULL;
    bs_classify(classifier, &verdict->reply, &verdict->judged);
}

void verdict_of_event(struct verdict *verdict, struct bs_classifier *classifier,
                      const struct bs_event *event)
{
    verdict->reply = (struct bs_reply){
        .direction = event->direction,
        .outcome = event->outcome,
        .stage = event->stage,
        .code = event->code,
        .dsn = event->dsn,
        .text = event->text,
        .provider = bs_classifier_provider(classifier, event->provider),
        .mta = event->mta,
    };
    bs_classify(classifier, &verdict->reply, &verdict->judged);
}

bool verdict_is_known(const struct verdict *verdict)
{
    return verdict->judged.class != NULL &&
           strcmp(verdict->judged.rule, "unclassified") != 0;
}

/* "550 5.4.1"; "" if there is no code. */
static const char *codes_of(char room[CODES_SIZE], const struct bs_reply *reply)
{
    char dsn[BS_ESC_BUFSIZE];
    const size_t len = bs_esc_format(dsn, reply->dsn);
    const char *gap = len > 0 && reply->code != 0 ? " " : "";

    if (reply->code != 0)
        (void)snprintf(room, CODES_SIZE, "%03u%s%s", reply->code, gap, dsn);
    else
        (void)snprintf(room, CODES_SIZE, "%s", dsn);
    return room;
}

void verdict_text(struct out *out, const struct verdict *verdict,
                  enum bs_lang lang, size_t columns)
{
    const struct bs_verdict *judged = &verdict->judged;
    const struct words *w = &words[lang];
    char codes[CODES_SIZE];
    char why[WHY_SIZE];

    parts_head(out, codes_of(codes, &verdict->reply), judged->class->name[lang],
               w->severities[judged->severity], columns);
    parts_put(out, w->meaning, judged->class->meaning[lang], columns);
    parts_put(out, w->advice, judged->class->advice[lang], columns);
    if (judged->provider != NULL)
        (void)snprintf(why, sizeof why, "%s '%s', %s %s", w->rule, judged->rule,
                       w->provider, judged->provider->name);
    else
        (void)snprintf(why, sizeof why, "%s '%s'", w->rule, judged->rule);
    parts_put(out, w->why, why, columns);
}

static void put(struct json *json, const char *key, const char *text)
{
    json_text(json, key,
              bs_str_of(text == NULL || text[0] == '\0' ? NULL : text));
}

void verdict_json(struct json *json, const struct verdict *verdict)
{
    const struct bs_verdict *judged = &verdict->judged;
    const struct bs_class *class = judged->class;
    char dsn[BS_ESC_BUFSIZE];

    if (!verdict_is_known(verdict)) {
        json_null(json, "verdict");
        return;
    }
    (void)bs_esc_format(dsn, verdict->reply.dsn);
    json_open(json, "verdict", '{');
    put(json, "outcome", bs_outcome_text(verdict->reply.outcome));
    if (verdict->reply.code != 0)
        json_integer(json, "code", verdict->reply.code);
    else
        json_null(json, "code");
    put(json, "dsn", dsn);
    json_text(json, "class", class->id);
    put(json, "severity", bs_severity_text(judged->severity));
    put(json, "blame", class->blame);
    json_text(json, "provider",
              judged->provider != NULL ? judged->provider->id
                                       : (struct bs_str){0});
    put(json, "rule", judged->rule);
    put(json, "name_en", class->name[BS_EN]);
    put(json, "name_de", class->name[BS_DE]);
    put(json, "meaning_en", class->meaning[BS_EN]);
    put(json, "meaning_de", class->meaning[BS_DE]);
    put(json, "advice_en", class->advice[BS_EN]);
    put(json, "advice_de", class->advice[BS_DE]);
    json_close(json, '}');
}
