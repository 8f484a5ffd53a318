/* SPDX-License-Identifier: MIT */
/* lang - the language of reports and explanations. */
#ifndef CLI_LANG_H
#define CLI_LANG_H

#include "bouncestat/codebook.h"
#include "cli/opt.h"

struct lang_choice {
    int lang; /* --lang: number of the word, 0 if not given */
};

extern const struct opt lang_options[];
extern const size_t lang_options_count;

/* --lang or, without it, what LC_ALL, LC_MESSAGES and LANG say. */
enum bs_lang lang_of(const struct lang_choice *choice);

/* The language of a locale's name: "de_AT.UTF-8". */
enum bs_lang lang_of_locale(const char *locale);

#endif
