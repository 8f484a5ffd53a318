/* SPDX-License-Identifier: MIT */
/*
 * buf - a growing text with a compulsory maximum. Knows: C only.
 *
 * Errors are sticky: append freely, ask bs_buf_status() once. What was
 * appended behind the first error is dropped.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_buf {
    char *data;  /* NUL-terminated, or NULL while empty */
    size_t len;  /* without the NUL */
    size_t size; /* bytes allocated */
    size_t max;  /* len never exceeds this */
    enum bs_status status;
};

void bs_buf_init(struct bs_buf *buf, size_t max);
void bs_buf_add(struct bs_buf *buf, const char *data, size_t len);
void bs_buf_addc(struct bs_buf *buf, char c);
void bs_buf_print(struct bs_buf *buf, const char *format, ...) BS_PRINTF(2, 3);

/* BS_OK, BS_ENOMEM or BS_ELIMIT. */
enum bs_status bs_buf_status(const struct bs_buf *buf);

/* The text so far; never NULL. */
const char *bs_buf_text(const struct bs_buf *buf);

/* Empties the text and the error, keeps the memory. */
void bs_buf_reset(struct bs_buf *buf);

/* Frees the memory; the buffer may be used again. */
void bs_buf_clear(struct bs_buf *buf);

#endif
