/* SPDX-License-Identifier: MIT */
/*
 * out - where the result goes: standard output, or a file.
 *
 * Errors are sticky: write freely, ask out_finish() at the end. A file is
 * written beside its final name and renamed by out_finish(), so nobody ever
 * sees half of it.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "bouncestat/api.h"
#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct out {
    int fd;     /* -1: kept in memory, for tests */
    int error;  /* errno of the first failed write */
    char *data; /* bytes not yet written */
    size_t len;
    size_t size;
    const char *path; /* borrowed; NULL: standard output */
    char *beside;     /* name of the unfinished file; NULL: none */
};

/* Standard output if path is NULL or "-". Errors: BS_EIO. */
BS_MUST_CHECK enum bs_status
out_open(struct out *out, const char *path, struct bs_error *err);

/* Keeps everything in out->data. */
void out_memory(struct out *out);

/* The file behind a descriptor that the caller opened; out closes it. */
void out_descriptor(struct out *out, int fd, const char *path);

/* Room for size bytes to write to; then out->len += what was used. */
char *out_room(struct out *out, size_t size);

/* Inline: an event is written in fifty small pieces. */
static inline void out_add(struct out *out, const char *data, size_t len)
{
    char *room =
        len <= out->size - out->len ? out->data + out->len : out_room(out, len);

    if (len > 0)
        memcpy(room, data, len);
    out->len += len;
}

static inline void out_str(struct out *out, struct bs_str text)
{
    out_add(out, text.data, text.len);
}

void out_text(struct out *out, const char *text);
void out_print(struct out *out, const char *format, ...) BS_PRINTF(2, 3);
void out_fill(struct out *out, char c, size_t count);

/* Hostile text, safe for a terminal. */
void out_safe(struct out *out, struct bs_str text);

/* Writes what is buffered; false if a write failed, now or before. */
bool out_flush(struct out *out);

/* Writes the rest, gives the file its name, frees. Errors: BS_EIO. */
BS_MUST_CHECK enum bs_status out_finish(struct out *out, struct bs_error *err);

/* Removes the unfinished file, frees. */
void out_abandon(struct out *out);

/* out_finish(); says a failure. The given exit status, or 2. */
int out_exit(struct out *out, int code);

#endif
