/* SPDX-License-Identifier: MIT */
/*
 * datafile - the data files in force: override folders, then the embedded
 * copies.
 *
 * Lists the names of all places first, sorts them, drops what an earlier
 * place replaces, and only then reads: the result does not depend on the
 * order in which a folder lists its files.
 *
 * Memory   One arena for names and texts.
 */
#include "bouncestat/data.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "data/embedded.h"
#include "data/folder.h"

struct entry {
    struct bs_data_file file;
    size_t place; /* index of its folder; the embedded files come last */
};

struct bs_data {
    struct bs_arena arena;
    struct entry *entries; /* in order of name */
    size_t count;
    size_t room;
};

static enum bs_status
add_entry(struct bs_data *data, struct entry entry, struct bs_error *err)
{
    struct entry *place =
        bs_grow(data->entries, &data->room, data->count, sizeof *place);

    if (place == NULL)
        return bs_fail_memory(err);
    data->entries = place;
    data->entries[data->count++] = entry;
    return BS_OK;
}

static enum bs_status
add_embedded(struct bs_data *data, size_t place, struct bs_error *err)
{
    for (size_t i = 0; i < bs_embedded_count; i++) {
        const struct bs_embedded *from = &bs_embedded[i];
        struct entry entry = {
            .file = {.name = from->name, .text = {from->data, from->size}},
            .place = place};
        enum bs_status status = add_entry(data, entry, err);

        if (status != BS_OK)
            return status;
    }
    return BS_OK;
}

int bs_data_label(char *out, size_t size, const struct bs_data_file *file)
{
    const size_t len = file->origin != NULL ? strlen(file->origin) : 0;

    if (file->path != NULL)
        return snprintf(out, size, "%s", file->path);
    if (file->origin == NULL)
        return snprintf(out, size, "%s", file->name);
    return snprintf(out, size, "%s%s%s", file->origin,
                    len > 0 && file->origin[len - 1] == '/' ? "" : "/",
                    file->name);
}

struct place { /* where the files that are found belong */
    struct bs_data *data;
    const char *origin;
    size_t index;
};

static enum bs_status
add_found(void *context, const char *name, struct bs_error *err)
{
    const struct place *place = context;
    const struct entry entry = {.file = {.name = name, .origin = place->origin},
                                .place = place->index};

    return add_entry(place->data, entry, err);
}

static enum bs_status add_folder(struct bs_data *data, const char *origin,
                                 size_t index, struct bs_error *err)
{
    struct place place = {
        .data = data,
        .origin = bs_arena_copy(&data->arena, origin, strlen(origin)),
        .index = index};

    if (place.origin == NULL)
        return bs_fail_memory(err);
    if (origin[0] == '\0')
        return BS_OK; /* would name the root folder */
    return bs_folder_scan(place.origin, &data->arena, add_found, &place, err);
}

