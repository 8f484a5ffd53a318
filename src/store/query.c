/* SPDX-License-Identifier: MIT */
/*
 * query - runs a named report or a text of the user's, and hands out the rows.
 *
 * A report may be the user's own, so it is only allowed to read: SQLite's
 * authorizer (guard.c) refuses all else while it is prepared, and SQLite
 * itself is asked whether the result writes. A report that runs too long is
 * stopped.
 */
#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "store/state.h"

struct query {
    struct bs_store *store;
    const char *label; /* of the text */
    struct bs_str text;
    bool pragmas; /* harmless ones are allowed */
    sqlite3_stmt *statement;
    size_t columns;
    const char **names;
    struct bs_value *values;
    struct bs_text *texts; /* by column */
    bs_row_fn *on_row;
    void *context;
};

static enum bs_status prepare(struct query *query, struct bs_error *err)
{
    struct bs_store *store = query->store;
    enum bs_status status;

    store->guard = (struct bs_guard){.strict = true, .pragmas = query->pragmas};
    status = bs_sql_compile(&store->db, query->label, query->text,
                            &query->statement, err);
    store->guard.strict = false;
    if (status != BS_OK)
        return status;
    if (!sqlite3_stmt_readonly(query->statement))
        return bs_sql_fail_write(query->label, query->text, 0, err);
    return BS_OK;
}

static int
bind_value(sqlite3_stmt *statement, int index, const struct bs_value *value)
{
    switch (value->type) {
    case BS_NULL: return sqlite3_bind_null(statement, index);
    case BS_INTEGER:
        return sqlite3_bind_int64(statement, index, value->integer);
    case BS_REAL: return sqlite3_bind_double(statement, index, value->real);
    case BS_TEXT:
        return sqlite3_bind_text64(statement, index, value->text.data,
                                   value->text.len, SQLITE_STATIC, SQLITE_UTF8);
    }
    return SQLITE_OK;
}

static enum bs_status bind_all(const struct query *query,
                               const struct bs_param *params, size_t count,
                               struct bs_error *err)
{
    const int slots = sqlite3_bind_parameter_count(query->statement);

    for (int slot = 1; slot <= slots; slot++) {
        const char *name = sqlite3_bind_parameter_name(query->statement, slot);

        for (size_t i = 0; name != NULL && i < count; i++) {
            int code;

            if (name[0] != ':' || strcmp(name + 1, params[i].name) != 0)
                continue;
            code = bind_value(query->statement, slot, &params[i].value);
            if (code != SQLITE_OK)
                return bs_sql_fail(&query->store->db, query->label, code, err);
        }
    }
    return BS_OK;
}

/* At the first row: until then SQLite may prepare the statement anew, and the
 * names that it gave are gone. */
static enum bs_status make_room(struct query *query, struct bs_error *err)
{
    const int columns = sqlite3_column_count(query->statement);

    query->columns = (size_t)columns;
    query->names = bs_new(query->columns + 1, sizeof *query->names);
    query->values = bs_new(query->columns + 1, sizeof *query->values);
    query->texts = bs_new(query->columns + 1, sizeof *query->texts);
    if (query->names == NULL || query->values == NULL || query->texts == NULL)
        return bs_fail_memory(err);
    for (int i = 0; i < columns; i++) {
        query->names[i] = sqlite3_column_name(query->statement, i);
        if (query->names[i] == NULL)
            return bs_fail_memory(err);
    }
    return BS_OK;
}

/* A blob is text, too: a database may come from anywhere. */
static bool
read_text(const struct query *query, int column, struct bs_value *value)
{
    struct bs_text *text = &query->texts[column];
    const void *data = sqlite3_column_blob(query->statement, column);
    const int len = sqlite3_column_bytes(query->statement, column);

    value->type = BS_TEXT;
    value->text = (struct bs_str){"", 0};
    if (len == 0)
        return true;
    if (data == NULL ||
        !bs_text_clean(text, (struct bs_str){data, (size_t)len}))
        return false;
    value->text = text->text;
    return true;
}

static bool read_value(const struct query *query, int column)
{
    struct bs_value *value = &query->values[column];

    *value = (struct bs_value){.type = BS_NULL};
    switch (sqlite3_column_type(query->statement, column)) {
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER:
        value->type = BS_INTEGER;
        value->integer = sqlite3_column_int64(query->statement, column);
        return true;
    case SQLITE_FLOAT:
        value->type = BS_REAL;
        value->real = sqlite3_column_double(query->statement, column);
        return true;
    default: return read_text(query, column, value);
    }
}

