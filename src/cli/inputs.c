/* SPDX-License-Identifier: MIT */
/*
 * inputs - FILE, DIR, GLOB and - on the command line → the files to read.
 *
 * Knows    While a log is being compressed, it is there twice; then the plain
 *          file is taken.
 */
#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/mem.h"
#include "cli/rotation.h"
#include "cli/say.h"

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static void list_add(struct inputs *list, const char *path)
{
    list->paths =
        mem_resize(list->paths, list->count + 1, sizeof list->paths[0]);
    list->paths[list->count++] = mem_copy(path, strlen(path));
}

struct inputs_file { /* a path's, in the order in which they were added */
    bool regular;    /* else only its path tells it */
    dev_t device;
    ino_t inode;
};

static struct inputs_file file_of(const char *path)
{
    struct stat info;

    if (strcmp(path, "-") == 0 || stat(path, &info) != 0)
        return (struct inputs_file){.regular = false};
    return (struct inputs_file){.regular = S_ISREG(info.st_mode),
                                .device = info.st_dev,
                                .inode = info.st_ino};
}

static bool is_there(const struct inputs *list, const char *path,
                     const struct inputs_file *file)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct inputs_file *other = &list->files[i];

        if (other->regular != file->regular)
            continue;
        if (file->regular
                ? other->device == file->device && other->inode == file->inode
                : strcmp(list->paths[i], path) == 0)
            return true;
    }
    return false;
}

/* Adds a file unless it is there already. */
static void add_once(struct inputs *list, const char *path)
{
    const struct inputs_file file = file_of(path);

    if (is_there(list, path, &file)) {
        if ((list->flags & INPUTS_QUIET) == 0)
            say("%s: given twice, read once", path);
        return;
    }
    list->files =
        mem_resize(list->files, list->count + 1, sizeof list->files[0]);
    list->files[list->count] = file;
    list_add(list, path);
}

static int cmp_paths(const void *a, const void *b)
{
    const char *x = *(char *const *)a;
    const char *y = *(char *const *)b;
    size_t x_len = (size_t)(base_of(x) - x);
    size_t y_len = (size_t)(base_of(y) - y);
    int folder = strncmp(x, y, x_len < y_len ? x_len : y_len);

    if (folder != 0 || x_len != y_len)
        return folder != 0 ? folder : (x_len > y_len) - (x_len < y_len);
    return rotation_cmp(x + x_len, y + y_len);
}

/* Sorts the files and drops compressed copies of plain ones. */
static void sort(struct inputs *list)
{
    size_t kept = 0;

    if (list->count == 0)
        return;
    qsort(list->paths, list->count, sizeof list->paths[0], cmp_paths);
    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && rotation_same(base_of(list->paths[kept - 1]),
                                      base_of(list->paths[i]))) {
            if ((list->flags & INPUTS_QUIET) == 0)
                say("%s: left out, it is there uncompressed", list->paths[i]);
            free(list->paths[i]);
            continue;
        }
        list->paths[kept++] = list->paths[i];
    }
    list->count = kept;
}

static void move_all(struct inputs *to, struct inputs *from)
{
    sort(from);
    for (size_t i = 0; i < from->count; i++)
        add_once(to, from->paths[i]);
    inputs_clear(from);
}

typedef bool wanted_fn(const char *name, const void *context);

/* The names in a folder that are wanted, as paths. Returns errno or 0. */
static int read_folder(const char *folder, wanted_fn *wanted,
                       const void *context, struct inputs *found)
{
    bool slash = folder[0] != '\0' && folder[strlen(folder) - 1] == '/';
    DIR *handle = opendir(folder[0] != '\0' ? folder : ".");
    struct dirent *entry;

    if (handle == NULL)
        return errno;
    while ((entry = readdir(handle)) != NULL) {
        struct stat info;
        char *path;

        if (!wanted(entry->d_name, context))
            continue;
        path = mem_join(folder, slash || folder[0] == '\0' ? "" : "/",
                        entry->d_name);
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode))
            list_add(found, path);
        free(path);
    }
    (void)closedir(handle);
    return 0;
}

static bool is_kind(const char *name, const void *context)
{
    return rotation_log_kind(name) == *(const int *)context;
}

static enum bs_status
add_folder(struct inputs *list, const char *folder, struct bs_error *err)
{
    struct inputs found = {.flags = list->flags};

    for (int kind = 1; kind <= 2 && found.count == 0; kind++) {
        int error = read_folder(folder, is_kind, &kind, &found);

        if (error != 0)
            return say_fail(err, BS_ENOINPUT, "%s: %s", folder,
                            strerror(error));
    }
    if (found.count == 0)
        return say_fail(err, BS_ENOINPUT,
                        "%s: no mail log in this folder (mail.log, maillog, "
                        "mainlog, ...)",
                        folder);
    move_all(list, &found);
    return BS_OK;
}

