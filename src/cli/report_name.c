/* SPDX-License-Identifier: MIT */
/* report_name - which report, which part of it, which table instead. */
#include <stdio.h>
#include <string.h>

#include "cli/report.h"
#include "cli/say.h"
#include "cli/suggest.h"

#define BY_PREFIX "sql/report/by-"
#define BY_SUFFIX ".sql"

enum bs_status report_open(struct report *report, const struct bs_data *data,
                           struct bs_error *err)
{
    enum bs_status status;

    report->data = data;
    status = bs_words_open(&report->words, data, err);

    report->data = data;
    if (status == BS_OK)
        status = bs_layout_open(&report->layout, data, err);
    return status;
}

void report_close(struct report *report)
{
    bs_layout_close(report->layout);
    bs_words_close(report->words);
}

enum bs_status report_choose_name(struct report *report, const char *name,
                                  struct bs_error *err)
{
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    report->what = bs_layout_find(report->layout, name);
    if (report->what != NULL)
        return BS_OK;
    if (strpbrk(name, "./") != NULL)
        return say_fail(err, BS_EUSAGE,
                        "no report '%s'; a log to read comes without 'report'",
                        name);
    suggest_init(&suggest, name);
    for (size_t i = 0; i < bs_layout_count(report->layout); i++)
        suggest_offer(&suggest, bs_layout_get(report->layout, i)->name);
    return say_fail(err, BS_EUSAGE,
                    "no report '%s'%s; 'bouncestat report --list' lists them",
                    name, suggest_text(&suggest, "", hint, sizeof hint));
}

enum bs_status report_choose_section(struct report *report, const char *name,
                                     struct bs_error *err)
{
    const struct bs_report *what = report->what;
    char list[256] = "";
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;
    size_t used = 0;

    if (report->by != NULL)
        return say_fail(err, BS_EUSAGE,
                        "--section: not with --by, which is one table");
    suggest_init(&suggest, name);
    for (size_t i = 0; i < what->section_count; i++) {
        const char *known = what->sections[i]->name;

        if (strcmp(known, name) == 0) {
            report->only = what->sections[i];
            return BS_OK;
        }
        suggest_offer(&suggest, known);
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     i > 0 ? ", " : "", known);
    }
    return say_fail(err, BS_EUSAGE, "--section: '%s' is none of %s%s", name,
                    list, suggest_text(&suggest, "", hint, sizeof hint));
}

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

/* The key, and the columns of the section "by". */
static void make_by(struct report *report, const char *key)
{
    const struct bs_section *columns = bs_layout_section(report->layout, "by");
    struct bs_section *by = &report->by_section;

    (void)snprintf(report->by_query, sizeof report->by_query,
                   BY_PREFIX "%.40s" BY_SUFFIX, key);
    *by = (struct bs_section){
        .name = key,
        .query = report->by_query,
        .form = BS_TABLE,
        .columns = {{.name = key,
                     .parts = {"name"},
                     .untitled = true,
                     .elastic = true}},
    };
    for (size_t i = 0; columns != NULL && i + 1 < BS_SECTION_COLUMNS; i++)
        by->columns[i + 1] = columns->columns[i];
    report->by = key;
}

enum bs_status report_choose_by(struct report *report, const char *key,
                                const struct bs_data *data,
                                struct bs_error *err)
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
            make_by(report, key);
            return BS_OK;
        }
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     i > 0 ? ", " : "", keys[i]);
    }
    return say_fail(err, BS_EUSAGE, "--by: '%s' is none of %s%s", key, list,
                    suggest_text(&suggest, "", hint, sizeof hint));
}
