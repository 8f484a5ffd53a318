/* SPDX-License-Identifier: MIT */
/*
 * follow - keeps reading logs that grow, over their rotation.
 *
 * Knows    An open file is read through /proc/self/fd, so that what was opened
 *          is what is read, whatever happened to its name.
 * Limits   A file that is a symbolic link, or lies on another host, may grow
 *          without a note from the kernel: then it takes IDLE_MS.
 * Source   inotify(7), proc(5).
 */
#include "cli/follow.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/mem.h"
#include "cli/rotation.h"
#include "cli/stop.h"

#define IDLE_MS 5000
#define GRACE_MS 60000 /* a log that was renamed may still be written to */
#define PROC "/proc/self/fd/"
#define PROC_SIZE (sizeof PROC + 16)

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static void watch_folder(const struct follow *follow, const char *path)
{
    const char *base = base_of(path);
    char *folder = mem_copy(path, (size_t)(base - path));

    /* If it is not there, it is tried again. */
    (void)inotify_add_watch(follow->notes, base != path ? folder : ".",
                            IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                IN_MOVED_TO);
    free(folder);
}

static struct follow_file *newest(const struct follow *follow, const char *path)
{
    for (size_t i = follow->count; i > 0; i--)
        if (!follow->files[i - 1].replaced &&
            strcmp(follow->files[i - 1].path, path) == 0)
            return &follow->files[i - 1];
    return NULL;
}

static bool is_open_as(int fd, const struct stat *info)
{
    struct stat mine;

    return fstat(fd, &mine) == 0 && mine.st_dev == info->st_dev &&
           mine.st_ino == info->st_ino;
}

/* Opens a file that is new under its name. */
static void look_at(struct follow *follow, const char *path)
{
    struct follow_file *file = newest(follow, path);
    struct stat info;
    int fd;

    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) ||
        (file != NULL && is_open_as(file->fd, &info)))
        return;
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return;
    if (file != NULL) {
        file->replaced = true;
        file->until = round_milliseconds() + GRACE_MS;
    }
    follow->files =
        mem_resize(follow->files, follow->count + 1, sizeof follow->files[0]);
    follow->files[follow->count++] =
        (struct follow_file){.path = mem_copy(path, strlen(path)), .fd = fd};
}

static void give_up_old(struct follow *follow)
{
    const int64_t now = round_milliseconds();
    size_t kept = 0;

    for (size_t i = 0; i < follow->count; i++) {
        struct follow_file *file = &follow->files[i];

        if (file->replaced && file->until <= now) {
            (void)close(file->fd);
            free(file->path);
            continue;
        }
        follow->files[kept++] = *file;
    }
    follow->count = kept;
}

static void list_add(struct inputs *inputs, const char *path)
{
    inputs->paths =
        mem_resize(inputs->paths, inputs->count + 1, sizeof inputs->paths[0]);
    inputs->paths[inputs->count++] = mem_copy(path, strlen(path));
}

/* Of the inputs, what is still written to is followed; the others are read
 * once. */
static void take_inputs(struct follow *follow, struct inputs *inputs)
{
    size_t kept = 0;

    follow->paths = mem_new(inputs->count, sizeof follow->paths[0]);
    for (size_t i = 0; i < inputs->count; i++) {
        const struct rotation r = rotation_of(base_of(inputs->paths[i]));

        if (strcmp(inputs->paths[i], "-") == 0 || r.mark > 0 || r.compressed)
            inputs->paths[kept++] = inputs->paths[i];
        else
            follow->paths[follow->path_count++] = inputs->paths[i];
    }
    inputs->count = kept;
}

/* By which it is read. */
static const char *
path_of(char out[static PROC_SIZE], const struct follow_file *file)
{
    (void)snprintf(out, PROC_SIZE, PROC "%d", file->fd);
    return out;
}

/* What is open, the oldest first. */
static void list_open(const struct follow *follow, struct inputs *inputs)
{
    for (size_t i = 0; i < follow->count; i++) {
        char path[PROC_SIZE];

        list_add(inputs, path_of(path, &follow->files[i]));
    }
}

