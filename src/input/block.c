/* SPDX-License-Identifier: MIT */
/*
 * block - bytes → blocks of whole lines.
 *
 *     | room for a partial line | 256 KiB of fresh bytes | padding |
 *                      ^ a block begins here, or at the fresh bytes
 *
 * The partial line behind a block is moved in front of the fresh bytes, so
 * that these always go to the same, aligned place in pieces of the same size.
 * At least BS_MARK_SIZE bytes are moved, if there are so many: the mark is
 * made of what stands in front of the end of a block.
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

/* What is kept of the text moves in front of the fresh bytes. */
static void keep(struct bs_block *block)
{
    const char *end = block->fresh + block->fresh_len;
    size_t len = block->kept + block->fresh_len;

    if (len > BS_MARK_SIZE)
        len = BS_MARK_SIZE;
    if (len < block->rest_len)
        len = block->rest_len;
    memmove(block->fresh - len, end - len, len);
    block->kept = len;
}

/* Reads until there are 256 KiB or the source ends. */
static void fill(struct bs_block *block)
{
    size_t len = 0, got;

    keep(block);
    while (len < FRESH_SIZE && !block->ended) {
        enum bs_status status =
            block->source->ops->read(block->source, block->fresh + len,
                                     FRESH_SIZE - len, &got, &block->failure);
        len += got;
        block->ended = status != BS_OK || got == 0;
    }
    if (block->filled == 0)
        bs_mark_begin(&block->mark, (struct bs_str){block->fresh, len});
    block->fresh_len = len;
    block->filled += len;
}

/* Where the first line begins that is not to be skipped. */
static const char *
skip(struct bs_block *block, const char *begin, const char *end)
{
    const char *newline;

    if (!block->skipping)
        return begin;
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
        return block->whole ? whole : end;
    if ((size_t)(end - whole) > BS_LINE_MAX) {
        block->skipping = true;
        return end;
    }
    block->rest = whole;
    block->rest_len = (size_t)(end - whole);
    return whole;
}

static uint64_t offset_of(const struct bs_block *block, const char *at)
{
    return block->filled - (uint64_t)(block->fresh + block->fresh_len - at);
}

/* All before this place has been given out, or skipped. */
static void mark(struct bs_block *block, const char *at)
{
    size_t len = (size_t)(at - block->fresh) + block->kept;

    if (len > BS_MARK_SIZE)
        len = BS_MARK_SIZE;
    block->mark.offset = offset_of(block, at);
    block->mark.inside = block->skipping;
    bs_mark_end(&block->mark, (struct bs_str){at - len, len});
}

/* Where the text goes on that was not yet given out. */
static const char *next_begin(struct bs_block *block)
{
    const char *begin = block->again;

    block->again = NULL;
    if (begin == NULL) {
        fill(block);
        begin = block->fresh - (block->skipping ? 0 : block->rest_len);
    }
    block->rest_len = 0;
    return begin;
}

enum bs_status
bs_block_next(struct bs_block *block, struct bs_str *out, struct bs_error *err)
{
    *out = (struct bs_str){0};
    while (!block->ended || block->again != NULL) {
        const bool skipped = block->skipping;
        const char *begin = next_begin(block), *end;

        end = block->fresh + block->fresh_len;
        begin = skip(block, begin, end);
        end = split(block, begin, end);
        if (begin < end || skipped)
            mark(block, end);
        if (begin == end)
            continue;
        *out = (struct bs_str){begin, (size_t)(end - begin)};
        return BS_OK;
    }
    if (block->failure.status != BS_OK && err != NULL)
        *err = block->failure;
    return block->failure.status;
}

/* Lets the source go on so that the bytes which make a mark are read, too. */
static bool seek(struct bs_block *block, uint64_t offset)
{
    uint64_t begin = offset > BS_MARK_SIZE ? offset - BS_MARK_SIZE : 0;

    if (block->source->ops->seek == NULL ||
        !block->source->ops->seek(block->source, begin))
        return false;
    block->filled = begin;
    block->fresh_len = block->kept = 0;
    block->ended = false;
    block->failure = (struct bs_error){0};
    return true;
}

bool bs_block_go(struct bs_block *block, uint64_t offset, bool inside)
{
    bool sought = false;

    block->rest_len = 0;
    block->again = NULL;
    for (;;) {
        uint64_t begin = block->filled - block->fresh_len;
        size_t before = offset < BS_MARK_SIZE ? (size_t)offset : BS_MARK_SIZE;

        if (offset >= begin && offset <= block->filled &&
            offset - begin + block->kept >= before &&
            (block->fresh_len > 0 || block->ended))
            break;
        if (!sought && block->filled > 0 && seek(block, offset))
            sought = true;
        else if (offset < begin || block->ended)
            return false;
        fill(block);
    }
    block->again = block->fresh + block->fresh_len - (block->filled - offset);
    block->skipping = inside;
    mark(block, block->again);
    return true;
}

bool bs_block_has_more(const struct bs_block *block)
{
    const char *end = block->fresh + block->fresh_len;

    return !block->ended ||
           (block->again != NULL && block->again < end &&
            memchr(block->again, '\n', (size_t)(end - block->again)) != NULL);
}
