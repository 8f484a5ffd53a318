/* SPDX-License-Identifier: MIT */
/*
 * codebook - what a code means and what to do, in English and German.
 *
 * Reads patterns/replies.tsv and patterns/codes.tsv. Both have the columns
 * key, name_en, name_de, meaning_en, meaning_de, advice_en, advice_de, source,
 * in any order; only advice may be "-". Rows stand in order of key, X and x
 * behind the digits. Keys of the first: "550", and "5xx" for a class; of the
 * second: "5.1.1", "X.1.1", "X.1.X" for a subject, "5.X.X" for a class.
 */
#ifndef BOUNCESTAT_CODEBOOK_H
#define BOUNCESTAT_CODEBOOK_H

#include <stddef.h>
#include <stdint.h>

#include "bouncestat/code.h"
#include "bouncestat/data.h"

struct bs_codebook;

enum bs_lang { BS_EN, BS_DE, BS_LANG_COUNT };

struct bs_code_info {                   /* texts live as long as the book */
    const char *key;                    /* "550", "X.7.1", "X.7.X" */
    const char *name[BS_LANG_COUNT];    /* a few words, for lists */
    const char *meaning[BS_LANG_COUNT]; /* a sentence or two */
    const char *advice[BS_LANG_COUNT];  /* what to do */
    const char *source;                 /* "RFC 5321 section 4.2.3" */
};

/* How near the entry is to the code that was asked for. */
enum bs_code_match {
    BS_CODE_NONE,    /* not known at all */
    BS_CODE_EXACT,   /* this code, whichever class the table names */
    BS_CODE_SUBJECT, /* X.7.X: only the subject is known */
    BS_CODE_CLASS    /* 5.X.X, or 5xx: only the class is known */
};

/*
 * Loads the tables. On success *out is owned by the caller, who gives it to
 * bs_codebook_close(); data is used during the call only.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX.
 */
BS_API BS_MUST_CHECK enum bs_status bs_codebook_open(struct bs_codebook **out,
                                                     const struct bs_data *data,
                                                     struct bs_error *err);

/* The entry for a basic reply code, or for an enhanced code; NULL, with
 * *match BS_CODE_NONE, if there is not even one for its class. */
BS_API const struct bs_code_info *
bs_codebook_reply(const struct bs_codebook *book, uint16_t code,
                  enum bs_code_match *match);
BS_API const struct bs_code_info *
bs_codebook_enhanced(const struct bs_codebook *book, struct bs_esc code,
                     enum bs_code_match *match);

/*
 * The one entry that explains a reply best: the enhanced code's exact entry,
 * unless it is X.0.0, which says nothing; else the basic code's exact entry;
 * else what bs_codebook_enhanced() finds; else the basic code's class. code 0
 * and esc {0, 0, 0} stand for "none". NULL, with *match BS_CODE_NONE, if
 * there is not even that.
 */
BS_API const struct bs_code_info *
bs_codebook_explain(const struct bs_codebook *book, uint16_t code,
                    struct bs_esc esc, enum bs_code_match *match);

/* The i-th entry in order of key, NULL behind the last. */
BS_API const struct bs_code_info *
bs_codebook_reply_at(const struct bs_codebook *book, size_t i);
BS_API const struct bs_code_info *
bs_codebook_enhanced_at(const struct bs_codebook *book, size_t i);

/* Frees the book; NULL is allowed. */
BS_API void bs_codebook_close(struct bs_codebook *book);

#endif
