/* SPDX-License-Identifier: MIT */
/*
 * layout - the reports: which there are, and what parts they have.
 *
 * Reads all files first, because a report may have sections of another file,
 * and then looks their names up.
 *
 * Memory   One arena for all; lists in the order of the files, which is that
 *          of their names.
 * Errors   BS_ESYNTAX, naming file and line.
 */
#include "code/layout.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

#define FOLDER "sql/report/"
#define SUFFIX ".conf"

struct bs_layout {
    struct bs_arena arena;
    struct bs_layout_report *reports;
    struct bs_layout_section *sections;
    struct bs_report **sorted; /* in order of name */
    size_t count;
};

static struct bs_layout_section *
find_section(const struct bs_layout *layout, const char *name)
{
    struct bs_layout_section *at = layout->sections;

    while (at != NULL && strcmp(at->section.name, name) != 0)
        at = at->next;
    return at;
}

static struct bs_layout_report *
find_report(const struct bs_layout *layout, const char *name)
{
    struct bs_layout_report *at = layout->reports;

    while (at != NULL && strcmp(at->report.name, name) != 0)
        at = at->next;
    return at;
}

static enum bs_status add_report(struct bs_layout *layout, const char *label,
                                 const struct bs_conf_section *from,
                                 struct bs_error *err)
{
    struct bs_layout_report *report =
        bs_arena_new(&layout->arena, 1, sizeof *report);
    const struct bs_layout_report *twin;
    enum bs_status status;

    if (report == NULL)
        return bs_fail_memory(err);
    report->label = label;
    status = bs_layout_read_report(report, &layout->arena, from, err);
    if (status != BS_OK)
        return status;
    twin = find_report(layout, report->report.name);
    if (twin != NULL)
        return bs_fail_at(err, label, from->line,
                          "report '%s' is there already, in %s:%u",
                          twin->report.name, twin->label, twin->line);
    report->next = layout->reports;
    layout->reports = report;
    layout->count++;
    return BS_OK;
}

static enum bs_status add_section(struct bs_layout *layout, const char *label,
                                  const struct bs_conf_section *from,
                                  struct bs_error *err)
{
    struct bs_layout_section *section =
        bs_arena_new(&layout->arena, 1, sizeof *section);
    const struct bs_layout_section *twin;
    enum bs_status status;

    if (section == NULL)
        return bs_fail_memory(err);
    section->section.file = label;
    status = bs_layout_read_section(section, &layout->arena, from, err);
    if (status != BS_OK)
        return status;
    twin = find_section(layout, section->section.name);
    if (twin != NULL)
        return bs_fail_at(
            err, label, from->line, "section '%s' is there already, in %s:%u",
            twin->section.name, twin->section.file, twin->section.line);
    section->next = layout->sections;
    layout->sections = section;
    return BS_OK;
}

static enum bs_status read_file(struct bs_layout *layout,
                                const struct bs_data_file *file,
                                struct bs_error *err)
{
    char label[PATH_MAX];
    const char *kept;
    struct bs_conf *conf;
    const struct bs_conf_section *from;
    enum bs_status status;

    (void)bs_data_label(label, sizeof label, file);
    kept = bs_arena_copy(&layout->arena, label, strlen(label));
    if (kept == NULL)
        return bs_fail_memory(err);
    status = bs_conf_parse(&conf, kept, file->text, err);
    for (size_t i = 0;
         status == BS_OK && (from = bs_conf_section(conf, i)) != NULL; i++) {
        if (bs_str_eq(from->kind, BS_STR("report")))
            status = add_report(layout, kept, from, err);
        else if (bs_str_eq(from->kind, BS_STR("section")))
            status = add_section(layout, kept, from, err);
        else
            status = bs_fail_at(err, kept, from->line,
                                "neither [report ...] nor [section ...]: "
                                "'%.*s'",
                                BS_ARG(from->kind));
    }
    bs_conf_free(conf);
    return status;
}

static bool is_layout(const char *name)
{
    const size_t len = strlen(name);

    return len > strlen(FOLDER) + strlen(SUFFIX) &&
           strncmp(name, FOLDER, strlen(FOLDER)) == 0 &&
           strcmp(name + len - strlen(SUFFIX), SUFFIX) == 0;
}

static enum bs_status read_files(struct bs_layout *layout,
                                 const struct bs_data *data,
                                 struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < bs_data_count(data) && status == BS_OK; i++)
        if (is_layout(bs_data_get(data, i)->name))
            status = read_file(layout, bs_data_get(data, i), err);
    return status;
}