/* Is the name a rotated form of the log whose name is the context? */
static bool is_rotated_of(const char *name, const void *context)
{
    const char *log = context;
    size_t len = strlen(log);
    struct rotation r = rotation_of(name);

    return strncmp(name, log, len) == 0 && name[len] != '\0' &&
           (r.stem == len || (r.stem + r.mark == len && r.compressed));
}

static void add_rotated(struct inputs *list, const char *path)
{
    struct inputs found = {.flags = list->flags};
    const char *base = base_of(path);
    char *folder = mem_copy(path, (size_t)(base - path));

    list_add(&found, path);
    (void)read_folder(folder, is_rotated_of, base, &found);
    free(folder);
    move_all(list, &found);
}

static enum bs_status
add_pattern(struct inputs *list, const char *pattern, struct bs_error *err);

static enum bs_status
add_operand(struct inputs *list, const char *path, struct bs_error *err)
{
    struct stat info;

    if (strcmp(path, "-") == 0) {
        add_once(list, path);
        return BS_OK;
    }
    if (stat(path, &info) != 0 && strpbrk(path, "*?[") != NULL)
        return add_pattern(list, path, err);
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return add_folder(list, path, err);
    if ((list->flags & INPUTS_ROTATED) != 0)
        add_rotated(list, path);
    else
        add_once(list, path);
    return BS_OK;
}

static enum bs_status
add_pattern(struct inputs *list, const char *pattern, struct bs_error *err)
{
    enum bs_status status = BS_OK;
    struct inputs files = {.flags = list->flags};
    glob_t found;

    if (glob(pattern, 0, NULL, &found) != 0)
        return say_fail(err, BS_ENOINPUT, "%s: no file has such a name",
                        pattern);
    for (size_t i = 0; i < found.gl_pathc; i++)
        list_add(&files, found.gl_pathv[i]);
    globfree(&found);
    sort(&files);
    for (size_t i = 0; i < files.count && status == BS_OK; i++)
        status = add_operand(list, files.paths[i], err);
    inputs_clear(&files);
    return status;
}

/* Are both forms of one log? */
static bool same_log(const char *a, const char *b)
{
    const struct rotation x = rotation_of(base_of(a));
    const struct rotation y = rotation_of(base_of(b));
    const size_t folder = (size_t)(base_of(a) - a);

    return folder == (size_t)(base_of(b) - b) && x.stem == y.stem &&
           memcmp(a, b, folder + x.stem) == 0;
}

/* Numbers the paths by log: that of the first path of the same one. */
static void number_logs(const struct inputs *list, size_t *logs)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t k = 0;

        while (k < i &&
               (logs[k] != k || !same_log(list->paths[k], list->paths[i])))
            k++;
        logs[i] = k;
    }
}

/* A shell expands "mail.log*" with the newest first, and what becomes of mail is
 * told by the order of the lines. */
static void oldest_first(struct inputs *list)
{
    size_t *logs = mem_new(list->count, sizeof *logs);
    char **members = mem_new(list->count, sizeof *members);

    number_logs(list, logs);
    for (size_t log = 0; log < list->count; log++) {
        size_t count = 0;

        if (logs[log] != log)
            continue;
        for (size_t i = log; i < list->count; i++)
            if (logs[i] == log)
                members[count++] = list->paths[i];
        qsort(members, count, sizeof *members, cmp_paths);
        count = 0;
        for (size_t i = log; i < list->count; i++)
            if (logs[i] == log)
                list->paths[i] = members[count++];
    }
    free(logs);
    free(members);
}

enum bs_status inputs_expand(struct inputs *inputs, char *const *operands,
                             size_t count, int flags, struct bs_error *err)
{
    *inputs = (struct inputs){.flags = flags};
    if (count == 0)
        return say_fail(err, BS_EUSAGE,
                        "no FILE given; '-' reads standard input");
    for (size_t i = 0; i < count; i++) {
        enum bs_status status = BS_OK;

        if ((flags & INPUTS_NAMES) != 0)
            list_add(inputs, operands[i]);
        else
            status = add_operand(inputs, operands[i], err);
        if (status != BS_OK)
            return status;
    }
    if ((flags & INPUTS_NAMES) == 0)
        oldest_first(inputs);
    return BS_OK;
}

void inputs_clear(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->paths[i]);
    free(inputs->paths);
    free(inputs->files);
    *inputs = (struct inputs){0};
}
