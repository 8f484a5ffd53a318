/* SPDX-License-Identifier: MIT */
/*
 * provider - relay host, then recipient domain → provider.
 *
 * Goes through a name from its end, label by label, as long as what it has seen
 * is the end of a suffix: mostly two labels.
 *
 * Memory   The texts are the cells of the table.
 */
#include "classify/provider.h"

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

/* Letters of either case are the same, and what else becomes the same does not
 * stand in names. */
static uint64_t fold(uint64_t bytes)
{
    return bytes | UINT64_C(0x2020202020202020);
}

/* Up to eight bytes that end at a place in a name. */
static uint64_t bytes_before(const char *name, size_t end, size_t len)
{
    char room[8] = {0};

    if (end >= sizeof room)
        return bs_little(name + end - sizeof room) >> 8 * (sizeof room - len);
    for (size_t i = 0; i < len; i++)
        room[i] = name[end - len + i];
    return bs_little(room);
}

/* Goes on from the hash of what stands behind a label. */
static uint64_t
add_label(uint64_t hash, const char *name, size_t start, size_t end)
{
    size_t at = start;

    for (; end - at > 8; at += 8)
        hash = bs_mix(hash, fold(bs_little(name + at)));
    if (end > at)
        hash = bs_mix(hash, fold(bytes_before(name, end, end - at)));
    return bs_mix(hash, end - start);
}

static size_t label_start(const char *name, size_t end)
{
    while (end > 0 && name[end - 1] != '.')
        end--;
    return end;
}

static bool is_marked(const struct bs_scope_table *table, uint64_t hash)
{
    const uint64_t bit = hash % BS_SUFFIX_BITS;

    return (table->bits[bit / 64] >> bit % 64 & 1) != 0;
}

static bool same(struct bs_str suffix, struct bs_str name)
{
    if (suffix.len != name.len)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (suffix.data[i] != bs_lower(name.data[i]))
            return false;
    return true;
}

/* The listed suffix of that hash, whose text is still to be compared. */
static const struct bs_suffix *
find(const struct bs_scope_table *table, uint64_t hash)
{
    for (size_t at = hash >> 16;; at++) {
        const struct bs_suffix_slot *slot =
            &table->slots[at & (table->size - 1)];

        if (slot->place == 0)
            return NULL;
        if (slot->hash == (uint32_t)(hash >> 32))
            return &table->suffixes[slot->place - 1];
    }
}

/* Marks the ends of a suffix, too, and returns the hash of the whole. */
static uint64_t mark(struct bs_scope_table *table, struct bs_str text)
{
    uint64_t hash = 0;

    for (size_t end = text.len, start; end > 0;
         end = start > 0 ? start - 1 : 0) {
        start = label_start(text.data, end);
        hash = add_label(hash, text.data, start, end);
        table->bits[hash % BS_SUFFIX_BITS / 64] |= UINT64_C(1) << hash % 64;
    }
    return hash;
}

static enum bs_status
add_suffix(struct bs_providers *providers, struct bs_scope_table *to,
           size_t row, const struct bs_suffix *suffix, struct bs_error *err)
{
    const uint64_t hash = mark(to, suffix->text);
    size_t at = hash >> 16;

    if (find(to, hash) != NULL)
        return bs_fail_at(err, bs_table_label(providers->table),
                          bs_table_line(providers->table, row),
                          "suffix '%s' twice", suffix->text.data);
    to->suffixes[to->count++] = *suffix;
    while (to->slots[at & (to->size - 1)].place != 0)
        at++;
    to->slots[at & (to->size - 1)] =
        (struct bs_suffix_slot){(uint32_t)to->count, (uint32_t)(hash >> 32)};
    return BS_OK;
}

/* Room for as many suffixes as there are rows. */
static bool make_room(struct bs_scope_table *table, size_t rows)
{
    table->size = 64;
    while (table->size < rows * 4)
        table->size *= 2;
    table->slots = bs_new(table->size, sizeof *table->slots);
    table->suffixes = bs_new(rows, sizeof *table->suffixes);
    return table->slots != NULL && table->suffixes != NULL;
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
        return add_suffix(providers, to, row,
                          &(struct bs_suffix){bs_str_of(suffix), provider},
                          err);
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
        if (!make_room(&providers->scopes[i], rows))
            return bs_fail_memory(err);
    for (size_t row = 0; row < rows && status == BS_OK; row++)
        status = read_row(providers, row, at, err);
    return status;
}

static const struct bs_provider *
look_up(const struct bs_scope_table *table, struct bs_str name)
{
    const struct bs_suffix *longest = NULL;
    size_t longest_start = 0;
    uint64_t hash = 0;

    if (name.len > 0 && name.data[name.len - 1] == '.')
        name.len--;
    for (size_t end = name.len, start; end > 0;
         end = start > 0 ? start - 1 : 0) {
        const struct bs_suffix *hit;

        start = label_start(name.data, end);
        hash = add_label(hash, name.data, start, end);
        if (!is_marked(table, hash))
            break;
        hit = find(table, hash);
        if (hit != NULL) {
            longest = hit;
            longest_start = start;
        }
    }
    if (longest == NULL ||
        !same(longest->text, (struct bs_str){name.data + longest_start,
                                             name.len - longest_start}))
        return NULL;
    return longest->provider;
}

const struct bs_provider *bs_providers_match(struct bs_providers *providers,
                                             enum bs_scope scope,
                                             struct bs_str name)
{
    struct bs_scope_table *table = &providers->scopes[scope];
    struct bs_known_name *known;
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
    for (size_t i = 0; i < BS_SCOPE_COUNT; i++) {
        bs_free(providers->scopes[i].suffixes);
        bs_free(providers->scopes[i].slots);
    }
    bs_free(providers->rows);
    bs_table_free(providers->table);
    *providers = (struct bs_providers){0};
}