/* The section of a name in a report, which must have its query. */
static enum bs_status look_up(const struct bs_layout *layout,
                              const struct bs_layout_report *report,
                              const struct bs_layout_name *name,
                              const struct bs_data *data, struct bs_error *err)
{
    const struct bs_layout_section *section = find_section(layout, name->name);

    if (section == NULL)
        return bs_fail_at(err, report->label, name->line,
                          "there is no section '%s'", name->name);
    if (bs_data_find(data, section->section.query) == NULL)
        return bs_fail_at(err, section->section.file, section->query_line,
                          "there is no %s", section->section.query);
    return BS_OK;
}

static bool is_for_csv(const struct bs_section *section)
{
    return section->form == BS_TABLE && section->reader != BS_FOR_JSON &&
           section->reader != BS_FOR_PAGE;
}

/* The one that is named, which must be one of the report's; else the first
 * table, else the first of all. */
static enum bs_status
choose_csv(struct bs_layout_report *from, struct bs_error *err)
{
    struct bs_report *report = &from->report;
    const struct bs_layout_name *name = from->csv;

    for (size_t i = 0; i < report->section_count && report->csv == NULL; i++)
        if (name != NULL ? strcmp(report->sections[i]->name, name->name) == 0
                         : is_for_csv(report->sections[i]))
            report->csv = report->sections[i];
    if (name != NULL && (report->csv == NULL || name->next != NULL))
        return bs_fail_at(err, from->label, name->line,
                          "csv: not one section of the report");
    if (report->csv == NULL)
        report->csv = report->sections[0];
    return BS_OK;
}

static enum bs_status resolve(struct bs_layout *layout,
                              struct bs_layout_report *from,
                              const struct bs_data *data, struct bs_error *err)
{
    const struct bs_section **sections;
    size_t count = 0;

    for (const struct bs_layout_name *at = from->sections; at != NULL;
         at = at->next, count++) {
        enum bs_status status = look_up(layout, from, at, data, err);

        if (status != BS_OK)
            return status;
    }
    sections = bs_arena_new(&layout->arena, count, sizeof *sections);
    if (sections == NULL)
        return bs_fail_memory(err);
    from->report.sections = sections;
    for (const struct bs_layout_name *at = from->sections; at != NULL;
         at = at->next) {
        const struct bs_section *section =
            &find_section(layout, at->name)->section;

        for (size_t i = 0; i < from->report.section_count; i++)
            if (sections[i] == section)
                return bs_fail_at(err, from->label, at->line,
                                  "section '%s' is named twice", at->name);
        sections[from->report.section_count++] = section;
    }
    return choose_csv(from, err);
}

static int compare(const void *a, const void *b)
{
    const struct bs_report *const *x = a;
    const struct bs_report *const *y = b;

    return strcmp((*x)->name, (*y)->name);
}

static enum bs_status
load(struct bs_layout *layout, const struct bs_data *data, struct bs_error *err)
{
    enum bs_status status = read_files(layout, data, err);
    size_t i = 0;

    if (status != BS_OK)
        return status;
    layout->sorted =
        bs_arena_new(&layout->arena, layout->count + 1, sizeof *layout->sorted);
    if (layout->sorted == NULL)
        return bs_fail_memory(err);
    for (struct bs_layout_report *at = layout->reports; at != NULL;
         at = at->next) {
        status = resolve(layout, at, data, err);
        if (status != BS_OK)
            return status;
        layout->sorted[i++] = &at->report;
    }
    qsort(layout->sorted, layout->count, sizeof *layout->sorted, compare);
    return BS_OK;
}

enum bs_status bs_layout_open(struct bs_layout **out,
                              const struct bs_data *data, struct bs_error *err)
{
    struct bs_layout *layout = bs_new(1, sizeof *layout);
    enum bs_status status;

    *out = NULL;
    if (layout == NULL)
        return bs_fail_memory(err);
    status = load(layout, data, err);
    if (status == BS_OK) {
        *out = layout;
        layout = NULL; /* the caller owns it now */
    }
    bs_layout_close(layout);
    return status;
}

size_t bs_layout_count(const struct bs_layout *layout)
{
    return layout->count;
}

const struct bs_report *bs_layout_get(const struct bs_layout *layout, size_t i)
{
    assert(i < layout->count);
    return layout->sorted[i];
}

const struct bs_report *
bs_layout_find(const struct bs_layout *layout, const char *name)
{
    const struct bs_layout_report *hit = find_report(layout, name);

    return hit != NULL ? &hit->report : NULL;
}

const struct bs_section *
bs_layout_section(const struct bs_layout *layout, const char *name)
{
    const struct bs_layout_section *hit = find_section(layout, name);

    return hit != NULL ? &hit->section : NULL;
}

void bs_layout_close(struct bs_layout *layout)
{
    if (layout == NULL)
        return;
    bs_arena_clear(&layout->arena);
    bs_free(layout);
}
