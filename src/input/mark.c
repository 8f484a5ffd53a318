/* SPDX-License-Identifier: MIT */
/*
 * mark - how far a text was read, and how to know it again.
 *
 * The heads of a text are those of any longer text that begins with it, and
 * then some more; so two texts begin alike if their last common head is the
 * same.
 *
 * Limits   A line that ends behind the first 4096 bytes, and the lines behind
 *          the first BS_HEADS_MAX - 1, share the last head.
 * Source   The fingerprint is FNV-1a, 64 bits: www.isthe.com/chongo/tech/
 *          comp/fnv. Nobody gains from two logs that are taken for one.
 */
#include "input/mark.h"

#include <string.h>

#define FNV_BASIS UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x100000001B3)

static uint64_t add_byte(uint64_t print, char byte)
{
    return (print ^ (unsigned char)byte) * FNV_PRIME;
}

void bs_mark_begin(struct bs_mark *mark, struct bs_str text)
{
    mark->head_len = text.len < BS_MARK_SIZE ? text.len : BS_MARK_SIZE;
    if (mark->head_len > 0)
        memcpy(mark->head, text.data, mark->head_len);
}

void bs_mark_end(struct bs_mark *mark, struct bs_str text)
{
    mark->tail_len = text.len < BS_MARK_SIZE ? text.len : BS_MARK_SIZE;
    if (mark->tail_len > 0)
        memcpy(mark->tail, text.data + text.len - mark->tail_len,
               mark->tail_len);
}

static void make_heads(const char *data, size_t len, struct bs_heads *heads)
{
    uint64_t print = FNV_BASIS;

    heads->count = 0;
    for (size_t i = 0; i < len; i++) {
        const bool last = i + 1 == BS_MARK_SIZE;

        print = add_byte(print, data[i]);
        if (last || (data[i] == '\n' && heads->count < BS_HEADS_MAX - 1))
            heads->prints[heads->count++] = print;
    }
}

void bs_mark_heads(const struct bs_mark *mark, struct bs_heads *heads)
{
    make_heads(mark->head, mark->head_len, heads);
}

void bs_mark_position(const struct bs_mark *mark, struct bs_position *position)
{
    size_t len = mark->head_len;

    if (mark->offset < len)
        len = (size_t)mark->offset;
    *position =
        (struct bs_position){.offset = mark->offset, .inside = mark->inside};
    make_heads(mark->head, len, &position->heads);
    position->tail = FNV_BASIS;
    for (size_t i = 0; i < mark->tail_len; i++)
        position->tail = add_byte(position->tail, mark->tail[i]);
}
