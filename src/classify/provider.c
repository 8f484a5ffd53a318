/* SPDX-License-Identifier: MIT */
/*
 * provider - relay host, then recipient domain → provider.
 *
 * Looks for the whole name, then for what is left behind its first dot, and so
 * on: the first hit is the longest suffix.
 *
 * Memory   The texts are the cells of the table.
 */
#include "classify/provider.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/number.h"
#include "classify/hash.h"

#define NAME_MAX_LEN 255 /* of a host name; RFC 1035 section 2.3.4 */

enum column { SUFFIX, SCOPE, PROVIDER, NAME, KIND, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {
    [SUFFIX] = "suffix", [SCOPE] = "scope", [PROVIDER] = "provider",
    [NAME] = "name",     [KIND] = "kind",
};

static const char *const scope_names[BS_SCOPE_COUNT] = {
    [BS_SCOPE_RELAY] = "relay", [BS_SCOPE_DOMAIN] = "domain"};

static const char *const kinds[] = {"mailbox", "gateway", "hoster", "isp"};

static int compare_text(struct bs_str a, struct bs_str b)
{
    const size_t len = a.len < b.len ? a.len : b.len;
    const int order = memcmp(a.data, b.data, len);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare(const void *a, const void *b)
{
    return compare_text(((const struct bs_suffix *)a)->text,
                        ((const struct bs_suffix *)b)->text);
}

static bool is_kind(const char *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* Lower case, no dot at an end. */
static bool is_suffix(const char *text)
{
    const size_t len = strlen(text);

    for (size_t i = 0; i < len; i++)
        if (bs_lower(text[i]) != text[i] || text[i] == ' ' || text[i] == '*')
            return false;
    return len > 0 && len <= NAME_MAX_LEN && text[0] != '.' &&
           text[len - 1] != '.';
}

const struct bs_provider *
bs_providers_find(const struct bs_providers *providers, struct bs_str id)
{
    for (size_t i = 0; i < providers->count; i++)
        if (bs_str_eq(providers->rows[i].id, id))
            return &providers->rows[i];
    return NULL;
}

/* The provider of a row, which is new or must be as it was in rows above. */
static enum bs_status read_provider(struct bs_providers *providers, size_t row,
                                    const size_t at[static COLUMN_COUNT],
                                    const struct bs_provider **out,
                                    struct bs_error *err)
{
    const struct bs_table *table = providers->table;
    const struct bs_provider provider = {
        .id = bs_str_of(bs_table_cell(table, row, at[PROVIDER])),
        .name = bs_table_cell(table, row, at[NAME]),
        .kind = bs_table_cell(table, row, at[KIND])};
    const char *label = bs_table_label(table);
    const unsigned line = bs_table_line(table, row);

    if (provider.id.len == 0 || provider.name[0] == '\0')
        return bs_fail_at(err, label, line, "provider or name is missing");
    if (!is_kind(provider.kind))
        return bs_fail_at(err, label, line, "unknown kind '%s'", provider.kind);
    *out = bs_providers_find(providers, provider.id);
    if (*out == NULL) {
        providers->rows[providers->count] = provider;
        *out = &providers->rows[providers->count++];
    } else if (strcmp((*out)->name, provider.name) != 0 ||
               strcmp((*out)->kind, provider.kind) != 0) {
        return bs_fail_at(err, label, line,
                          "provider '%s' has another name or kind above",
                          provider.id.data);
    }
    return BS_OK;
}

static enum bs_status read_row(struct bs_providers *providers, size_t row,
                               const size_t at[static COLUMN_COUNT],
                               struct bs_error *err)
{
    const struct bs_table *table = providers->table;
    const char *suffix = bs_table_cell(table, row, at[SUFFIX]);
    const char *scope = bs_table_cell(table, row, at[SCOPE]);
    const struct bs_provider *provider = NULL;
    enum bs_status status = read_provider(providers, row, at, &provider, err);

    if (status != BS_OK)
        return status;
    if (!is_suffix(suffix))
        return bs_fail_at(err, bs_table_label(table), bs_table_line(table, row),
                          "'%s' is no suffix in lower case", suffix);
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++) {
        struct bs_scope_table *to = &providers->scopes[i];

        if (strcmp(scope, scope_names[i]) != 0)
            continue;
        to->suffixes[to->count++] =
            (struct bs_suffix){bs_str_of(suffix), provider};
        return BS_OK;
    }
    return bs_fail_at(err, bs_table_label(table), bs_table_line(table, row),
                      "unknown scope '%s'", scope);
}

static enum bs_status
order(struct bs_providers *providers, struct bs_error *err)
{
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++) {
        const struct bs_scope_table *table = &providers->scopes[i];

        if (table->count > 0)
            qsort(table->suffixes, table->count, sizeof *table->suffixes,
                  compare);
        for (size_t j = 1; j < table->count; j++)
            if (compare(&table->suffixes[j - 1], &table->suffixes[j]) == 0)
                return bs_fail(err, BS_ESYNTAX, "%s: %s suffix '%s' twice",
                               bs_table_label(providers->table), scope_names[i],
                               table->suffixes[j].text.data);
    }
    return BS_OK;
}

enum bs_status bs_providers_load(struct bs_providers *providers,
                                 const struct bs_data *data,
                                 struct bs_error *err)
{
    size_t at[COLUMN_COUNT];
    size_t rows;
    enum bs_status status =
        bs_table_open(&providers->table, data, "patterns/providers.tsv", err);

