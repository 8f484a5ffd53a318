/* SPDX-License-Identifier: MIT */
/* shelf - the shipped queries, sql/query/NAME.sql. */
#include "cli/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/mem.h"
#include "cli/opt.h"
#include "cli/say.h"
#include "cli/suggest.h"

#define PREFIX "sql/query/"
#define SUFFIX ".sql"
#define NAME_SIZE 64

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= '0' && c <= '9');
}

/* "sql/query/NAME.sql" → NAME; false if it is another file. */
static bool name_of(char out[NAME_SIZE], const char *file)
{
    const size_t around = strlen(PREFIX) + strlen(SUFFIX);
    const size_t len = strlen(file);

    if (len <= around || len - around >= NAME_SIZE ||
        strncmp(file, PREFIX, strlen(PREFIX)) != 0 ||
        strcmp(file + len - strlen(SUFFIX), SUFFIX) != 0)
        return false;
    memcpy(out, file + strlen(PREFIX), len - around);
    out[len - around] = '\0';
    return true;
}

const struct bs_data_file *
shelf_find(const struct bs_data *data, const char *name)
{
    char file[sizeof PREFIX + NAME_SIZE + sizeof SUFFIX];

    if (strlen(name) >= NAME_SIZE)
        return NULL;
    (void)snprintf(file, sizeof file, PREFIX "%s" SUFFIX, name);
    return bs_data_find(data, file);
}

enum bs_status shelf_unknown(const struct bs_data *data, const char *name,
                             struct bs_error *err)
{
    char best[NAME_SIZE] = "";
    char known[NAME_SIZE] = "";
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    suggest_init(&suggest, name);
    for (size_t i = 0; i < bs_data_count(data); i++) {
        if (!name_of(known, bs_data_get(data, i)->name))
            continue;
        suggest_offer(&suggest, known);
        if (suggest.best == known) { /* which the next one overwrites */
            memcpy(best, known, sizeof best);
            suggest.best = best;
        }
    }
    return say_fail(err, BS_EUSAGE,
                    "no query '%s'%s; 'bouncestat sql' lists them", name,
                    suggest_text(&suggest, "", hint, sizeof hint));
}

struct bs_str shelf_line(struct bs_str sql, const char *mark)
{
    const char *found = memmem(sql.data, sql.len, mark, strlen(mark));
    struct bs_str rest;
    const char *end;

    if (found == NULL)
        return (struct bs_str){NULL, 0};
    rest.data = found + strlen(mark);
    rest.len = sql.len - (size_t)(rest.data - sql.data);
    end = memchr(rest.data, '\n', rest.len);
    if (end != NULL)
        rest.len = (size_t)(end - rest.data);
    return rest;
}

/* What stands behind ":name"; none if it is not there. */
static struct bs_str behind(struct bs_str text, const char *name)
{
    const size_t len = strlen(name);

    for (size_t i = 0; i + 1 + len <= text.len; i++) {
        const struct bs_str rest = {text.data + i + 1 + len,
                                    text.len - i - 1 - len};

        if (text.data[i] == ':' && memcmp(text.data + i + 1, name, len) == 0 &&
            (rest.len == 0 || !is_name(rest.data[0])))
            return rest;
    }
    return (struct bs_str){NULL, 0};
}

bool shelf_takes(struct bs_str sql, const char *name)
{
    return behind(sql, name).data != NULL;
}

bool shelf_needs(struct bs_str sql, const char *name)
{
    const struct bs_str rest = behind(shelf_line(sql, "-- Parameters:"), name);

    return rest.len >= 8 && memcmp(rest.data, " (needed", 8) == 0;
}

/* ":domain (needed), :top (rows)" → "--domain --top" */
static struct bs_str options_of(char *room, struct bs_str parameters)
{
    size_t len = 0;

    for (size_t i = 0; i < parameters.len; i++) {
        if (parameters.data[i] != ':' || i + 1 == parameters.len ||
            !is_name(parameters.data[i + 1]))
            continue;
        memcpy(room + len, len > 0 ? " --" : "--", 3);
        len += len > 0 ? 3 : 2;
        while (i + 1 < parameters.len && is_name(parameters.data[i + 1]))
            room[len++] = parameters.data[++i];
    }
    return (struct bs_str){room, len};
}

void shelf_list(const struct bs_data *data, struct grid *grid)
{
    static const char *const names[] = {"name", "options", "title"};

    for (size_t i = 0; i < bs_data_count(data); i++) {
        const struct bs_data_file *file = bs_data_get(data, i);
        const struct bs_str parameters =
            shelf_line(file->text, "-- Parameters:");
        struct bs_value values[COUNT_OF(names)] = {
            {.type = BS_TEXT}, {.type = BS_TEXT}, {.type = BS_TEXT}};
        const struct bs_row row = {COUNT_OF(names), names, values};
        char name[NAME_SIZE];
        char *room;

        if (!name_of(name, file->name))
            continue;
        room = mem_new(3 * parameters.len + 3, 1);
        values[0].text = bs_str_of(name);
        values[1].text = options_of(room, parameters);
        values[2].text = shelf_line(file->text, "-- ");
        (void)grid_row(grid, &row);
        free(room);
    }
}
