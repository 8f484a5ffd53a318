/* SPDX-License-Identifier: MIT */
/*
 * vtab - the counts in memory as tables of SQLite.
 *
 * All tables are arrays, read from one index to another; they differ in their
 * columns and in what they can be searched by (tables.c).
 *
 * Limits   Read-only. The arrays must not change while a statement runs.
 * Source   sqlite.org/vtab.html
 */
#include "store/vtab.h"

#include "base/alloc.h"
#include "store/tables.h"

/* idxNum: which constraints xFilter gets, in this order. */
enum { BY_FIRST = 1, BY_OUTCOME = 2, OUTCOME_IN = 4, BY_SECOND = 8 };

struct table {
    sqlite3_vtab base; /* must be first */
    const struct bs_table_kind *kind;
    struct bs_source *source;
};

struct cursor {
    sqlite3_vtab_cursor base; /* must be first */
    size_t at;
    size_t end;
    unsigned char *wanted; /* by outcome: is it? NULL: all are */
    size_t wanted_size;
};

/* The arguments of the module are the columns. */
static int declare(sqlite3 *handle, int argc, const char *const *argv)
{
    sqlite3_str *text = sqlite3_str_new(handle);
    char *sql;
    int code;

    sqlite3_str_appendall(text, "CREATE TABLE x(");
    for (int i = 3; i < argc; i++)
        sqlite3_str_appendf(text, "%s%s", i > 3 ? "," : "", argv[i]);
    sqlite3_str_appendall(text, ")");
    sql = sqlite3_str_finish(text);
    if (sql == NULL)
        return SQLITE_NOMEM;
    code = sqlite3_declare_vtab(handle, sql);
    sqlite3_free(sql);
    return code;
}

struct made { /* what a module is registered with */
    const struct bs_table_kind *kind;
    struct bs_source *source;
};

static int make_table(sqlite3 *handle, void *aux, int argc,
                      const char *const *argv, sqlite3_vtab **out, char **error)
{
    const struct made *made = aux;
    struct table *table;
    int code;

    if (argc - 3 != made->kind->columns) {
        *error =
            sqlite3_mprintf("%s has %d columns", argv[0], made->kind->columns);
        return SQLITE_ERROR;
    }
    code = declare(handle, argc, argv);
    if (code != SQLITE_OK)
        return code;
    table = bs_new(1, sizeof *table);
    if (table == NULL)
        return SQLITE_NOMEM;
    table->kind = made->kind;
    table->source = made->source;
    *out = &table->base;
    return SQLITE_OK;
}

/* Differs from make_table(), so that no table exists unless SQL makes it. */
static int create_table(sqlite3 *handle, void *aux, int argc,
                        const char *const *argv, sqlite3_vtab **out,
                        char **error)
{
    return make_table(handle, aux, argc, argv, out, error);
}

static int free_table(sqlite3_vtab *base)
{
    bs_free(base);
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **out)
{
    struct cursor *cursor = bs_new(1, sizeof *cursor);

    (void)base;
    if (cursor == NULL)
        return SQLITE_NOMEM;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;

    bs_free(cursor->wanted);
    bs_free(cursor);
    return SQLITE_OK;
}

static int find_constraint(const sqlite3_index_info *info, int column)
{
    for (int i = 0; i < info->nConstraint; i++)
        if (info->aConstraint[i].usable &&
            info->aConstraint[i].iColumn == column &&
            info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ)
            return i;
    return -1;
}

static bool in_order(const sqlite3_index_info *info, int sorted)
{
    if (info->nOrderBy == 0 || info->nOrderBy > sorted)
        return false;
    for (int i = 0; i < info->nOrderBy; i++)
        if (info->aOrderBy[i].iColumn != i || info->aOrderBy[i].desc)
            return false;
    return true;
}

static void plan_first(sqlite3_index_info *info, int constraint, bool unique)
{
    info->aConstraintUsage[constraint].argvIndex = 1;
    info->idxNum |= BY_FIRST;
    info->estimatedCost = 10;
    info->estimatedRows = unique ? 1 : 5;
    if (unique)
        info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
}

/* The array is read all the same, so this saves rows but little time. */
static void plan_outcome(sqlite3_index_info *info, int constraint)
{
    info->aConstraintUsage[constraint].argvIndex =
        (info->idxNum & BY_FIRST) != 0 ? 2 : 1;
    info->idxNum |= BY_OUTCOME;
    if (sqlite3_vtab_in(info, constraint, 1))
        info->idxNum |= OUTCOME_IN;
    info->estimatedRows = info->estimatedRows / 4 + 1;
}

static void plan_second(sqlite3_index_info *info, int constraint)
{
    info->aConstraintUsage[constraint].argvIndex = 2;
    info->idxNum |= BY_SECOND;
    info->estimatedRows = 1;
}

static int plan(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const struct table *table = (const struct table *)base;
    const enum bs_search search = table->kind->search;
    const size_t names = bs_tally_names(table->source->tally);
    int constraint;

    info->estimatedRows = (sqlite3_int64)names * 3 + 10;
    info->estimatedCost = (double)info->estimatedRows;
    info->orderByConsumed = in_order(info, table->kind->sorted);
    if (search == BS_SEARCH_NONE)
        return SQLITE_OK;
    constraint = find_constraint(info, 0);
    if (constraint >= 0)
        plan_first(info, constraint, search == BS_SEARCH_ID);
    constraint = search == BS_SEARCH_SELECTED ? find_constraint(info, 1) : -1;
    if (constraint >= 0)
        plan_outcome(info, constraint);
    constraint = search == BS_SEARCH_SORTED && (info->idxNum & BY_FIRST) != 0
                     ? find_constraint(info, 1)
                     : -1;
    if (constraint >= 0)
        plan_second(info, constraint);
    return SQLITE_OK;
}

