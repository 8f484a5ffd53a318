/* SPDX-License-Identifier: MIT */
/*
 * fill - puts values into a sentence of words.tsv.
 *
 * {name}           the value of that name: a field, else a column of the row
 * {name|one|many}  the word that fits the number
 * [...]            left out if all values in it are none, zero or empty
 */
#ifndef CLI_FILL_H
#define CLI_FILL_H

#include "cli/rows.h"

struct field {
    const char *name;
    struct cell cell;
};

struct fill {
    const struct field *fields;
    size_t field_count;
    const struct rows *rows; /* NULL: fields only */
    enum bs_lang lang;
    bool markdown; /* texts are escaped for Markdown, else for a terminal */
    size_t most;   /* columns of a text; 0: as usual */
    size_t row;    /* of the rows */
};

/* Appends the sentence; a name that is not known stays as it stands. */
void fill_sentence(struct out *out, const char *sentence,
                   const struct fill *fill);

/* The sentence as a text of its own; free() it. */
char *fill_copy(const char *sentence, const struct fill *fill);

/* Text of at most columns, safe for a terminal; cut text ends with an
 * ellipsis. */
void fill_cut(struct out *out, struct bs_str text, size_t columns);

#endif
