/* SPDX-License-Identifier: MIT */
/*
 * classes - classes and providers as tables of the database.
 *
 * Each column of a data file goes to the parameter of its name.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "data/table.h"
#include "store/state.h"

#define NAME_SIZE 32 /* of a parameter */
#define COLUMNS 9

struct source {
    const char *file;
    const char *add; /* statement for a row */
    size_t count;
    const char *columns[COLUMNS];
};

static const struct source sources[] = {
    {"patterns/classes.tsv",
     "sql/class-add.sql",
     9,
     {"id", "severity", "blame", "name_en", "name_de", "meaning_en",
      "meaning_de", "advice_en", "advice_de"}},
    {"patterns/providers.tsv",
     "sql/provider-add.sql",
     3,
     {"provider", "name", "kind"}},
};

static enum bs_status
add_row(const struct bs_db *db, sqlite3_stmt *add, const struct source *source,
        const struct bs_table *table, size_t row, struct bs_error *err)
{
    for (size_t i = 0; i < source->count; i++) {
        char name[NAME_SIZE];
        size_t column;
        enum bs_status status =
            bs_table_column(&column, table, source->columns[i], err);

        if (status != BS_OK)
            return status;
        (void)snprintf(name, sizeof name, ":%s", source->columns[i]);
        bs_sql_text(add, name, bs_str_of(bs_table_cell(table, row, column)));
    }
    return bs_sql_finish(db, add, err);
}

static enum bs_status
fill(const struct bs_db *db, const struct source *source, struct bs_error *err)
{
    struct bs_table *table = NULL;
    sqlite3_stmt *add = NULL;
    enum bs_status status = bs_table_open(&table, db->data, source->file, err);

    if (status == BS_OK)
        status = bs_sql_prepare(db, source->add, &add, err);
    for (size_t row = 0; status == BS_OK && row < bs_table_rows(table); row++)
        status = add_row(db, add, source, table, row, err);
    sqlite3_finalize(add);
    bs_table_free(table);
    return status;
}

enum bs_status bs_classes_fill(const struct bs_db *db, struct bs_error *err)
{
    enum bs_status status = bs_sql_run(db, "sql/class-clear.sql", err);

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (status == BS_OK)
            status = fill(db, &sources[i], err);
    return status;
}

uint64_t bs_classes_print(uint64_t hash, uint64_t prime, const struct bs_db *db)
{
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        const struct bs_data_file *file =
            bs_data_find(db->data, sources[i].file);

        for (size_t at = 0; file != NULL && at < file->text.len; at++)
            hash = (hash ^ (unsigned char)file->text.data[at]) * prime;
    }
    return hash;
}
