/* SPDX-License-Identifier: MIT */
/*
 * buf - a growing text with a compulsory maximum.
 *
 * Memory   Grows by doubling, never beyond max + 1 bytes.
 * Errors   Sticky, see buf.h.
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

#define FIRST_SIZE 64

void bs_buf_init(struct bs_buf *buf, size_t max)
{
    *buf = (struct bs_buf){.max = max};
}

/* Bytes to allocate for more than len of text. */
static size_t larger(const struct bs_buf *buf, size_t len)
{
    size_t size = buf->size > 0 ? buf->size : FIRST_SIZE;

    while (size <= len && size <= buf->max / 2)
        size *= 2;
    return size <= len || size > buf->max ? buf->max + 1 : size;
}

static bool reserve(struct bs_buf *buf, size_t more)
{
    size_t size;
    char *data;

    if (buf->status != BS_OK)
        return false;
    if (more > buf->max - buf->len) {
        buf->status = BS_ELIMIT;
        return false;
    }
    if (buf->len + more < buf->size)
        return true;
    size = larger(buf, buf->len + more);
    data = bs_resize(buf->data, size, 1);
    if (data == NULL) {
        buf->status = BS_ENOMEM;
        return false;
    }
    buf->data = data;
    buf->size = size;
    return true;
}

void bs_buf_add(struct bs_buf *buf, const char *data, size_t len)
{
    if (!reserve(buf, len))
        return;
    if (len > 0)
        memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void bs_buf_addc(struct bs_buf *buf, char c)
{
    bs_buf_add(buf, &c, 1);
}

void bs_buf_print(struct bs_buf *buf, const char *format, ...)
{
    va_list arguments;
    int len;

    va_start(arguments, format);
    len = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (len < 0 && buf->status == BS_OK)
        buf->status = BS_ELIMIT; /* over INT_MAX bytes */
    if (len < 0 || !reserve(buf, (size_t)len))
        return;
    va_start(arguments, format);
    (void)vsnprintf(buf->data + buf->len, buf->size - buf->len, format,
                    arguments);
    va_end(arguments);
    buf->len += (size_t)len;
}

enum bs_status bs_buf_status(const struct bs_buf *buf)
{
    return buf->status;
}

const char *bs_buf_text(const struct bs_buf *buf)
{
    return buf->data != NULL ? buf->data : "";
}

void bs_buf_reset(struct bs_buf *buf)
{
    buf->len = 0;
    buf->status = BS_OK;
    if (buf->data != NULL)
        buf->data[0] = '\0';
}

void bs_buf_clear(struct bs_buf *buf)
{
    bs_free(buf->data);
    bs_buf_init(buf, buf->max);
}
