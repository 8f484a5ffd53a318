/* SPDX-License-Identifier: MIT */
/*
 * code - enhanced mail system status codes (RFC 3463) as values.
 *
 * Basic reply codes (RFC 5321 section 4.2) are plain numbers, uint16_t.
 */
#ifndef BOUNCESTAT_CODE_H
#define BOUNCESTAT_CODE_H

#include <stddef.h>
#include <stdint.h>

#include "bouncestat/api.h"

#define BS_ANY UINT16_MAX /* the X of "X.1.1"; only in tables */
#define BS_ESC_BUFSIZE 12 /* "5.999.999", NUL, and room */

struct bs_esc {       /* RFC 3463 section 2: class.subject.detail */
    uint16_t cls;     /* 2, 4 or 5; 0: no code; BS_ANY in tables */
    uint16_t subject; /* 0-999; BS_ANY in tables */
    uint16_t detail;  /* 0-999; BS_ANY in tables */
};

/*
 * Reads a code at the start of text. It must be followed by no further
 * letter, digit or dot. Returns the bytes used, 0 if there is no code; then
 * *out is {0, 0, 0}. Leading zeros are refused ("5.01.1"), X is not read.
 */
BS_API size_t bs_esc_parse(struct bs_esc *out, const char *text, size_t len);

/* The same for a table's key, where X stands for any number. */
BS_API size_t bs_esc_parse_key(struct bs_esc *out, const char *text,
                               size_t len);

/* Writes the code and a NUL, and returns the length without it. No code
 * gives the empty text. */
BS_API size_t bs_esc_format(char out[BS_ESC_BUFSIZE], struct bs_esc code);

/* Less than, equal to or greater than 0; BS_ANY sorts behind the numbers. */
BS_API int bs_esc_cmp(struct bs_esc a, struct bs_esc b);

#endif
