/* SPDX-License-Identifier: MIT */
/*
 * classes - the rows of patterns/classes.tsv: why mail fails.
 *
 * Memory   The texts are the cells of the table.
 */
#include "classify/classes.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

enum column {
    ID,
    SEVERITY,
    BLAME,
    NAME_EN,
    NAME_DE,
    MEANING_EN,
    MEANING_DE,
    ADVICE_EN,
    ADVICE_DE,
    COLUMN_COUNT
};

static const char *const column_names[COLUMN_COUNT] = {
    [ID] = "id",
    [SEVERITY] = "severity",
    [BLAME] = "blame",
    [NAME_EN] = "name_en",
    [NAME_DE] = "name_de",
    [MEANING_EN] = "meaning_en",
    [MEANING_DE] = "meaning_de",
    [ADVICE_EN] = "advice_en",
    [ADVICE_DE] = "advice_de",
};

static const char *const severities[BS_SEVERITY_COUNT] = {
#define X(name, text) [BS_##name] = (text),
    BS_SEVERITY_LIST(X)
#undef X
};

const char *bs_severity_text(enum bs_severity severity)
{
    return severity < BS_SEVERITY_COUNT ? severities[severity] : "unknown";
}

bool bs_severity_parse(enum bs_severity *out, struct bs_str text)
{
    for (unsigned i = 0; i < BS_SEVERITY_COUNT; i++) {
        *out = (enum bs_severity)i;
        if (bs_str_eq(text, bs_str_of(severities[i])))
            return true;
    }
    return false;
}

static enum bs_status check_cells(const struct bs_table *table, size_t row,
                                  const size_t at[static COLUMN_COUNT],
                                  struct bs_error *err)
{
    for (size_t i = 0; i < ADVICE_EN; i++)
        if (i != BLAME && bs_table_cell(table, row, at[i])[0] == '\0')
            return bs_fail_at(err, bs_table_label(table),
                              bs_table_line(table, row), "%s is missing",
                              column_names[i]);
    return BS_OK;
}

static enum bs_status read_row(struct bs_classes *classes, size_t row,
                               const size_t at[static COLUMN_COUNT],
                               struct bs_error *err)
{
    const struct bs_table *table = classes->table;
    struct bs_class *class = &classes->rows[row];
    const char *severity = bs_table_cell(table, row, at[SEVERITY]);
    const char *label = bs_table_label(table);
    const unsigned line = bs_table_line(table, row);
    enum bs_status status = check_cells(table, row, at, err);

    if (status != BS_OK)
        return status;
    *class = (struct bs_class){
        .id = bs_str_of(bs_table_cell(table, row, at[ID])),
        .blame = bs_table_cell(table, row, at[BLAME]),
        .name = {[BS_EN] = bs_table_cell(table, row, at[NAME_EN]),
                 [BS_DE] = bs_table_cell(table, row, at[NAME_DE])},
        .meaning = {[BS_EN] = bs_table_cell(table, row, at[MEANING_EN]),
                    [BS_DE] = bs_table_cell(table, row, at[MEANING_DE])},
        .advice = {[BS_EN] = bs_table_cell(table, row, at[ADVICE_EN]),
                   [BS_DE] = bs_table_cell(table, row, at[ADVICE_DE])},
    };
    if (!bs_severity_parse(&class->severity, bs_str_of(severity)))
        return bs_fail_at(err, label, line, "unknown severity '%s'", severity);
    if (row > 0 && strcmp(class[-1].id.data, class->id.data) >= 0)
        return bs_fail_at(err, label, line, "id '%s' is not in order, or twice",
                          class->id.data);
    return BS_OK;
}

enum bs_status bs_classes_load(struct bs_classes *classes,
                               const struct bs_data *data, struct bs_error *err)
{
    size_t at[COLUMN_COUNT];
    enum bs_status status =
        bs_table_open(&classes->table, data, "patterns/classes.tsv", err);

    if (status == BS_OK)
        status = bs_table_columns(at, classes->table, column_names,
                                  COLUMN_COUNT, err);
    if (status != BS_OK)
        return status;
    classes->count = bs_table_rows(classes->table);
    classes->rows = bs_new(classes->count, sizeof *classes->rows);
    if (classes->rows == NULL)
        return bs_fail_memory(err);
    for (size_t row = 0; row < classes->count && status == BS_OK; row++)
        status = read_row(classes, row, at, err);
    return status;
}

const struct bs_class *
bs_classes_find(const struct bs_classes *classes, struct bs_str id)
{
    for (size_t i = 0; i < classes->count; i++)
        if (bs_str_eq(classes->rows[i].id, id))
            return &classes->rows[i];
    return NULL;
}

void bs_classes_clear(struct bs_classes *classes)
{
    bs_free(classes->rows);
    bs_table_free(classes->table);
    *classes = (struct bs_classes){0};
}
