/* SPDX-License-Identifier: MIT */
/*
 * mem - allocation for the program.
 *
 * Errors   Without memory the program says so and ends with status 2: it
 *          holds nothing that would have to be saved.
 */
#include "cli/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"

static _Noreturn void give_up(void)
{
    say("out of memory");
    exit(2);
}

void *mem_new(size_t count, size_t size)
{
    void *block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

    if (block == NULL)
        give_up();
    return block;
}

void *mem_resize(void *block, size_t count, size_t size)
{
    void *wider = NULL;

    if (size == 0 || count <= SIZE_MAX / size)
        wider = realloc(block, count * size > 0 ? count * size : 1);
    if (wider == NULL)
        give_up();
    return wider;
}

char *mem_copy(const char *data, size_t len)
{
    char *copy = mem_new(len + 1, 1);

    if (len > 0)
        memcpy(copy, data, len);
    return copy;
}

char *mem_join(const char *a, const char *separator, const char *b)
{
    size_t size = strlen(a) + strlen(separator) + strlen(b) + 1;
    char *text = mem_new(size, 1);

    (void)stpcpy(stpcpy(stpcpy(text, a), separator), b);
    return text;
}
