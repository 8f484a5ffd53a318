/* SPDX-License-Identifier: MIT */
/*
 * suggest - which known word did a typing error mean?
 *
 * Source   Optimal string alignment: insert, delete, change, swap neighbours.
 */
#include "cli/suggest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, const char *b)
{
    size_t rows[3][SUGGEST_MAX + 1];
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);

    if (a_len > SUGGEST_MAX || b_len > SUGGEST_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);

            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

void suggest_init(struct suggest *suggest, const char *word)
{
    size_t len = strlen(word);

    *suggest = (struct suggest){
        .word = word, /* a third of the letters may be wrong, at most two */
        .distance = 1 + (len < 3   ? 0
                         : len < 6 ? 1
                                   : 2),
    };
}

void suggest_offer(struct suggest *suggest, const char *known)
{
    size_t len = strlen(suggest->word);
    size_t far = distance(suggest->word, known);

    if (len >= 2 && strncmp(suggest->word, known, len) == 0)
        far = 0;
    if (far >= suggest->distance)
        return;
    suggest->best = known;
    suggest->distance = far;
}

const char *suggest_text(const struct suggest *suggest, const char *prefix,
                         char *out, size_t size)
{
    out[0] = '\0';
    if (suggest->best != NULL)
        (void)snprintf(out, size, " (did you mean '%s%s'?)", prefix,
                       suggest->best);
    return out;
}
