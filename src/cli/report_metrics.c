/* SPDX-License-Identifier: MIT */
/*
 * report_metrics - the counts for Prometheus: OpenMetrics.
 *
 * Each file sql/metric/NAME.sql is a metric: its first line says what it is,
 * "-- Type:" counter or gauge. Of a row the column "value" is the number, all
 * others are labels. The counts of a period can go down, so they are gauges.
 *
 * Knows    node_exporter's textfile collector reads the older text format: it
 *          takes "# EOF" for a comment, and counters for untyped, because
 *          OpenMetrics names their type without "_total".
 * Source   OpenMetrics 1.0, "Text format"; Prometheus, "Exposition formats".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/report_parts.h"
#include "cli/say.h"
#include "cli/shelf.h"

#define FOLDER "sql/metric/"
#define SUFFIX ".sql"
#define NAME_LEN 64
#define VALUE "value"

struct metric {
    const struct bs_data_file *file;
    char name[sizeof "bouncestat_" + NAME_LEN];
    struct bs_str help;
    bool counter;
    const char *total; /* behind the name of a sample */
};

static bool is_metric(const char *name)
{
    const size_t around = strlen(FOLDER) + strlen(SUFFIX);
    const size_t len = strlen(name);

    return len > around && len - around < NAME_LEN &&
           strncmp(name, FOLDER, strlen(FOLDER)) == 0 &&
           strcmp(name + len - strlen(SUFFIX), SUFFIX) == 0;
}

static enum bs_status
metric_read(struct metric *metric, const struct report *report,
            const struct bs_data_file *file, struct bs_error *err)
{
    const int len = (int)(strlen(file->name) - strlen(FOLDER SUFFIX));
    struct bs_str type = shelf_line(file->text, "-- Type: ");
    char label[512];

    *metric =
        (struct metric){.file = file, .help = shelf_line(file->text, "-- ")};
    (void)snprintf(metric->name, sizeof metric->name, "bouncestat_%.*s", len,
                   file->name + strlen(FOLDER));
    for (char *at = metric->name; (at = strchr(at, '-')) != NULL;)
        *at = '_';
    metric->counter = bs_str_eq(type, BS_STR("counter"));
    (void)bs_data_label(label, sizeof label, file);
    if (metric->name[strspn(metric->name, "abcdefghijklmnopqrstuvwxyz"
                                          "0123456789_")] != '\0')
        return say_fail(err, BS_ESYNTAX,
                        "%s: a metric has a name of a-z, 0-9 and -", label);
    if (!metric->counter && !bs_str_eq(type, BS_STR("gauge")))
        return say_fail(err, BS_ESYNTAX,
                        "%s: no line '-- Type: counter' or '-- Type: gauge'",
                        label);
    metric->total = metric->counter && !report->dated ? "_total" : "";
    return BS_OK;
}

/* The two formats disagree about a quote in a help, so there is none. */
static void put_escaped(struct out *out, struct bs_str text, bool help)
{
    for (size_t i = 0; i < text.len; i++) {
        bool quote = text.data[i] == '"';

        if (text.data[i] == '\\' || (quote && !help))
            out_text(out, "\\");
        out_add(out, quote && help ? "'" : text.data + i, 1);
    }
}

static size_t ascii(struct bs_str text)
{
    size_t len = 0;

    while (len < text.len && text.data[len] >= 0x20 && text.data[len] < 0x7F)
        len++;
    return len;
}

/* Control characters are made visible, as in all other forms. */
static void put_text(struct out *out, struct bs_str text, bool help)
{
    while (text.len > 0) {
        struct bs_str part = {text.data, ascii(text)};
        size_t other = 0;
        char *safe;

        put_escaped(out, part, help);
        text.data += part.len;
        text.len -= part.len;
        while (other < text.len &&
               ascii((struct bs_str){text.data + other, 1}) == 0)
            other++;
        safe = table_safe((struct bs_str){text.data, other});
        put_escaped(out, bs_str_of(safe), help);
        free(safe);
        text.data += other;
        text.len -= other;
    }
}

