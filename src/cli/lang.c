/* SPDX-License-Identifier: MIT */
/*
 * lang - the language of reports and explanations.
 *
 * Knows    The names of the locale's variables; the locale itself need not be
 *          installed, and setlocale() is never called.
 */
#include "cli/lang.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"en", "de", NULL}; /* enum bs_lang */

const struct opt lang_options[] = {
    {.name = "lang",
     .kind = OPT_WORD,
     .at = offsetof(struct lang_choice, lang),
     .words = words,
     .arg = "LANG",
     .help = "language: en or de (default: from the locale)"},
};
const size_t lang_options_count = COUNT_OF(lang_options);

enum bs_lang lang_of_locale(const char *locale)
{
    if (strncmp(locale, "de", 2) != 0)
        return BS_EN;
    return strchr("_.@", locale[2]) != NULL ? BS_DE : BS_EN;
}

enum bs_lang lang_of(const struct lang_choice *choice)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    if (choice->lang > 0)
        return (enum bs_lang)(choice->lang - 1);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *locale = getenv(names[i]);

        if (locale != NULL && locale[0] != '\0')
            return lang_of_locale(locale);
    }
    return BS_EN;
}