static int compare(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    const int order = strcmp(x->file.name, y->file.name);

    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

/* How the database is written is no matter of taste: of sql/, only what lies in
 * a folder (report/, ...) may come from outside, and no migration. */
static bool is_fixed(const char *name)
{
    static const char sql[] = "sql/";
    static const char migrate[] = "sql/migrate/";

    return strncmp(name, sql, sizeof sql - 1) == 0 &&
           (strchr(name + sizeof sql - 1, '/') == NULL ||
            strncmp(name, migrate, sizeof migrate - 1) == 0);
}

static enum bs_status
check_replaced(const struct bs_data_file *file, struct bs_error *err)
{
    char label[PATH_MAX];

    if (file->origin == NULL || !is_fixed(file->name))
        return BS_OK;
    (void)bs_data_label(label, sizeof label, file);
    return bs_fail(err, BS_EUSAGE,
                   "%s: how the database works cannot be replaced", label);
}

/* Of several files of one name, keeps that of the first place. */
static enum bs_status choose(struct bs_data *data, struct bs_error *err)
{
    size_t kept = 0;

    if (data->count > 0)
        qsort(data->entries, data->count, sizeof *data->entries, compare);
    for (size_t i = 0; i < data->count; i++) {
        const struct entry *entry = &data->entries[i];
        const enum bs_status status = check_replaced(&entry->file, err);

        if (status != BS_OK)
            return status;
        if (kept == 0 ||
            strcmp(data->entries[kept - 1].file.name, entry->file.name) != 0)
            data->entries[kept++] = *entry;
    }
    data->count = kept;
    return BS_OK;
}

static enum bs_status read_file(struct bs_data *data, struct bs_buf *buf,
                                struct bs_data_file *file, struct bs_error *err)
{
    enum bs_status status;

    bs_buf_reset(buf);
    status = bs_folder_read(buf, file, err);
    if (status != BS_OK)
        return status;
    file->text.len = buf->len;
    file->text.data = bs_arena_copy(&data->arena, bs_buf_text(buf), buf->len);
    return file->text.data != NULL ? BS_OK : bs_fail_memory(err);
}

static enum bs_status read_files(struct bs_data *data, struct bs_error *err)
{
    enum bs_status status = BS_OK;
    struct bs_buf buf;

    bs_buf_init(&buf, BS_FOLDER_FILE_MAX);
    for (size_t i = 0; i < data->count && status == BS_OK; i++)
        if (data->entries[i].file.origin != NULL)
            status = read_file(data, &buf, &data->entries[i].file, err);
    bs_buf_clear(&buf);
    return status;
}

static enum bs_status
load(struct bs_data *data, const char *const *dirs, struct bs_error *err)
{
    enum bs_status status = BS_OK;
    size_t place = 0;

    for (; dirs != NULL && dirs[place] != NULL && status == BS_OK; place++)
        status = add_folder(data, dirs[place], place, err);
    if (status == BS_OK)
        status = add_embedded(data, place, err);
    if (status == BS_OK)
        status = choose(data, err);
    return status == BS_OK ? read_files(data, err) : status;
}

enum bs_status bs_data_open(struct bs_data **out, const char *const *dirs,
                            struct bs_error *err)
{
    struct bs_data *data = bs_new(1, sizeof *data);
    enum bs_status status;

    *out = NULL;
    if (data == NULL)
        return bs_fail_memory(err);
    status = load(data, dirs, err);
    if (status == BS_OK) {
        *out = data;
        data = NULL; /* the caller owns it now */
    }
    bs_data_close(data);
    return status;
}

static enum bs_status
load_file(struct bs_data *data, const char *path, struct bs_error *err)
{
    static const char folder[] = "patterns/";
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    const size_t len = strlen(base);
    char *name = bs_arena_new(&data->arena, sizeof folder + len, 1);
    struct entry entry = {
        .file = {.name = name,
                 .origin =
                     bs_arena_copy(&data->arena, path, (size_t)(base - path)),
                 .path = bs_arena_copy(&data->arena, path, strlen(path))}};
    enum bs_status status;

    if (name == NULL || entry.file.origin == NULL || entry.file.path == NULL)
        return bs_fail_memory(err);
    memcpy(name, folder, sizeof folder - 1);
    memcpy(name + sizeof folder - 1, base, len);
    status = add_entry(data, entry, err);
    return status == BS_OK ? read_files(data, err) : status;
}

enum bs_status
bs_data_open_file(struct bs_data **out, const char *path, struct bs_error *err)
{
    struct bs_data *data = bs_new(1, sizeof *data);
    enum bs_status status;

    *out = NULL;
    if (data == NULL)
        return bs_fail_memory(err);
    status = load_file(data, path, err);
    if (status == BS_OK) {
        *out = data;
        data = NULL; /* the caller owns it now */
    }
    bs_data_close(data);
    return status;
}

static int compare_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct entry *)entry)->file.name);
}

const struct bs_data_file *
bs_data_find(const struct bs_data *data, const char *name)
{
    const struct entry *hit;

    assert(name != NULL);
    if (data->count == 0)
        return NULL;
    hit = bsearch(name, data->entries, data->count, sizeof *data->entries,
                  compare_name);
    return hit != NULL ? &hit->file : NULL;
}

size_t bs_data_count(const struct bs_data *data)
{
    return data->count;
}

const struct bs_data_file *bs_data_get(const struct bs_data *data, size_t i)
{
    assert(i < data->count);
    return &data->entries[i].file;
}

void bs_data_close(struct bs_data *data)
{
    if (data == NULL)
        return;
    bs_arena_clear(&data->arena);
    bs_free(data->entries);
    bs_free(data);
}
