/* SPDX-License-Identifier: MIT */
/* setting - facts about a database. */
#include "store/setting.h"

#include <stdio.h>

enum bs_status bs_setting_get(const struct bs_db *db, const char *name,
                              char *out, size_t size, struct bs_error *err)
{
    sqlite3_stmt *get;
    bool row = false;
    enum bs_status status =
        bs_sql_prepare(db, "sql/setting-get.sql", &get, err);

    out[0] = '\0';
    if (status != BS_OK)
        return status;
    bs_sql_text(get, ":name", bs_str_of(name));
    status = bs_sql_step(db, get, &row, err);
    if (row) {
        const char *value = (const char *)sqlite3_column_text(get, 0);

        (void)snprintf(out, size, "%s", value != NULL ? value : "");
    }
    sqlite3_finalize(get);
    return status;
}

enum bs_status bs_setting_put(const struct bs_db *db, const char *name,
                              const char *value, struct bs_error *err)
{
    sqlite3_stmt *put;
    enum bs_status status =
        bs_sql_prepare(db, "sql/setting-put.sql", &put, err);

    if (status != BS_OK)
        return status;
    bs_sql_text(put, ":name", bs_str_of(name));
    bs_sql_text(put, ":value", bs_str_of(value));
    status = bs_sql_finish(db, put, err);
    sqlite3_finalize(put);
    return status;
}
