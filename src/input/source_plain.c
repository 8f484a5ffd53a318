/* SPDX-License-Identifier: MIT */
/*
 * source_plain - a file, a pipe or standard input, by read(2).
 *
 * Limits   Folders, block devices and sockets are refused; standard input
 *          may be a socket, as remote shells make it one.
 */
#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fail.h"

#define HEAD_SIZE 16

struct plain {
    struct bs_source base;
    char *label;       /* owned; base.label points here */
    int fd;            /* -1: none */
    off_t start;       /* where in the file the stream begins */
    uint64_t position; /* bytes read(2) has given from there */
    uint64_t furthest; /* the largest position ever */
    uint64_t size;     /* of the stream; 0: unknown */
    int64_t modified;  /* seconds UTC; 0: unknown */
    char head[HEAD_SIZE];
    size_t head_len;  /* bytes in head */
    size_t head_used; /* of them, given away */
};

/* strerror() would ask the locale. */
static const char *reason(int number)
{
    const char *text = strerrordesc_np(number);

    return text != NULL ? text : "unknown error";
}

static enum bs_status read_some(struct plain *plain, char *data, size_t size,
                                size_t *got, struct bs_error *err)
{
    ssize_t n;

    *got = 0;
    do
        n = read(plain->fd, data, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return bs_fail(err, BS_EIO, "%s: cannot read: %s", plain->label,
                       reason(errno));
    *got = (size_t)n;
    plain->position += *got;
    if (plain->position > plain->furthest)
        plain->furthest = plain->position;
    return BS_OK;
}

static enum bs_status plain_read(struct bs_source *source, char *data,
                                 size_t size, size_t *got, struct bs_error *err)
{
    struct plain *plain = (struct plain *)source;
    size_t kept = plain->head_len - plain->head_used;

    if (kept == 0)
        return read_some(plain, data, size, got, err);
    *got = kept < size ? kept : size;
    memcpy(data, plain->head + plain->head_used, *got);
    plain->head_used += *got;
    return BS_OK;
}

static bool plain_seek(struct bs_source *source, uint64_t position)
{
    struct plain *plain = (struct plain *)source;

    if (lseek(plain->fd, plain->start + (off_t)position, SEEK_SET) < 0)
        return false;
    plain->position = position;
    plain->head_used = plain->head_len;
    return true;
}

static void
plain_state(const struct bs_source *source, struct bs_source_state *state)
{
    const struct plain *plain = (const struct plain *)source;

    *state = (struct bs_source_state){
        .raw_bytes = plain->furthest,
        .raw_size = plain->size,
        .modified = plain->modified,
        .filter = "plain",
    };
}

static void plain_close(struct bs_source *source)
{
    struct plain *plain = (struct plain *)source;

    if (plain->fd > STDIN_FILENO)
        (void)close(plain->fd);
    bs_free(plain->label);
    bs_free(plain);
}

static const struct bs_source_ops plain_ops = {
    .read = plain_read,
    .seek = plain_seek,
    .state = plain_state,
    .close = plain_close,
};

static enum bs_status open_failed(const char *path, struct bs_error *err)
{
    int number = errno;
    struct stat info;

    /* Of a socket open(2) says only "No such device or address". */
    if (number == ENXIO && stat(path, &info) == 0 && S_ISSOCK(info.st_mode))
        return bs_fail(err, BS_ENOINPUT, "%s: a socket, not a file", path);
    return bs_fail(err, BS_ENOINPUT, "%s: cannot open: %s", path,
                   reason(number));
}

static enum bs_status examine(struct plain *plain, struct bs_error *err)
{
    struct stat info;

    if (fstat(plain->fd, &info) < 0)
        return bs_fail(err, BS_EIO, "%s: cannot examine: %s", plain->label,
                       reason(errno));
    if (S_ISDIR(info.st_mode))
        return bs_fail(err, BS_ENOINPUT, "%s: a folder, not a file",
                       plain->label);
    if (S_ISBLK(info.st_mode))
        return bs_fail(err, BS_ENOINPUT, "%s: a block device, not a file",
                       plain->label);
    if (!S_ISREG(info.st_mode))
        return BS_OK;
    plain->start = lseek(plain->fd, 0, SEEK_CUR);
    if (plain->start < 0)
        plain->start = 0;
    if (info.st_size > plain->start)
        plain->size = (uint64_t)(info.st_size - plain->start);
    plain->modified = info.st_mtime;
    /* Advice: if it is refused, reading is only slower. */
    (void)posix_fadvise(plain->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return BS_OK;
}

enum bs_status bs_source_plain_open(struct bs_source **out, const char *path,
                                    struct bs_error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const char *label = is_stdin ? "standard input" : path;
    struct plain *plain = bs_new(1, sizeof *plain);
    enum bs_status status = BS_OK;

    *out = NULL;
    if (plain == NULL)
        return bs_fail_memory(err);
    plain->base.ops = &plain_ops;
    plain->fd = STDIN_FILENO;
    plain->base.label = plain->label = bs_copy(label, strlen(label));
    if (plain->label == NULL)
        status = bs_fail_memory(err);
    else if (!is_stdin &&
             (plain->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
        status = open_failed(path, err);
    else
        status = examine(plain, err);
    if (status == BS_OK)
        *out = &plain->base;
    else
        plain_close(&plain->base);
    return status;
}

enum bs_status bs_source_plain_head(struct bs_source *source,
                                    struct bs_str *head, struct bs_error *err)
{
    struct plain *plain = (struct plain *)source;
    enum bs_status status = BS_OK;
    size_t got = 1;

    while (plain->head_len < HEAD_SIZE && got > 0 && status == BS_OK) {
        status = read_some(plain, plain->head + plain->head_len,
                           HEAD_SIZE - plain->head_len, &got, err);
        plain->head_len += got;
    }
    *head = (struct bs_str){plain->head, plain->head_len};
    return status;
}
