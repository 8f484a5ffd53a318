/* SPDX-License-Identifier: MIT */
/*
 * mem - allocation for the program.
 *
 * The library returns BS_ENOMEM; the program, which only lays out text, says
 * so and ends with status 2. None of these returns NULL.
 */
#ifndef CLI_MEM_H
#define CLI_MEM_H

#include <stddef.h>

/* count * size zeroed bytes; free with free(). */
void *mem_new(size_t count, size_t size);

/* realloc for count * size bytes. */
void *mem_resize(void *block, size_t count, size_t size);

/* A NUL-terminated copy of len bytes. */
char *mem_copy(const char *data, size_t len);

/* The two texts with the separator between them. */
char *mem_join(const char *a, const char *separator, const char *b);

#endif
