/* SPDX-License-Identifier: MIT */
/*
 * alloc - the only door to malloc.
 *
 * Memory   Out of memory is NULL, never an exit.
 * Limits   The switch that makes calls fail is a plain variable: a test that
 *          uses it has one thread.
 */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 * 1024 * 1024) /* bytes, on most machines */
#define FIRST_ROOM 16

static long allowed = -1; /* negative: no limit */
static atomic_ulong made;
static atomic_ulong live;

void bs_alloc_fail_after(long n)
{
    allowed = n;
}

unsigned long bs_alloc_count(void)
{
    return made;
}

unsigned long bs_alloc_live(void)
{
    return live;
}

static bool refused(size_t count, size_t size)
{
    made++;
    if (size != 0 && count > SIZE_MAX / size)
        return true;
    if (allowed < 0)
        return false;
    if (allowed == 0)
        return true;
    allowed--;
    return false;
}

void *bs_new(size_t count, size_t size)
{
    void *block = NULL;

    if (!refused(count, size)) /* calloc may give NULL for 0 bytes */
        block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (block != NULL)
        live++;
    return block;
}

void *bs_new_table(size_t count, size_t size)
{
    const size_t bytes = count * size;
    void *block = NULL;

    if (size == 0 || bytes / size != count || bytes < HUGE_PAGE)
        return bs_new(count, size);
    if (refused(count, size) || posix_memalign(&block, HUGE_PAGE, bytes) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(block, bytes - bytes % HUGE_PAGE, MADV_HUGEPAGE);
#endif
    live++;
    return memset(block, 0, bytes);
}

void *bs_resize(void *block, size_t count, size_t size)
{
    const bool first = block == NULL;
    void *moved = NULL;

    if (!refused(count, size)) /* realloc may free for 0 bytes */
        moved = realloc(block, count * size > 0 ? count * size : 1);
    if (first && moved != NULL)
        live++;
    return moved;
}

void *bs_grow(void *block, size_t *room, size_t count, size_t size)
{
    size_t more = *room > 0 ? 2 * *room : FIRST_ROOM;

    if (count < *room)
        return block;
    block = bs_resize(block, more, size);
    if (block != NULL)
        *room = more;
    return block;
}

char *bs_copy(const char *data, size_t len)
{
    char *copy = bs_new(len + 1, 1);

    if (copy != NULL && len > 0)
        memcpy(copy, data, len);
    return copy;
}

void bs_free(void *block)
{
    if (block != NULL)
        live--;
    free(block);
}

void bs_free_foreign(void *block)
{
    free(block);
}
