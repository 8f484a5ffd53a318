/* SPDX-License-Identifier: MIT */
/*
 * file - the database file before SQLite sees it.
 *
 * Knows    SQLite gives the files beside a database its mode and, if root
 *          does it, its owner.
 */
#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fail.h"

#define MODE 0640
#define NAME_SIZE 4200 /* PATH_MAX and a suffix */

static enum bs_status
look_at_folder(const char *path, struct stat *folder, struct bs_error *err)
{
    const char *slash = strrchr(path, '/');
    size_t len = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    char *name = slash != NULL ? bs_copy(path, len) : bs_copy(".", 1);
    bool good;

    if (name == NULL)
        return bs_fail_memory(err);
    good = stat(name, folder) == 0;
    bs_free(name);
    if (good)
        return BS_OK;
    return bs_fail(err, BS_ESTORE, "%s: cannot open database: %s", path,
                   strerrordesc_np(errno));
}

/* The file itself, and those that SQLite puts beside it. */
static enum bs_status refuse_links(const char *path, struct bs_error *err)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    char name[NAME_SIZE];

    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        struct stat info;

        (void)snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        if (lstat(name, &info) == 0 && S_ISLNK(info.st_mode))
            return bs_fail(err, BS_ESTORE,
                           "%s: a symbolic link, in a folder where everybody "
                           "may write; not followed",
                           name);
    }
    return BS_OK;
}

enum bs_status
bs_file_prepare(const char *path, bool *shared, struct bs_error *err)
{
    struct stat folder = {0};
    int fd;
    enum bs_status status = look_at_folder(path, &folder, err);

    if (status != BS_OK)
        return status;
    *shared = (folder.st_mode & S_IWOTH) != 0;
    if (*shared)
        status = refuse_links(path, err);
    if (status != BS_OK)
        return status;
    fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, MODE);
    if (fd < 0)
        return BS_OK; /* it is there, or SQLite will say why it cannot be */
    if (geteuid() == 0 && !*shared &&
        fchown(fd, folder.st_uid, folder.st_gid) != 0)
        status = bs_fail(err, BS_ESTORE,
                         "%s: cannot give it to its folder's "
                         "owner: %s",
                         path, strerrordesc_np(errno));
    (void)close(fd);
    return status;
}
