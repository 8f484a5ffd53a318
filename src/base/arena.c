/* SPDX-License-Identifier: MIT */
/*
 * arena - allocate together, free together.
 *
 * Memory   Chunks of CHUNK bytes; what is larger gets a chunk of its own.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

#define CHUNK ((size_t)16 * 1024)

struct bs_arena_chunk {
    struct bs_arena_chunk *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char data[];
};

void *bs_arena_new(struct bs_arena *arena, size_t count, size_t size)
{
    struct bs_arena_chunk *chunk = arena->chunk;
    const size_t align = alignof(max_align_t);
    size_t bytes;
    void *place;

    if (size != 0 && count > (SIZE_MAX / 2) / size)
        return NULL;
    bytes = (count * size + align - 1) / align * align;
    if (chunk == NULL || bytes > chunk->size - chunk->used) {
        size_t room = bytes > CHUNK ? bytes : CHUNK;

        chunk = bs_new(1, sizeof *chunk + room);
        if (chunk == NULL)
            return NULL;
        chunk->size = room;
        chunk->next = arena->chunk;
        arena->chunk = chunk;
    }
    place = chunk->data + chunk->used;
    chunk->used += bytes;
    return place;
}

char *bs_arena_copy(struct bs_arena *arena, const char *data, size_t len)
{
    char *copy = bs_arena_new(arena, len + 1, 1);

    if (copy != NULL && len > 0)
        memcpy(copy, data, len);
    return copy;
}

void bs_arena_clear(struct bs_arena *arena)
{
    while (arena->chunk != NULL) {
        struct bs_arena_chunk *next = arena->chunk->next;

        bs_free(arena->chunk);
        arena->chunk = next;
    }
}
