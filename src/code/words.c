/* SPDX-License-Identifier: MIT */
/*
 * words - headings and words of the reports, in English and German.
 *
 * Memory   The texts are the cells of the table, which lives as long as the
 *          words.
 */
#include "bouncestat/words.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "data/table.h"

enum column { KEY, EN, DE, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {
    [KEY] = "key", [EN] = "en", [DE] = "de"};

struct bs_words {
    struct bs_table *table;
    size_t at[COLUMN_COUNT];
};

static const char *key_at(const struct bs_words *words, size_t row)
{
    return bs_table_cell(words->table, row, words->at[KEY]);
}

static enum bs_status
check_order(const struct bs_words *words, struct bs_error *err)
{
    for (size_t row = 1; row < bs_table_rows(words->table); row++)
        if (strcmp(key_at(words, row - 1), key_at(words, row)) >= 0)
            return bs_fail_at(err, bs_table_label(words->table),
                              bs_table_line(words->table, row),
                              "key '%s' is not in order, or twice",
                              key_at(words, row));
    return BS_OK;
}

enum bs_status bs_words_open(struct bs_words **out, const struct bs_data *data,
                             struct bs_error *err)
{
    struct bs_words *words = bs_new(1, sizeof *words);
    enum bs_status status;

    *out = NULL;
    if (words == NULL)
        return bs_fail_memory(err);
    status = bs_table_open(&words->table, data, "patterns/words.tsv", err);
    if (status == BS_OK)
        status = bs_table_columns(words->at, words->table, column_names,
                                  COLUMN_COUNT, err);
    if (status == BS_OK)
        status = check_order(words, err);
    if (status == BS_OK) {
        *out = words;
        words = NULL; /* the caller owns it now */
    }
    bs_words_close(words);
    return status;
}

const char *
bs_words_find(const struct bs_words *words, const char *key, enum bs_lang lang)
{
    size_t low = 0;
    size_t high = bs_table_rows(words->table);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(key, key_at(words, middle));

        if (order == 0)
            return bs_table_cell(words->table, middle,
                                 words->at[lang == BS_DE ? DE : EN]);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

void bs_words_close(struct bs_words *words)
{
    if (words == NULL)
        return;
    bs_table_free(words->table);
    bs_free(words);
}
