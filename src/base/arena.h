/* SPDX-License-Identifier: MIT */
/* arena - allocate together, free together. Knows: C only. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct bs_arena_chunk;

struct bs_arena { /* zeroed is empty */
    struct bs_arena_chunk *chunk;
};

/* Zeroed bytes, aligned for any type; NULL if memory runs out. They live
 * until bs_arena_clear(). */
void *bs_arena_new(struct bs_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of len bytes. */
char *bs_arena_copy(struct bs_arena *arena, const char *data, size_t len);

void bs_arena_clear(struct bs_arena *arena);

#endif
