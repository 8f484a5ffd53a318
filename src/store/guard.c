/* SPDX-License-Identifier: MIT */
/*
 * guard - what a query may do: SQLite's authorizer.
 *
 * Source   sqlite.org/c3ref/set_authorizer.html, sqlite.org/pragma.html
 */
#include <string.h>

#include "store/state.h"

/* They only tell; in order. A value would change something. */
static const struct pragma {
    const char *name;
    bool value; /* takes one: a table, an index, a limit */
} pragmas[] = {
    {"application_id", false},  {"collation_list", false},
    {"compile_options", false}, {"data_version", false},
    {"encoding", false},        {"foreign_key_list", true},
    {"freelist_count", false},  {"function_list", false},
    {"index_info", true},       {"index_list", true},
    {"index_xinfo", true},      {"integrity_check", true},
    {"journal_mode", false},    {"module_list", false},
    {"page_count", false},      {"page_size", false},
    {"pragma_list", false},     {"query_only", false},
    {"quick_check", true},      {"schema_version", false},
    {"table_info", true},       {"table_list", true},
    {"table_xinfo", true},      {"user_version", false},
};

static bool is_harmless(const char *name, const char *value)
{
    for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++)
        if (sqlite3_stricmp(pragmas[i].name, name) == 0)
            return value == NULL || pragmas[i].value;
    return false;
}

static int authorize(void *context, int action, const char *first,
                     const char *second, const char *schema, const char *view)
{
    const struct bs_guard *guard = context;

    (void)schema;
    (void)view;
    if (!guard->strict)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: /* named second; it needs a switch, too */
        return second != NULL && sqlite3_stricmp(second, "load_extension") == 0
                   ? SQLITE_DENY
                   : SQLITE_OK;
    case SQLITE_PRAGMA:
        return guard->pragmas && first != NULL && is_harmless(first, second)
                   ? SQLITE_OK
                   : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

/* These tables declare themselves when they are first used, which would look
 * like a report that makes one. What fails here, fails there. */
static void declare_json(sqlite3 *handle)
{
    (void)sqlite3_exec(handle, "SELECT 1 FROM json_each('[]'), json_tree('[]')",
                       NULL, NULL, NULL);
}

void bs_guard_set(struct bs_store *store)
{
    declare_json(store->db.handle);
    (void)sqlite3_set_authorizer(store->db.handle, authorize, &store->guard);
}
