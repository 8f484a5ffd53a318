/* SPDX-License-Identifier: MIT */
/*
 * block - bytes → blocks of whole lines.
 *
 *     | room for a partial line | 256 KiB of fresh bytes | padding |
 *                      ^ a block begins here, or at the fresh bytes
 *
 * The partial line behind a block is moved in front of the fresh bytes, so
 * that these always go to the same, aligned place in pieces of the same size.
 *
 * Memory   One piece, made by bs_block_init().
 * Limits   A line of which more than BS_LINE_MAX bytes stand behind the last
 *          newline is cut there; so at most BS_LINE_MAX bytes are moved.
 */
#include "input/block.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

#define ALIGNMENT 4096
#define FRESH_SIZE ((size_t)262144)
#define PADDING 64 /* reader.h promises it */

enum bs_status bs_block_init(struct bs_block *block, struct bs_source *source,
                             struct bs_error *err)
{
    size_t size = ALIGNMENT + BS_LINE_MAX + FRESH_SIZE + PADDING;
    uintptr_t fresh;

    *block = (struct bs_block){.source = source, .memory = bs_new(size, 1)};
    if (block->memory == NULL)
        return bs_fail_memory(err);
    fresh = (uintptr_t)block->memory + BS_LINE_MAX;
    block->fresh = block->memory + BS_LINE_MAX + (-fresh % ALIGNMENT);
    block->rest = block->fresh;
    return BS_OK;
}

void bs_block_clear(struct bs_block *block)
{
    bs_free(block->memory);
    *block = (struct bs_block){0};
}

/* Reads until there are 256 KiB or the source ends. */
static size_t fill(struct bs_block *block)
{
    size_t len = 0, got;

    while (len < FRESH_SIZE && !block->ended) {
        enum bs_status status =
            block->source->ops->read(block->source, block->fresh + len,
                                     FRESH_SIZE - len, &got, &block->failure);
        len += got;
        block->ended = status != BS_OK || got == 0;
    }
    return len;
}

/* Where the first line begins that is not to be skipped. */
static const char *skip(struct bs_block *block, const char *end)
{
    const char *begin = block->fresh, *newline;

    if (!block->skipping)
        return begin - block->rest_len;
    newline = memchr(begin, '\n', (size_t)(end - begin));
    block->skipping = newline == NULL;
    newline = newline != NULL ? newline + 1 : end;
    block->skipped += (uint64_t)(newline - begin);
    return newline;
}

/* Splits [begin, end) into a block and a rest; without a newline, all is
 * rest. Returns the end of the block. */
static const char *
split(struct bs_block *block, const char *begin, const char *end)
{
    /* What was carried over holds no newline: it is not searched again. */
    const char *from = begin > block->fresh ? begin : block->fresh;
    const char *newline = memrchr(from, '\n', (size_t)(end - from));
    const char *whole = newline != NULL ? newline + 1 : begin;

    if (block->ended)
        return end;
    if ((size_t)(end - whole) > BS_LINE_MAX) {
        block->skipping = true;
        return end;
    }
    block->rest = whole;
    block->rest_len = (size_t)(end - whole);
    return whole;
}

enum bs_status
bs_block_next(struct bs_block *block, struct bs_str *out, struct bs_error *err)
{
    *out = (struct bs_str){0};
    while (!block->ended) {
        const char *begin, *end;

        memmove(block->fresh - block->rest_len, block->rest, block->rest_len);
        end = block->fresh + fill(block);
        begin = skip(block, end);
        block->rest_len = 0;
        end = split(block, begin, end);
        if (begin == end)
            continue;
        *out = (struct bs_str){begin, (size_t)(end - begin)};
        return BS_OK;
    }
    if (block->failure.status != BS_OK && err != NULL)
        *err = block->failure;
    return block->failure.status;
}
