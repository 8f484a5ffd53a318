/* SPDX-License-Identifier: MIT */
/*
 * provider - relay host, then recipient domain → provider.
 *
 * Memory   The texts are the cells of the table.
 */
#include "classify/provider.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/number.h"

#define NAME_MAX_LEN 255 /* of a host name; RFC 1035 section 2.3.4 */

enum column { SUFFIX, SCOPE, PROVIDER, NAME, KIND, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {
    [SUFFIX] = "suffix", [SCOPE] = "scope", [PROVIDER] = "provider",
    [NAME] = "name",     [KIND] = "kind",
};

static const char *const scope_names[BS_SCOPE_COUNT] = {
    [BS_SCOPE_RELAY] = "relay", [BS_SCOPE_DOMAIN] = "domain"};

static const char *const kinds[] = {"mailbox", "gateway", "hoster", "isp"};

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
        if (strcmp(scope, scope_names[i]) != 0)
            continue;
        if (bs_suffixes_add(&providers->scopes[i], bs_str_of(suffix), provider))
            return BS_OK;
        return bs_fail_at(err, bs_table_label(table), bs_table_line(table, row),
                          "suffix '%s' twice", suffix);
    }
    return bs_fail_at(err, bs_table_label(table), bs_table_line(table, row),
                      "unknown scope '%s'", scope);
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
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++)
        if (!bs_suffixes_init(&providers->scopes[i], rows))
            return bs_fail_memory(err);
    for (size_t row = 0; row < rows && status == BS_OK; row++)
        status = read_row(providers, row, at, err);
    return status;
}

void bs_providers_clear(struct bs_providers *providers)
{
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++)
        bs_suffixes_clear(&providers->scopes[i]);
    bs_free(providers->rows);
    bs_table_free(providers->table);
    *providers = (struct bs_providers){0};
}
