/* SPDX-License-Identifier: MIT */
/*
 * alloc - the only door to malloc.
 *
 * Memory   Out of memory is NULL, never an exit.
 * Limits   The two test counters are plain variables: a test that uses them
 *          has one thread.
 */
#include "base/alloc.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static long allowed = -1; /* negative: no limit */
static unsigned long made;

void bs_alloc_fail_after(long n)
{
    allowed = n;
}

unsigned long bs_alloc_count(void)
{
    return made;
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
    return refused(count, size) ? NULL : calloc(count, size);
}

void *bs_resize(void *block, size_t count, size_t size)
{
    return refused(count, size) ? NULL : realloc(block, count * size);
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
    free(block);
}
