/* SPDX-License-Identifier: MIT */
/* utf8 - RFC 3629. Knows: C only. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BS_UTF8_BAD 0xFFFDU /* the replacement character */
#define BS_UTF8_MAX 4       /* bytes of one character */

/*
 * Reads one character from data, which holds len > 0 bytes. Returns the bytes
 * used, at least 1. What is not UTF-8 (overlong, surrogate, over U+10FFFF, cut
 * short) gives BS_UTF8_BAD and uses the maximal subpart (Unicode 15, 3.9).
 */
size_t bs_utf8_decode(uint32_t *out, const char *data, size_t len);

/* Writes one character and returns its bytes. */
size_t bs_utf8_encode(char out[BS_UTF8_MAX], uint32_t character);

/* The bytes from the start of data that are ASCII. */
size_t bs_utf8_ascii(const char *data, size_t len);

bool bs_utf8_valid(const char *data, size_t len);

/* Copies text with each bad part replaced by U+FFFD, like snprintf without
 * the NUL: writes at most size bytes and returns the length of the whole. */
size_t bs_utf8_clean(char *out, size_t size, const char *data, size_t len);

#endif