static void put_cell(struct out *out, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_NONE: return;
    case CELL_TEXT: put_text(out, cell->text, false); return;
    case CELL_COUNT: out_print(out, "%lld", (long long)cell->count); return;
    case CELL_REAL:
    case CELL_PERCENT: out_print(out, "%.10g", cell->real); return;
    }
}

static void put_labels(struct out *out, const struct rows *rows, size_t row)
{
    size_t count = 0;

    for (size_t i = 0; i < rows->table.column_count; i++) {
        if (strcmp(rows->columns[i].heading, VALUE) == 0)
            continue;
        out_print(out, "%s%s=\"", count++ == 0 ? "{" : ",",
                  rows->columns[i].heading);
        put_cell(out, table_cell(&rows->table, row, i));
        out_text(out, "\"");
    }
    out_text(out, count > 0 ? "}" : "");
}

static void put_samples(struct out *out, const struct metric *metric,
                        const struct rows *rows)
{
    for (size_t row = 0; row < rows->table.row_count; row++) {
        const struct cell *value = rows_cell(rows, row, VALUE, BS_EN);

        if (value == NULL || value->kind == CELL_NONE ||
            value->kind == CELL_TEXT)
            continue;
        out_print(out, "%s%s", metric->name, metric->total);
        put_labels(out, rows, row);
        out_text(out, " ");
        put_cell(out, value);
        out_text(out, "\n");
    }
}

static enum bs_status put_metric(const struct report *report,
                                 const struct metric *metric, struct out *out,
                                 struct bs_error *err)
{
    const struct rows_query query = {.store = report->store,
                                     .name = metric->file->name,
                                     .times = ROWS_SECONDS,
                                     .dated = report->dated};
    bool counter = metric->total[0] != '\0';
    struct rows rows;
    enum bs_status status = rows_fetch(&rows, &query, err);

    if (status == BS_OK) {
        out_print(out, "# TYPE %s %s\n# HELP %s ", metric->name,
                  counter ? "counter" : "gauge", metric->name);
        put_text(out, metric->help, true);
        out_text(out, "\n");
        if (rows.columns != NULL)
            put_samples(out, metric, &rows);
    }
    rows_clear(&rows);
    return status;
}

static bool is_label(const char *name)
{
    return name[0] != '\0' && !(name[0] >= '0' && name[0] <= '9') &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static bool check_columns(void *context, const struct bs_row *row)
{
    bool *good = context;
    bool value = false;

    for (size_t i = 0; i < row->count; i++) {
        value = value || strcmp(row->names[i], VALUE) == 0;
        *good = *good && is_label(row->names[i]);
    }
    *good = *good && value;
    return true;
}

static enum bs_status check_metric(const struct report *report,
                                   const struct metric *metric, struct out *out,
                                   struct bs_error *err)
{
    bool good = true;
    char label[512];
    enum bs_status status = bs_store_check(report->store, metric->file->name,
                                           check_columns, &good, err);

    (void)out;
    if (status != BS_OK || good)
        return status;
    (void)bs_data_label(label, sizeof label, metric->file);
    return say_fail(err, BS_ESYNTAX,
                    "%s: not a column 'value' and labels of a-z, 0-9 and _",
                    label);
}

typedef enum bs_status metric_fn(const struct report *report,
                                 const struct metric *metric, struct out *out,
                                 struct bs_error *err);

static enum bs_status each_metric(const struct report *report, metric_fn *fn,
                                  struct out *out, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < bs_data_count(report->data) && status == BS_OK;
         i++) {
        const struct bs_data_file *file = bs_data_get(report->data, i);
        struct metric metric;

        if (!is_metric(file->name))
            continue;
        status = metric_read(&metric, report, file, err);
        if (status == BS_OK)
            status = fn(report, &metric, out, err);
    }
    return status;
}

enum bs_status
report_metrics_check(const struct report *report, struct bs_error *err)
{
    return each_metric(report, check_metric, NULL, err);
}

enum bs_status report_metrics(const struct report *report, struct out *out,
                              struct bs_error *err)
{
    const enum bs_status status = each_metric(report, put_metric, out, err);

    if (status == BS_OK)
        out_text(out, "# EOF\n");
    return status;
}
