/* SPDX-License-Identifier: MIT */
/*
 * codebook - what a code means and what to do, in English and German.
 *
 * A basic code is kept like an enhanced one, its first digit as the class
 * and the other two as the subject, so that both tables share their order
 * and their search.
 *
 * Memory   The texts are the cells of the two tables, which live as long as
 *          the book.
 * Source   RFC 5321 section 4.2.1 (the first digit is the class), RFC 3463.
 */
#include "bouncestat/codebook.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/number.h"
#include "data/table.h"

struct entry {
    struct bs_esc code;
    struct bs_code_info info;
};

struct shelf { /* one table */
    struct bs_table *table;
    struct entry *entries; /* in order of code */
    size_t count;
};

struct bs_codebook {
    struct shelf replies;
    struct shelf codes;
};

typedef bool key_fn(struct bs_esc *out, const char *key);

/* In the order of column_names. */
enum column {
    KEY,
    NAME_EN,
    NAME_DE,
    MEANING_EN,
    MEANING_DE,
    ADVICE_EN,
    ADVICE_DE,
    SOURCE,
    COLUMN_COUNT
};

static const char *const column_names[COLUMN_COUNT] = {
    [KEY] = "key",
    [NAME_EN] = "name_en",
    [NAME_DE] = "name_de",
    [MEANING_EN] = "meaning_en",
    [MEANING_DE] = "meaning_de",
    [ADVICE_EN] = "advice_en",
    [ADVICE_DE] = "advice_de",
    [SOURCE] = "source",
};

static struct bs_esc basic(uint16_t code)
{
    return (struct bs_esc){(uint16_t)(code / 100), (uint16_t)(code % 100), 0};
}

static struct bs_esc class_of(uint16_t cls)
{
    return (struct bs_esc){cls, BS_ANY, BS_ANY};
}

/* "550" or "5xx" */
static bool read_reply_key(struct bs_esc *out, const char *key)
{
    uint64_t code;

    if (strlen(key) != 3 || !bs_is_digit(key[0]) || key[0] == '0')
        return false;
    if (strcmp(key + 1, "xx") == 0) {
        *out = class_of((uint16_t)(key[0] - '0'));
        return true;
    }
    if (bs_number_parse(&code, 999, key, 3) != 3)
        return false;
    *out = basic((uint16_t)code);
    return true;
}

/* Only keys that a search can reach. */
static bool read_code_key(struct bs_esc *out, const char *key)
{
    const size_t len = strlen(key);

    if (len == 0 || bs_esc_parse_key(out, key, len) != len)
        return false;
    if (out->subject == BS_ANY)
        return out->cls != BS_ANY && out->detail == BS_ANY;
    return out->detail != BS_ANY || out->cls == BS_ANY;
}

static enum bs_status check_cells(const struct bs_table *table, size_t row,
                                  const size_t at[static COLUMN_COUNT],
                                  struct bs_error *err)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i == ADVICE_EN || i == ADVICE_DE)
            continue;
        if (bs_table_cell(table, row, at[i])[0] == '\0')
            return bs_fail_at(err, bs_table_label(table),
                              bs_table_line(table, row), "%s is missing",
                              column_names[i]);
    }
    return BS_OK;
}

static enum bs_status
check_order(const struct shelf *shelf, size_t row, struct bs_error *err)
{
    const struct entry *entry = &shelf->entries[row];
    int order;

    if (row == 0)
        return BS_OK;
    order = bs_esc_cmp(entry[-1].code, entry->code);
    if (order < 0)
        return BS_OK;
    return bs_fail_at(
        err, bs_table_label(shelf->table), bs_table_line(shelf->table, row),
        order == 0 ? "key '%s' twice" : "key '%s' is not in order",
        entry->info.key);
}

static enum bs_status read_row(struct shelf *shelf, size_t row,
                               const size_t at[static COLUMN_COUNT],
                               key_fn *read_key, struct bs_error *err)
{
    const struct bs_table *table = shelf->table;
    struct entry *entry = &shelf->entries[row];
    enum bs_status status = check_cells(table, row, at, err);

    if (status != BS_OK)
        return status;
    entry->info = (struct bs_code_info){
        .key = bs_table_cell(table, row, at[KEY]),
        .name = {[BS_EN] = bs_table_cell(table, row, at[NAME_EN]),
                 [BS_DE] = bs_table_cell(table, row, at[NAME_DE])},
        .meaning = {[BS_EN] = bs_table_cell(table, row, at[MEANING_EN]),
                    [BS_DE] = bs_table_cell(table, row, at[MEANING_DE])},
        .advice = {[BS_EN] = bs_table_cell(table, row, at[ADVICE_EN]),
                   [BS_DE] = bs_table_cell(table, row, at[ADVICE_DE])},
        .source = bs_table_cell(table, row, at[SOURCE]),
    };
    if (!read_key(&entry->code, entry->info.key))
        return bs_fail_at(err, bs_table_label(table), bs_table_line(table, row),
                          "'%s' is no key", entry->info.key);
    return check_order(shelf, row, err);
}