    if (status == BS_OK)
        status = bs_table_columns(at, providers->table, column_names,
                                  COLUMN_COUNT, err);
    if (status != BS_OK)
        return status;
    rows = bs_table_rows(providers->table);
    providers->rows = bs_new(rows, sizeof *providers->rows);
    if (providers->rows == NULL)
        return bs_fail_memory(err);
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++) {
        providers->scopes[i].suffixes = bs_new(rows, sizeof(struct bs_suffix));
        if (providers->scopes[i].suffixes == NULL)
            return bs_fail_memory(err);
    }
    for (size_t row = 0; row < rows && status == BS_OK; row++)
        status = read_row(providers, row, at, err);
    return status == BS_OK ? order(providers, err) : status;
}

static const struct bs_provider *
find_exact(const struct bs_scope_table *table, struct bs_str name)
{
    size_t low = 0;
    size_t high = table->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int side = compare_text(name, table->suffixes[middle].text);

        if (side == 0)
            return table->suffixes[middle].provider;
        if (side < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const struct bs_provider *
look_up(const struct bs_scope_table *table, struct bs_str name)
{
    char lower[NAME_MAX_LEN];
    struct bs_str rest = {lower, name.len};

    if (rest.len > 0 && name.data[rest.len - 1] == '.')
        rest.len--;
    if (rest.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < rest.len; i++)
        lower[i] = bs_lower(name.data[i]);
    while (rest.len > 0) {
        const struct bs_provider *hit = find_exact(table, rest);
        const char *dot = memchr(rest.data, '.', rest.len);

        if (hit != NULL || dot == NULL)
            return hit;
        rest.len -= (size_t)(dot + 1 - rest.data);
        rest.data = dot + 1;
    }
    return NULL;
}

const struct bs_provider *bs_providers_match(struct bs_providers *providers,
                                             enum bs_scope scope,
                                             struct bs_str name)
{
    struct bs_scope_table *table = &providers->scopes[scope];
    struct bs_known_host *known;
    uint64_t hash;

    if (name.len == 0)
        return NULL;
    hash = bs_hash_text(providers->seed, name) | 1;
    known = &table->known[hash >> 1 & (BS_KNOWN - 1)];
    if (known->hash != hash) {
        known->provider = look_up(table, name);
        known->hash = hash;
    }
    return known->provider;
}

void bs_providers_clear(struct bs_providers *providers)
{
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++)
        bs_free(providers->scopes[i].suffixes);
    bs_free(providers->rows);
    bs_table_free(providers->table);
    *providers = (struct bs_providers){0};
}