/* An integer column equals the number that a value stands for. SQLite checks
 * each row again, so that only missing a row would be wrong. */
static bool to_index(sqlite3_value *value, size_t *index)
{
    sqlite3_int64 number;

    switch (sqlite3_value_numeric_type(value)) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT: number = sqlite3_value_int64(value); break;
    default: return false;
    }
    *index = (size_t)number;
    return number >= 0;
}

/* The first row whose domain is at least that. */
static size_t lower_bound(const struct bs_merged *merged, size_t domain)
{
    size_t low = 0;
    size_t high = merged->selected_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (merged->selected[middle].domain < domain)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first row from *cursor on whose column is at least that. */
static size_t lower_key(const struct table *table, const struct cursor *cursor,
                        int column, size_t key)
{
    size_t low = cursor->at;
    size_t high = cursor->end;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (table->kind->key(table->source, middle, column) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void seek_key(const struct table *table, struct cursor *cursor,
                     int column, sqlite3_value *value)
{
    size_t index;
    size_t end;

    if (!to_index(value, &index)) {
        cursor->end = cursor->at;
        return;
    }
    end = lower_key(table, cursor, column, index + 1);
    cursor->at = lower_key(table, cursor, column, index);
    cursor->end = end;
}

static void
seek(const struct table *table, struct cursor *cursor, sqlite3_value *value)
{
    size_t index;

    if (!to_index(value, &index)) {
        cursor->end = 0;
        return;
    }
    if (table->kind->search == BS_SEARCH_SELECTED) {
        const struct bs_merged *merged = &table->source->merged;

        cursor->at = lower_bound(merged, index);
        cursor->end = lower_bound(merged, index + 1);
        return;
    }
    cursor->at = index;
    if (index < cursor->end)
        cursor->end = index + 1;
}

static void want(struct cursor *cursor, sqlite3_value *value)
{
    size_t index;

    if (to_index(value, &index) && index < cursor->wanted_size)
        cursor->wanted[index] = 1;
}

static size_t outcome_limit(const struct bs_merged *merged)
{
    if (merged->outcome_count == 0)
        return 0;
    return (size_t)merged->outcomes[merged->outcome_count - 1].outcome + 1;
}

static int set_wanted(const struct table *table, struct cursor *cursor,
                      bool list, sqlite3_value *value)
{
    int code = SQLITE_DONE;

    cursor->wanted_size = outcome_limit(&table->source->merged);
    cursor->wanted = bs_new(cursor->wanted_size + 1, 1);
    if (cursor->wanted == NULL)
        return SQLITE_NOMEM;
    if (list) {
        sqlite3_value *one = NULL;

        for (code = sqlite3_vtab_in_first(value, &one); code == SQLITE_OK;
             code = sqlite3_vtab_in_next(value, &one))
            want(cursor, one);
    } else {
        want(cursor, value);
    }
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static void skip_unwanted(struct cursor *cursor)
{
    const struct table *table = (const struct table *)cursor->base.pVtab;

    if (cursor->wanted == NULL)
        return;
    while (cursor->at < cursor->end &&
           !cursor->wanted[table->source->merged.selected[cursor->at].outcome])
        cursor->at++;
}

static int load(const struct table *table)
{
    const struct bs_source *source = table->source;

    if (source->load == NULL)
        return SQLITE_OK;
    return source->load(source->context, table->kind->need) == BS_OK
               ? SQLITE_OK
               : SQLITE_NOMEM;
}

static int filter(sqlite3_vtab_cursor *base, int plan, const char *unused,
                  int argc, sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;
    int code = load(table);
    int next = 0;

    (void)unused;
    (void)argc;
    bs_free(cursor->wanted);
    cursor->wanted = NULL;
    if (code != SQLITE_OK)
        return code;
    cursor->at = 0;
    cursor->end = table->kind->count(table->source);
    if ((plan & BY_FIRST) != 0 && table->kind->search == BS_SEARCH_SORTED)
        seek_key(table, cursor, 0, argv[next++]);
    else if ((plan & BY_FIRST) != 0)
        seek(table, cursor, argv[next++]);
    if ((plan & BY_SECOND) != 0)
        seek_key(table, cursor, 1, argv[next]);
    if ((plan & BY_OUTCOME) != 0)
        code = set_wanted(table, cursor, (plan & OUTCOME_IN) != 0, argv[next]);
    if (code == SQLITE_OK)
        skip_unwanted(cursor);
    return code;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;

    cursor->at++;
    skip_unwanted(cursor);
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;

    return cursor->at >= cursor->end;
}

static int
give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct cursor *cursor = (const struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;

    table->kind->column(table->source, cursor->at, column, context);
    return SQLITE_OK;
}

static int give_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    *rowid = (sqlite3_int64)((const struct cursor *)base)->at;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .iVersion = 0,
    .xCreate = create_table,
    .xConnect = make_table,
    .xBestIndex = plan,
    .xDisconnect = free_table,
    .xDestroy = free_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next_row,
    .xEof = at_end,
    .xColumn = give_column,
    .xRowid = give_rowid,
};

int bs_vtab_register(sqlite3 *handle, struct bs_source *source)
{
    for (size_t i = 0; i < bs_table_kind_count; i++) {
        struct made *made = bs_new(1, sizeof *made);
        int code;

        if (made == NULL)
            return SQLITE_NOMEM;
        *made = (struct made){.kind = &bs_table_kinds[i], .source = source};
        /* Calls bs_free() on failure, too. */
        code = sqlite3_create_module_v2(handle, bs_table_kinds[i].module,
                                        &module, made, bs_free);
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}
