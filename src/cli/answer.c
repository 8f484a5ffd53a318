/* SPDX-License-Identifier: MIT */
/* answer - prints what the codebook knows about one code. */
#include "cli/answer.h"

#include <string.h>

#include "cli/parts.h"

static const struct words {
    const char *meaning, *advice, *source;
    const char *no_entry, *in_general;
    const char *grades[10];
} words[BS_LANG_COUNT] = {
    [BS_EN] = {.meaning = "What it means",
               .advice = "What to do",
               .source = "Source",
               .no_entry = "no entry for",
               .in_general = "in general,",
               .grades = {[2] = "success",
                          [3] = "go on",
                          [4] = "for now",
                          [5] = "for good"}},
    [BS_DE] = {.meaning = "Was es hei\xC3\x9Ft",
               .advice = "Was zu tun ist",
               .source = "Woher",
               .no_entry = "kein Eintrag f\xC3\xBCr",
               .in_general = "allgemein gilt",
               .grades = {[2] = "Erfolg",
                          [3] = "weiter",
                          [4] = "vorl\xC3\xA4ufig",
                          [5] = "endg\xC3\xBCltig"}},
};

static const char *grade_of(const struct answer *answer, enum bs_lang lang)
{
    if (answer->grade < '0' || answer->grade > '9')
        return NULL;
    return words[lang].grades[answer->grade - '0'];
}

void answer_text(struct out *out, const struct answer *answer,
                 enum bs_lang lang, size_t columns)
{
    const struct words *w = &words[lang];
    const struct bs_code_info *info = answer->info;

    if (answer->match != BS_CODE_EXACT)
        out_print(out, "%s %s; %s %s:\n", w->no_entry, answer->code,
                  w->in_general, info->key);
    parts_head(out, answer->match == BS_CODE_EXACT ? answer->code : info->key,
               info->name[lang], grade_of(answer, lang), columns);
    parts_put(out, w->meaning, info->meaning[lang], columns);
    parts_put(out, w->advice, info->advice[lang], columns);
    parts_put(out, w->source, info->source, columns);
}

static const char *match_text(enum bs_code_match match)
{
    switch (match) {
    case BS_CODE_NONE: return "none";
    case BS_CODE_EXACT: return "exact";
    case BS_CODE_SUBJECT: return "subject";
    case BS_CODE_CLASS: return "class";
    }
    return "none";
}

static void json_part(struct json *json, const char *key, const char *text)
{
    bool none = text == NULL || text[0] == '\0' || strcmp(text, "-") == 0;

    json_text(json, key, bs_str_of(none ? NULL : text));
}

void answer_json(struct json *json, const struct answer *answer)
{
    static const struct bs_code_info unknown = {0};
    const struct bs_code_info *info =
        answer->info != NULL ? answer->info : &unknown;

    json_open(json, NULL, '{');
    json_part(json, "code", answer->code);
    json_part(json, "match", match_text(answer->match));
    json_part(json, "key", info->key);
    json_part(json, "name_en", info->name[BS_EN]);
    json_part(json, "name_de", info->name[BS_DE]);
    json_part(json, "meaning_en", info->meaning[BS_EN]);
    json_part(json, "meaning_de", info->meaning[BS_DE]);
    json_part(json, "advice_en", info->advice[BS_EN]);
    json_part(json, "advice_de", info->advice[BS_DE]);
    json_part(json, "source", info->source);
    json_close(json, '}');
}