/* A copy of a log may hold lines that were never seen in the log itself. */
static void take_copy(const char *path, const char *name, struct inputs *inputs)
{
    const struct rotation r = rotation_of(name);
    const char *base = base_of(path);
    char *folder;
    char *copy;

    if (r.mark == 0 || r.compressed || r.stem != strlen(base))
        return;
    folder = mem_copy(path, (size_t)(base - path));
    copy = mem_join(folder, "", name);
    for (size_t i = 0; i < inputs->count && copy != NULL; i++)
        if (strcmp(inputs->paths[i], copy) == 0) {
            free(copy);
            copy = NULL;
        }
    if (copy != NULL)
        list_add(inputs, copy);
    free(copy);
    free(folder);
}

/* Is the note about a file that is followed, or a rotated form of it? */
static bool take_note(const struct follow *follow,
                      const struct inotify_event *event, const char *name,
                      struct inputs *inputs)
{
    const bool is_gone = (event->mask & (IN_DELETE | IN_MOVED_FROM)) != 0;
    bool about = event->len == 0;

    for (size_t i = 0; i < follow->path_count && event->len > 0; i++) {
        const char *base = base_of(follow->paths[i]);

        if (strncmp(name, base, strlen(base)) != 0)
            continue;
        about = true;
        if (!is_gone)
            take_copy(follow->paths[i], name, inputs);
    }
    return about;
}

/* Takes the notes that there are. */
static bool read_notes(const struct follow *follow, struct inputs *inputs)
{
    char notes[4096];
    ssize_t len = read(follow->notes, notes, sizeof notes);
    bool about = false;

    for (ssize_t at = 0; at < len;) {
        struct inotify_event event;

        memcpy(&event, notes + at, sizeof event);
        at += (ssize_t)sizeof event;
        about |= take_note(follow, &event, notes + at, inputs);
        at += event.len;
    }
    return about;
}

struct notes { /* what read_notes() needs */
    const struct follow *follow;
    struct inputs *inputs;
};

static bool has_changed(void *context)
{
    const struct notes *notes = context;

    return read_notes(notes->follow, notes->inputs);
}

static bool wait_for_more(void *context, struct inputs *inputs)
{
    struct ingest *ingest = context;
    struct follow *follow = ingest->context;
    struct notes notes = {follow, inputs};

    if (!follow->begun) {
        take_inputs(follow, inputs);
        follow->begun = true;
        follow->round.last = round_milliseconds();
    } else {
        inputs_clear(inputs);
        if (ingest_commit(ingest, NULL) != BS_OK)
            return false; /* it will say so once more */
        for (size_t i = 0; i < follow->path_count; i++)
            watch_folder(follow, follow->paths[i]);
        round_wait(&follow->round, follow->notes, has_changed, &notes);
    }
    give_up_old(follow);
    for (size_t i = 0; i < follow->path_count; i++)
        look_at(follow, follow->paths[i]);
    list_open(follow, inputs);
    return true;
}

static const char *name_of(void *context, const char *path)
{
    const struct follow *follow = context;
    for (size_t i = 0; i < follow->count; i++) {
        char other[PROC_SIZE];

        if (strcmp(path, path_of(other, &follow->files[i])) == 0)
            return follow->files[i].path;
    }
    return path;
}

void follow_init(struct follow *follow, struct ingest *ingest,
                 struct scan_hooks *hooks)
{
    *follow = (struct follow){.notes = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
                              .round = {.idle_ms = IDLE_MS}};
    ingest->name = name_of;
    ingest->context = follow;
    hooks->wait = wait_for_more;
    stop_watch_hangup();
}

void follow_clear(struct follow *follow)
{
    if (!follow->begun)
        return;
    for (size_t i = 0; i < follow->count; i++) {
        (void)close(follow->files[i].fd);
        free(follow->files[i].path);
    }
    for (size_t i = 0; i < follow->path_count; i++)
        free(follow->paths[i]);
    free(follow->paths);
    free(follow->files);
    if (follow->notes >= 0)
        (void)close(follow->notes);
}
