/* SPDX-License-Identifier: MIT */
/*
 * out - where the result goes: standard output, or a file.
 *
 * Knows    A target that is there and is no regular file (a device, a pipe)
 *          is written to directly: it must not be replaced by a rename.
 * Limits   The unfinished file is made with O_EXCL, so that no link that lies
 *          there is followed.
 */
#include "cli/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/mem.h"
#include "cli/say.h"

#define OUT_BUFFER 65536
#define OUT_MODE 0644
#define OUT_TRIES 16

void out_descriptor(struct out *out, int fd, const char *path)
{
    *out = (struct out){.fd = fd,
                        .path = path,
                        .data = mem_new(OUT_BUFFER, 1),
                        .size = OUT_BUFFER};
}

void out_memory(struct out *out)
{
    out_descriptor(out, -1, NULL);
}

static int open_beside(const char *path, char **name)
{
    for (int i = 0; i < OUT_TRIES; i++) {
        unsigned chance = 0;
        char suffix[16];
        int fd;

        if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
            return -1;
        (void)snprintf(suffix, sizeof suffix, "%08x", chance);
        *name = mem_join(path, ".tmp-", suffix);
        fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, OUT_MODE);
        if (fd >= 0 || errno != EEXIST)
            return fd;
        free(*name);
        *name = NULL;
    }
    return -1;
}

/* What is replaced stays as readable as it was, if it can be given to its
 * owner. */
static void keep_mode(int fd, const struct stat *info)
{
    if ((info->st_uid == geteuid() && info->st_gid == getegid()) ||
        fchown(fd, info->st_uid, info->st_gid) == 0)
        (void)fchmod(fd, info->st_mode & 0777);
}

enum bs_status out_open(struct out *out, const char *path, struct bs_error *err)
{
    struct stat info;
    char *beside = NULL;
    bool there;
    int fd;

    *out = (struct out){.fd = -1};
    if (path == NULL || strcmp(path, "-") == 0) {
        out_descriptor(out, STDOUT_FILENO, NULL);
        return BS_OK;
    }
    there = stat(path, &info) == 0;
    if (there && !S_ISREG(info.st_mode))
        fd = open(path, O_WRONLY | O_CLOEXEC);
    else
        fd = open_beside(path, &beside);
    if (fd < 0) {
        free(beside);
        return say_fail(err, BS_EIO, "%s: %s", path, strerror(errno));
    }
    if (there && beside != NULL)
        keep_mode(fd, &info);
    out_descriptor(out, fd, path);
    out->beside = beside;
    return BS_OK;
}

static void write_all(struct out *out, const char *data, size_t len)
{
    while (len > 0 && out->error == 0) {
        ssize_t done = write(out->fd, data, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0) {
            out->error = errno;
            return;
        }
        data += done;
        len -= (size_t)done;
    }
}

bool out_flush(struct out *out)
{
    if (out->fd < 0)
        return true;
    write_all(out, out->data, out->len);
    out->len = 0;
    return out->error == 0;
}

char *out_room(struct out *out, size_t size)
{
    if (size > out->size - out->len && out->fd >= 0)
        (void)out_flush(out);
    if (size > out->size - out->len) {
        out->size = 2 * (out->len + size);
        out->data = mem_resize(out->data, out->size, 1);
    }
    return out->data + out->len;
}

void out_text(struct out *out, const char *text)
{
    out_add(out, text, strlen(text));
}

void out_print(struct out *out, const char *format, ...)
{
    va_list arguments;
    va_list again;
    int len;

    va_start(arguments, format);
    va_copy(again, arguments);
    len = vsnprintf(NULL, 0, format, arguments);
    if (len >= 0) {
        size_t size = (size_t)len + 1;

        (void)vsnprintf(out_room(out, size), size, format, again);
        out->len += (size_t)len;
    }
    va_end(again);
    va_end(arguments);
}

void out_fill(struct out *out, char c, size_t count)
{
    memset(out_room(out, count), c, count);
    out->len += count;
}

void out_safe(struct out *out, struct bs_str text)
{
    size_t size = bs_str_terminal(NULL, 0, text) + 1;

    out->len += bs_str_terminal(out_room(out, size), size, text);
}

static void release(struct out *out)
{
    free(out->data);
    free(out->beside);
    if (out->fd > STDERR_FILENO)
        (void)close(out->fd);
    *out = (struct out){.fd = -1};
}

void out_abandon(struct out *out)
{
    if (out->beside != NULL)
        (void)unlink(out->beside);
    release(out);
}

enum bs_status out_finish(struct out *out, struct bs_error *err)
{
    const char *name = out->path != NULL ? out->path : "standard output";

    (void)out_flush(out);
    if (out->beside != NULL && out->error == 0) {
        if (close(out->fd) != 0 || rename(out->beside, out->path) != 0)
            out->error = errno;
        out->fd = -1;
    }
    if (out->error != 0) {
        (void)say_fail(err, BS_EIO, "%s: %s", name, strerror(out->error));
        out_abandon(out);
        return BS_EIO;
    }
    release(out);
    return BS_OK;
}

int out_exit(struct out *out, int code)
{
    struct bs_error err = {0};

    if (out_finish(out, &err) != BS_OK)
        return exit_error(&err);
    return code;
}
