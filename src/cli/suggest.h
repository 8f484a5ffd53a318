/* SPDX-License-Identifier: MIT */
/* suggest - which known word did a typing error mean? */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

#define SUGGEST_MAX 64 /* bytes of a word; longer ones match nothing */

struct suggest {
    const char *word; /* as typed */
    const char *best; /* the nearest so far, NULL if none is near */
    size_t distance;  /* of best */
};

void suggest_init(struct suggest *suggest, const char *word);

/* Offers a known word; near are a few changed letters, or a prefix. */
void suggest_offer(struct suggest *suggest, const char *known);

/* " (did you mean 'PREFIXbest'?)", or nothing; returns out. */
const char *suggest_text(const struct suggest *suggest, const char *prefix,
                         char *out, size_t size);

#endif