static enum bs_status
hand_out(struct query *query, bool *more, struct bs_error *err)
{
    const enum bs_status status =
        query->names == NULL ? make_room(query, err) : BS_OK;
    const struct bs_row row = {.count = query->columns,
                               .names = query->names,
                               .values = query->values};

    if (status != BS_OK)
        return status;
    for (size_t i = 0; i < query->columns; i++)
        if (!read_value(query, (int)i))
            return bs_fail_memory(err);
    *more = query->on_row(query->context, &row);
    return BS_OK;
}

static int is_enough(void *context)
{
    uint64_t *left = context;

    if (*left == 0)
        return 1;
    --*left;
    return 0;
}

static enum bs_status run(struct query *query, struct bs_error *err)
{
    struct bs_store *store = query->store;
    uint64_t left = store->max_steps;
    enum bs_status status = BS_OK;
    bool more = true;

    store->guard.strict = true; /* it may be prepared once more */
    sqlite3_progress_handler(store->db.handle, BS_STEPS, is_enough, &left);
    while (status == BS_OK && more) {
        const int code = sqlite3_step(query->statement);

        if (code == SQLITE_DONE)
            break;
        if (code != SQLITE_ROW)
            status = bs_sql_fail(&store->db, query->label, code, err);
        else
            status = hand_out(query, &more, err);
    }
    sqlite3_progress_handler(store->db.handle, 0, NULL, NULL);
    store->guard.strict = false;
    return status;
}

static void query_clear(struct query *query)
{
    sqlite3_finalize(query->statement);
    for (size_t i = 0; query->texts != NULL && i < query->columns; i++)
        bs_text_clear(&query->texts[i]);
    bs_free(query->names);
    bs_free(query->values);
    bs_free(query->texts);
}

static enum bs_status ask(struct query *query, const struct bs_param *params,
                          size_t param_count, struct bs_error *err)
{
    enum bs_status status = bs_store_settle(query->store, err);

    if (status == BS_OK)
        status = bs_period_fill(query->store, err);
    if (status == BS_OK)
        status = prepare(query, err);
    if (status == BS_OK)
        status = bind_all(query, params, param_count, err);
    if (status == BS_OK)
        status = run(query, err);
    query_clear(query);
    return status;
}

enum bs_status bs_store_query(struct bs_store *store, const char *name,
                              const struct bs_param *params, size_t param_count,
                              bs_row_fn *on_row, void *context,
                              struct bs_error *err)
{
    struct bs_sql_source source;
    struct query query = {.store = store, .on_row = on_row, .context = context};
    enum bs_status status = bs_sql_source(&store->db, name, &source, err);

    query.label = source.label;
    query.text = source.text;
    if (status == BS_OK)
        status = ask(&query, params, param_count, err);
    bs_sql_source_clear(&source);
    return status;
}

enum bs_status bs_store_check(struct bs_store *store, const char *name,
                              bs_row_fn *on_row, void *context,
                              struct bs_error *err)
{
    struct bs_sql_source source;
    struct query query = {.store = store};
    enum bs_status status = bs_sql_source(&store->db, name, &source, err);

    query.label = source.label;
    query.text = source.text;
    if (status == BS_OK)
        status = prepare(&query, err);
    if (status == BS_OK)
        status = make_room(&query, err);
    if (status == BS_OK && on_row != NULL) {
        const struct bs_row row = {.count = query.columns,
                                   .names = query.names};

        (void)on_row(context, &row);
    }
    query_clear(&query);
    bs_sql_source_clear(&source);
    return status;
}

enum bs_status bs_store_sql(struct bs_store *store, struct bs_str sql,
                            const struct bs_param *params, size_t param_count,
                            bs_row_fn *on_row, void *context,
                            struct bs_error *err)
{
    struct query query = {.store = store,
                          .label = "SQL",
                          .text = sql,
                          .pragmas = true,
                          .on_row = on_row,
                          .context = context};

    if (sql.len > INT_MAX)
        return bs_fail(err, BS_ESYNTAX, "SQL: too large");
    if (memchr(sql.data, '\0', sql.len) != NULL)
        return bs_fail(err, BS_ESYNTAX, "SQL: NUL in the text");
    return ask(&query, params, param_count, err);
}
