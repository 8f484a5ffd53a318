/* SPDX-License-Identifier: MIT */
/*
 * folder - the files of an override folder: which there are, what they hold.
 *
 * Limits   BS_FOLDER_FILE_MAX bytes a file, DEPTH_MAX folders below each
 *          other (a symbolic link may lead back).
 * Errors   What is no regular file is refused, so that a FIFO does not hang
 *          the program.
 */
#include "data/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"

#define DEPTH_MAX 8
#define READ_SIZE 65536

static enum bs_status fail_file(struct bs_error *err, enum bs_status status,
                                const struct bs_data_file *file,
                                const char *text)
{
    char label[PATH_MAX];

    (void)bs_data_label(label, sizeof label, file);
    return bs_fail(err, status, "%s: %s", label, text);
}

/* The path of a file or folder, for the system. */
static enum bs_status path_of(char out[static PATH_MAX],
                              const struct bs_data_file *file,
                              struct bs_error *err)
{
    const int len = bs_data_label(out, PATH_MAX, file);

    if (len < 0 || len >= PATH_MAX)
        return bs_fail(err, BS_ENOINPUT, "%s: path is too long", file->origin);
    return BS_OK;
}

static bool is_left_behind(const char *name)
{
    static const char *const ends[] = {
        "~",         ".bak",      ".dpkg-bak", ".dpkg-dist", ".dpkg-new",
        ".dpkg-old", ".dpkg-tmp", ".old",      ".orig",      ".rej",
        ".rpmnew",   ".rpmorig",  ".rpmsave",  ".swo",       ".swp",
        ".ucf-dist", ".ucf-new",  ".ucf-old",
    };
    const size_t len = strlen(name);

    if (name[0] == '.' || name[0] == '#')
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const size_t end = strlen(ends[i]);

        if (len >= end && strcmp(name + len - end, ends[i]) == 0)
            return true;
    }
    return false;
}

struct scan {
    const char *origin;
    struct bs_arena *arena;
    bs_folder_fn *found;
    void *context;
};

static enum bs_status scan_folder(const struct scan *scan, const char *name,
                                  int depth, struct bs_error *err);

static enum bs_status scan_entry(const struct scan *scan, const char *folder,
                                 const char *name, int depth,
                                 struct bs_error *err)
{
    const size_t size = strlen(folder) + 1 + strlen(name) + 1;
    char *full = bs_arena_new(scan->arena, size, 1);
    const struct bs_data_file file = {.name = full, .origin = scan->origin};
    char path[PATH_MAX];
    struct stat info;
    enum bs_status status;

    if (full == NULL)
        return bs_fail_memory(err);
    (void)snprintf(full, size, "%s/%s", folder, name);
    if ((status = path_of(path, &file, err)) != BS_OK)
        return status;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return scan_folder(scan, full, depth + 1, err);
    return scan->found(scan->context, full, err);
}

static enum bs_status scan_all(const struct scan *scan, const char *name,
                               DIR *dir, int depth, struct bs_error *err)
{
    const struct bs_data_file folder = {.name = name, .origin = scan->origin};
    const struct dirent *next;
    enum bs_status status;

    while (errno = 0, (next = readdir(dir)) != NULL) {
        if (is_left_behind(next->d_name))
            continue;
        status = scan_entry(scan, name, next->d_name, depth, err);
        if (status != BS_OK)
            return status;
    }
    if (errno != 0)
        return fail_file(err, BS_EIO, &folder, strerror(errno));
    return BS_OK;
}

static enum bs_status scan_folder(const struct scan *scan, const char *name,
                                  int depth, struct bs_error *err)
{
    const struct bs_data_file folder = {.name = name, .origin = scan->origin};
    char path[PATH_MAX];
    enum bs_status status = path_of(path, &folder, err);
    DIR *dir;

    if (status != BS_OK)
        return status;
    if (depth > DEPTH_MAX)
        return fail_file(err, BS_ELIMIT, &folder,
                         "too many folders below each other");
    dir = opendir(path);
    if (dir == NULL && errno == ENOENT)
        return BS_OK;
    if (dir == NULL)
        return fail_file(err, BS_ENOINPUT, &folder, strerror(errno));
    status = scan_all(scan, name, dir, depth, err);
    (void)closedir(dir);
    return status;
}

enum bs_status bs_folder_scan(const char *origin, struct bs_arena *arena,
                              bs_folder_fn *found, void *context,
                              struct bs_error *err)
{
    static const char *const tops[] = {"patterns", "sql"};
    const struct scan scan = {origin, arena, found, context};

    for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++) {
        enum bs_status status = scan_folder(&scan, tops[i], 0, err);

        if (status != BS_OK)
            return status;
    }
    return BS_OK;
}

static enum bs_status read_all(int fd, struct bs_buf *buf,
                               const struct bs_data_file *file,
                               struct bs_error *err)
{
    char block[READ_SIZE];
    struct stat info;
    ssize_t got;

    if (fstat(fd, &info) != 0)
        return fail_file(err, BS_EIO, file, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return fail_file(err, BS_ENOINPUT, file, "not a regular file");
    while (bs_buf_status(buf) == BS_OK) {
        do
            got = read(fd, block, sizeof block);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return fail_file(err, BS_EIO, file, strerror(errno));
        if (got == 0)
            return BS_OK;
        bs_buf_add(buf, block, (size_t)got);
    }
    if (bs_buf_status(buf) == BS_ENOMEM)
        return bs_fail_memory(err);
    return fail_file(err, BS_ELIMIT, file, "larger than 4 MiB");
}

enum bs_status bs_folder_read(struct bs_buf *buf,
                              const struct bs_data_file *file,
                              struct bs_error *err)
{
    char path[PATH_MAX];
    enum bs_status status = path_of(path, file, err);
    int fd;

    if (status != BS_OK)
        return status;
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return fail_file(err, BS_ENOINPUT, file, strerror(errno));
    status = read_all(fd, buf, file, err);
    (void)close(fd);
    return status;
}
