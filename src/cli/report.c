/* SPDX-License-Identifier: MIT */
/* report - which form, which table; what the forms share. */
#include "cli/report.h"

#include <stdio.h>
#include <string.h>

#include "cli/report_parts.h"
#include "cli/say.h"
#include "cli/suggest.h"

#define BY_PREFIX "sql/report/by-"
#define BY_SUFFIX ".sql"

/* The key of a data file "sql/report/by-KEY.sql"; none if it is another. */
static struct bs_str by_key(const char *name)
{
    size_t len = strlen(name);
    size_t around = strlen(BY_PREFIX) + strlen(BY_SUFFIX);

    if (len <= around || strncmp(name, BY_PREFIX, strlen(BY_PREFIX)) != 0 ||
        strcmp(name + len - strlen(BY_SUFFIX), BY_SUFFIX) != 0)
        return (struct bs_str){0};
    return (struct bs_str){name + strlen(BY_PREFIX), len - around};
}

static void offer(struct suggest *suggest, char keys[][SUGGEST_MAX],
                  const struct bs_data *data, size_t max)
{
    size_t count = 0;

    for (size_t i = 0; i < bs_data_count(data) && count < max; i++) {
        struct bs_str key = by_key(bs_data_get(data, i)->name);

        if (key.data == NULL || key.len >= SUGGEST_MAX)
            continue;
        (void)snprintf(keys[count], SUGGEST_MAX, "%.*s", BS_ARG(key));
        suggest_offer(suggest, keys[count++]);
    }
}

enum bs_status report_by(struct report *report, const char *key,
                         const struct bs_data *data, struct bs_error *err)
{
    char keys[OPT_LIST_MAX][SUGGEST_MAX] = {{0}};
    char list[256] = "";
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;
    size_t used = 0;

    if (strchr(key, ',') != NULL)
        return say_fail(err, BS_EUSAGE, "--by: '%s': only one key for now",
                        key);
    suggest_init(&suggest, key);
    offer(&suggest, keys, data, COUNT_OF(keys));
    for (size_t i = 0; i < COUNT_OF(keys) && keys[i][0] != '\0'; i++) {
        if (strcmp(keys[i], key) == 0) {
            report->by = key;
            (void)snprintf(report->by_query, sizeof report->by_query,
                           BY_PREFIX "%.40s" BY_SUFFIX, key);
            return BS_OK;
        }
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     i > 0 ? ", " : "", keys[i]);
    }
    return say_fail(err, BS_EUSAGE, "--by: '%s' is none of %s%s", key, list,
                    suggest_text(&suggest, "", hint, sizeof hint));
}

const char *
report_word(const struct report *report, const char *prefix, const char *name)
{
    char key[WORD_KEY_SIZE];

    (void)snprintf(key, sizeof key, "%s%s%s", prefix,
                   name[0] != '\0' ? "." : "", name);
    return bs_words_find(report->words, key, report->lang);
}

enum bs_status report_rows(const struct report *report, const char *query,
                           bool more, struct rows *rows, struct bs_error *err)
{
    bool people =
        report->format == FORMAT_TEXT || report->format == FORMAT_MARKDOWN;
    const struct rows_query all = {
        .store = report->store,
        .name = query,
        .top = report->top + (more && report->top > 0 ? 1 : 0),
        .times = people ? ROWS_LOCAL : ROWS_RFC3339,
        .zone = report->zone,
    };

    return rows_fetch(rows, &all, err);
}

static enum bs_status
report_csv(const struct report *report, struct out *out, struct bs_error *err)
{
    const char *query =
        report->by != NULL ? report->by_query : "sql/report/domains.sql";
    struct rows rows;
    enum bs_status status = report_rows(report, query, false, &rows, err);

    if (status == BS_OK && rows.columns != NULL)
        table_csv(&rows.table, out);
    rows_clear(&rows);
    return status;
}

enum bs_status
report_print(const struct report *report, struct out *out, struct bs_error *err)
{
    switch (report->format) {
    case FORMAT_JSON: return report_json(report, out, err);
    case FORMAT_CSV: return report_csv(report, out, err);
    case FORMAT_NONE:
    case FORMAT_TEXT:
    case FORMAT_MARKDOWN: break;
    }
    return report_text(report, out, err);
}
