/* SPDX-License-Identifier: MIT */
/*
 * words - headings and words of the reports, in English and German.
 *
 * Reads patterns/words.tsv. It has the columns key, en and de; rows stand in
 * order of key, compared as bytes.
 */
#ifndef BOUNCESTAT_WORDS_H
#define BOUNCESTAT_WORDS_H

#include "bouncestat/codebook.h"
#include "bouncestat/data.h"

struct bs_words;

/*
 * Loads the words. On success *out is owned by the caller, who gives it to
 * bs_words_close(); data is used during the call only.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX.
 */
BS_API BS_MUST_CHECK enum bs_status bs_words_open(struct bs_words **out,
                                                  const struct bs_data *data,
                                                  struct bs_error *err);

/* The text of a key, which lives as long as the words; NULL if there is no
 * such key. */
BS_API const char *
bs_words_find(const struct bs_words *words, const char *key, enum bs_lang lang);

/* Frees the words; NULL is allowed. */
BS_API void bs_words_close(struct bs_words *words);

#endif
