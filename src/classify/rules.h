/* SPDX-License-Identifier: MIT */
/*
 * rules - patterns/texts.conf, compiled.
 *
 * Knows: base, data, code, rx.
 */
#ifndef CLASSIFY_RULES_H
#define CLASSIFY_RULES_H

#include "base/arena.h"
#include "classify/classes.h"
#include "classify/provider.h"
#include "parse/rx.h"

#define BS_TEXT_MAX 4096 /* bytes of a reply that are looked at */

/* SMTP commands, as bits of a set. */
enum bs_stage {
    BS_STAGE_CONNECT = 1, /* greeting, EHLO, STARTTLS, AUTH */
    BS_STAGE_MAIL = 2,
    BS_STAGE_RCPT = 4,
    BS_STAGE_DATA = 8 /* DATA and what follows it */
};

/* In the order in which rules are tried. */
enum bs_tier {
    BS_TIER_PROVIDER, /* of a provider */
    BS_TIER_TEXT,     /* needle or regex */
    BS_TIER_DSN,
    BS_TIER_CODE,
    BS_TIER_COUNT
};

#define BS_GRAMS 4 /* of a needle */

struct bs_text_needle {
    struct bs_text_needle *next;
    struct bs_str text;
    uint16_t grams[BS_GRAMS]; /* bits of three bytes each */
    unsigned gram_count;
};

struct bs_text_sample {
    struct bs_text_sample *next;
    struct bs_str text;
    unsigned line;
};

struct bs_text_word { /* a list of words */
    struct bs_text_word *next;
    struct bs_str text;
};

struct bs_text_code { /* "550", "5xx" */
    struct bs_text_code *next;
    uint16_t low;
    uint16_t high;
};

struct bs_text_dsn {
    struct bs_text_dsn *next;
    struct bs_esc key;
};

struct bs_text_provider {
    struct bs_text_provider *next;
    const struct bs_provider *provider;
};

struct bs_text_rule { /* a condition without values always holds */
    struct bs_text_rule *next;
    const char *name;
    unsigned line;
    enum bs_tier tier;
    struct bs_text_provider *providers;
    struct bs_text_word *mtas;
    unsigned stages;     /* enum bs_stage; 0: any */
    unsigned directions; /* bit of enum bs_direction; 0: any */
    struct bs_text_code *codes;
    struct bs_text_dsn *dsns;
    struct bs_text_needle *needles;
    struct bs_rx *rx;
    struct bs_str pattern;
    unsigned regex_line;
    const struct bs_class *class;
    bool has_severity;
    enum bs_severity severity;
    struct bs_text_sample *samples;
};

struct bs_texts { /* zeroed is empty */
    struct bs_arena arena;
    const char *label;
    struct bs_text_rule *tiers[BS_TIER_COUNT]; /* in the order of the file */
    size_t count;
};

struct bs_texts_source { /* what the rules speak of */
    const struct bs_data *data;
    const struct bs_classes *classes;
    const struct bs_providers *providers;
};

/* Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX, BS_EPATTERN. To be cleared in
 * any case. */
BS_MUST_CHECK enum bs_status bs_texts_load(struct bs_texts *texts,
                                           const struct bs_texts_source *from,
                                           struct bs_error *err);

/* The bit of three bytes in lower case. */
static inline uint16_t bs_gram(const char *text)
{
    const uint32_t bytes = (uint32_t)(unsigned char)text[0] |
                           (uint32_t)(unsigned char)text[1] << 8 |
                           (uint32_t)(unsigned char)text[2] << 16;

    return (uint16_t)(bytes * UINT32_C(0x9e3779b1) >> 20);
}
#define BS_GRAM_BITS 4096

void bs_texts_clear(struct bs_texts *texts);

#endif
