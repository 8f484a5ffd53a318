/* SPDX-License-Identifier: MIT */
/*
 * batch - the next lines of a block, each with its dialect.
 *
 * Nearly no head has to be read: see parse/shape.h.
 */
#include "parse/batch.h"

#include "parse/head.h"
#include "parse/scan.h"

/* The dialect of a line whose head has a known shape; false: read the head. */
static inline bool by_shape(const struct bs_shape *shape, struct bs_str line,
                            struct bs_tags *tags, struct bs_batch_line *out)
{
    struct bs_str rest = {line.data + shape->len, line.len - shape->len};
    size_t end;

    out->bare = shape->bare;
    out->head = (uint8_t)shape->len;
    if (shape->bare) {
        out->dialect = bs_tags_claim(tags, rest);
        return out->dialect != NULL;
    }
    end = bs_scan_tag(rest.data);
    if (end == 0 || end > BS_TAG_MAX || end >= rest.len ||
        (rest.data[end] != '[' &&
         !(rest.data[end] == ':' && end + 1 < rest.len &&
           rest.data[end + 1] == ' ')))
        return false;
    out->dialect =
        bs_tags_find_fast(tags, (struct bs_str){rest.data, end})->dialect;
    return true;
}

static void learn(struct bs_batch *batch, struct bs_str line,
                  const struct bs_head *head, bool bare)
{
    if (bs_shape_learn(&batch->shapes[batch->next_shape], line, head, bare))
        batch->next_shape = (batch->next_shape + 1) % BS_SHAPES;
}

/* Reads the head of a line as a whole. */
static void by_head(struct bs_batch *batch, struct bs_str line,
                    struct bs_tags *tags, struct bs_batch_line *out,
                    struct bs_stamp *stamp)
{
    struct bs_head head;

    out->dialect = NULL;
    out->bare = false;
    if (!bs_head_parse(&head, line, true))
        return;
    *stamp = head.stamp;
    if (head.stamp.iso) {
        out->dialect = bs_tags_claim(tags, head.body);
        out->bare = out->dialect != NULL;
        if (out->bare) {
            learn(batch, line, &head, true);
            return;
        }
    }
    if (!bs_head_parse(&head, line, false))
        return;
    out->dialect = bs_tags_find(tags, head.tag).dialect;
    learn(batch, line, &head, false);
}

/* A line whose head has no known shape. True if it begins another month and
 * the batch has to end before it. */
static bool claim(struct bs_batch *batch, struct bs_str line,
                  struct bs_tags *tags, struct bs_clock *clock,
                  struct bs_batch_line *out)
{
    struct bs_stamp stamp = {0};

    out->head = 0;
    out->shape = 0;
    by_head(batch, line, tags, out, &stamp);
    if (stamp.civil.month == 0 || stamp.civil.year != 0 ||
        stamp.civil.month == batch->month)
        return false;
    if (batch->count > 0)
        return true;
    batch->month = stamp.civil.month;
    (void)bs_clock_utc(clock, &stamp);
    return false;
}

/* Tries the other shapes than that of the line before. */
static bool other(struct bs_batch *batch, struct bs_str line,
                  struct bs_tags *tags, struct bs_batch_line *out)
{
    for (uint8_t i = 0; i < BS_SHAPES; i++) {
        const struct bs_shape *shape = &batch->shapes[i];

        if (!bs_shape_fits(shape, line) || !by_shape(shape, line, tags, out))
            continue;
        batch->last_shape = i;
        out->shape = i;
        return true;
    }
    return false;
}

size_t bs_batch_fill(struct bs_batch *batch, struct bs_str block, size_t begin,
                     struct bs_tags *tags, struct bs_clock *clock)
{
    size_t found = bs_scan_newlines(block.data, begin, block.len, batch->ends,
                                    BS_BATCH_MAX);

    batch->count = 0;
    batch->cut = 0;
    if (found < BS_BATCH_MAX &&
        (found == 0 ? begin : batch->ends[found - 1] + 1) < block.len)
        batch->ends[found++] = (uint32_t)block.len; /* without a newline */
    for (size_t i = 0; i < found; i++) {
        struct bs_batch_line *line = &batch->lines[batch->count];
        struct bs_str text = {block.data + begin, batch->ends[i] - begin};
        bool cut = text.len > BS_LINE_MAX;

        if (cut)
            text.len = BS_LINE_MAX;
        if (text.len > 0 && text.data[text.len - 1] == '\r')
            text.len--;
        line->begin = (uint32_t)begin;
        line->end = (uint32_t)(begin + text.len);
        line->shape = batch->last_shape;
        if (!(bs_shape_fits(&batch->shapes[line->shape], text) &&
              by_shape(&batch->shapes[line->shape], text, tags, line)) &&
            !other(batch, text, tags, line) &&
            claim(batch, text, tags, clock, line))
            break;
        batch->count++;
        batch->cut += cut;
        begin = batch->ends[i] + 1;
    }
    return begin < block.len ? begin : block.len;
}