static enum bs_status fill(struct shelf *shelf, const struct bs_data *data,
                           const char *name, key_fn *read_key,
                           struct bs_error *err)
{
    enum bs_status status = bs_table_open(&shelf->table, data, name, err);
    size_t at[COLUMN_COUNT];

    if (status == BS_OK)
        status =
            bs_table_columns(at, shelf->table, column_names, COLUMN_COUNT, err);
    if (status != BS_OK)
        return status;
    shelf->count = bs_table_rows(shelf->table);
    shelf->entries = bs_new(shelf->count, sizeof *shelf->entries);
    if (shelf->entries == NULL)
        return bs_fail_memory(err);
    for (size_t row = 0; row < shelf->count && status == BS_OK; row++)
        status = read_row(shelf, row, at, read_key, err);
    return status;
}

enum bs_status bs_codebook_open(struct bs_codebook **out,
                                const struct bs_data *data,
                                struct bs_error *err)
{
    struct bs_codebook *book = bs_new(1, sizeof *book);
    enum bs_status status;

    *out = NULL;
    if (book == NULL)
        return bs_fail_memory(err);
    status =
        fill(&book->replies, data, "patterns/replies.tsv", read_reply_key, err);
    if (status == BS_OK)
        status =
            fill(&book->codes, data, "patterns/codes.tsv", read_code_key, err);
    if (status == BS_OK) {
        *out = book;
        book = NULL; /* the caller owns it now */
    }
    bs_codebook_close(book);
    return status;
}

static int compare(const void *code, const void *entry)
{
    return bs_esc_cmp(*(const struct bs_esc *)code,
                      ((const struct entry *)entry)->code);
}

static const struct bs_code_info *
find(const struct shelf *shelf, struct bs_esc code)
{
    const struct entry *hit = bsearch(&code, shelf->entries, shelf->count,
                                      sizeof *shelf->entries, compare);

    return hit != NULL ? &hit->info : NULL;
}

struct
try { /* a key to look for, and what a hit means */
    struct bs_esc code;
    enum bs_code_match match;
};

static const struct bs_code_info *
find_first(const struct shelf *shelf, const struct try *tries, size_t count,
           enum bs_code_match *match)
{
    for (size_t i = 0; i < count; i++) {
        const struct bs_code_info *info = find(shelf, tries[i].code);

        *match = tries[i].match;
        if (info != NULL)
            return info;
    }
    *match = BS_CODE_NONE;
    return NULL;
}

const struct bs_code_info *bs_codebook_reply(const struct bs_codebook *book,
                                             uint16_t code,
                                             enum bs_code_match *match)
{
    const struct try tries[] = {
        {basic(code), BS_CODE_EXACT},
        {class_of(code / 100), BS_CODE_CLASS},
    };

    return find_first(&book->replies, tries, sizeof tries / sizeof tries[0],
                      match);
}

const struct bs_code_info *bs_codebook_enhanced(const struct bs_codebook *book,
                                                struct bs_esc code,
                                                enum bs_code_match *match)
{
    const struct try tries[] = {
        {code, BS_CODE_EXACT},
        {{BS_ANY, code.subject, code.detail}, BS_CODE_EXACT},
        {{BS_ANY, code.subject, BS_ANY}, BS_CODE_SUBJECT},
        {class_of(code.cls), BS_CODE_CLASS},
    };

    *match = BS_CODE_NONE;
    if (code.cls == 0)
        return NULL; /* {0, 0, 0} is not X.0.0 */
    return find_first(&book->codes, tries, sizeof tries / sizeof tries[0],
                      match);
}

const struct bs_code_info *bs_codebook_explain(const struct bs_codebook *book,
                                               uint16_t code, struct bs_esc esc,
                                               enum bs_code_match *match)
{
    const bool vague = esc.subject == 0 && esc.detail == 0;
    enum bs_code_match by_esc;
    enum bs_code_match by_code;
    const struct bs_code_info *enhanced =
        bs_codebook_enhanced(book, esc, &by_esc);
    const struct bs_code_info *reply = bs_codebook_reply(book, code, &by_code);
    const bool take_reply =
        by_esc == BS_CODE_NONE ||
        (by_code == BS_CODE_EXACT && (vague || by_esc != BS_CODE_EXACT));

    *match = take_reply ? by_code : by_esc;
    return take_reply ? reply : enhanced;
}

static const struct bs_code_info *entry_at(const struct shelf *shelf, size_t i)
{
    return i < shelf->count ? &shelf->entries[i].info : NULL;
}

const struct bs_code_info *
bs_codebook_reply_at(const struct bs_codebook *book, size_t i)
{
    return entry_at(&book->replies, i);
}

const struct bs_code_info *
bs_codebook_enhanced_at(const struct bs_codebook *book, size_t i)
{
    return entry_at(&book->codes, i);
}

static void clear(struct shelf *shelf)
{
    bs_free(shelf->entries);
    bs_table_free(shelf->table);
}

void bs_codebook_close(struct bs_codebook *book)
{
    if (book == NULL)
        return;
    clear(&book->replies);
    clear(&book->codes);
    bs_free(book);
}
