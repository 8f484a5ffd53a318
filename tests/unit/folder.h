/* SPDX-License-Identifier: MIT */
/* folder - a folder of a test's own, below the current one. */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include "cases.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_NEW                                                             \
    {                                                                          \
        "test-folder-XXXXXX"                                                   \
    }

struct folder {
    char path[32];
};

static inline void folder_make(struct folder *folder)
{
    *folder = (struct folder)FOLDER_NEW;
    assert_non_null(mkdtemp(folder->path));
}

/* The path of a name in the folder, whose parents are made. */
static inline const char *folder_path(const struct folder *folder,
                                      const char *name, char path[static 256])
{
    (void)snprintf(path, 256, "%s/%s", folder->path, name);
    for (char *slash = path; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    return path;
}

static inline void
folder_write(const struct folder *folder, const char *name, const char *text)
{
    char path[256];
    FILE *file = fopen(folder_path(folder, name, path), "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static inline int folder_remove_one(const char *path, const struct stat *info,
                                    int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

static inline void folder_remove(const struct folder *folder)
{
    assert_int_equal(
        nftw(folder->path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

#endif
