/* SPDX-License-Identifier: MIT */
/* alloc - the only door to malloc. Knows: C only. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* count * size zeroed bytes; NULL if memory runs out or the product
 * overflows. Free with bs_free(). */
void *bs_new(size_t count, size_t size);

/* The same for a table that is looked up at random: a large one is put on huge
 * pages, where the system has any, or finding a place's page would take longer
 * than reading it. */
void *bs_new_table(size_t count, size_t size);

/* realloc for count * size bytes; new bytes are not zeroed. On failure NULL,
 * and the old block stays as it was. */
void *bs_resize(void *block, size_t count, size_t size);

/*
 * Makes room for one more item behind the count that an array holds: block
 * itself if count < *room, else a block for twice as many, and *room says so.
 * On failure NULL, and block and *room stay as they were. Starts with NULL
 * and 0.
 */
void *bs_grow(void *block, size_t *room, size_t count, size_t size);

/* A NUL-terminated copy of len bytes. */
char *bs_copy(const char *data, size_t len);

/* NULL is allowed. */
void bs_free(void *block);

/*
 * For tests: lets n allocations succeed and then every one fail, until called
 * again; a negative n switches that off. Not for several threads.
 */
void bs_alloc_fail_after(long n);

/* For tests: allocations since the start, and blocks not freed yet. */
unsigned long bs_alloc_count(void);
unsigned long bs_alloc_live(void);

/* Frees what another library made by malloc(). */
void bs_free_foreign(void *block);

#endif
