/* SPDX-License-Identifier: MIT */
/*
 * bytes_source - a source out of memory, in pieces of any size; and the text
 * that a source gives.
 */
#ifndef TESTS_BYTES_SOURCE_H
#define TESTS_BYTES_SOURCE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "input/source.h"

struct bytes_source {
    struct bs_source base;
    struct bs_str left;
    size_t most;     /* bytes a read, at most */
    uint32_t random; /* 0: always the most */
    bool breaks;     /* ends with BS_EIO */
};

static inline enum bs_status
bytes_source_read(struct bs_source *source, char *data, size_t size,
                  size_t *got, struct bs_error *err)
{
    struct bytes_source *bytes = (struct bytes_source *)source;
    size_t len = bytes->most < size ? bytes->most : size;

    *got = 0;
    if (bytes->left.len == 0)
        return bytes->breaks ? bs_fail(err, BS_EIO, "bytes: broken") : BS_OK;
    if (len > bytes->left.len)
        len = bytes->left.len;
    if (bytes->random != 0) {
        bytes->random = bytes->random * 1664525U + 1013904223U;
        len = 1 + (bytes->random >> 16) % len;
        bytes->random |= 1;
    }
    memcpy(data, bytes->left.data, len);
    bytes->left.data += len;
    bytes->left.len -= len;
    *got = len;
    return BS_OK;
}

static inline void bytes_source_close(struct bs_source *source)
{
    free(source);
}

/* NULL: no memory. Owned by the caller, or by the source that is put on it. */
static inline struct bs_source *
bytes_source_new(struct bs_str text, size_t most, uint32_t random, bool breaks)
{
    static const struct bs_source_ops ops = {.read = bytes_source_read,
                                             .close = bytes_source_close};
    struct bytes_source *bytes = malloc(sizeof *bytes);

    if (bytes == NULL)
        return NULL;
    *bytes = (struct bytes_source){{&ops, "bytes"}, text, most, random, breaks};
    return &bytes->base;
}

/* Reads the entries of a journal in text, as it comes in pieces, into out. */
static inline enum bs_status
bytes_entries(struct bs_buf *out, struct bs_source *raw, enum bs_form form,
              size_t piece, struct bs_error *err)
{
    struct bs_source *source;
    enum bs_status status = bs_source_entries_open(&source, raw, form, err);
    size_t got = 1;

    while (status == BS_OK && got > 0) {
        char data[4096];

        status = source->ops->read(
            source, data, piece < sizeof data ? piece : sizeof data, &got, err);
        bs_buf_add(out, data, got);
    }
    bs_source_close(source);
    return status;
}

#endif
