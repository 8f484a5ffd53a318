/* SPDX-License-Identifier: MIT */
/*
 * batch - the next lines of a block, each with its dialect.
 *
 * Nearly no head has to be read: see parse/shape.h.
 */
#include "parse/batch.h"

#include "parse/head.h"
#include "parse/program.h"

/* The dialect of a line that has nothing but a stamp before its body. */
static bool
by_claim(struct bs_str body, const struct bs_tags *tags, struct bs_tag *out)
{
    *out = (struct bs_tag){.dialect = bs_tags_claim(tags, body)};
    if (out->dialect == NULL)
        return false;
    out->notes = *body.data == '[' /* a pid may stand before the id */
                     ? bs_notes_anywhere(bs_all_notes(out->dialect))
                     : bs_all_notes(out->dialect);
    return true;
}

/* The dialect of a line whose head has a known shape; false: read the head. */
__attribute__((always_inline)) static inline bool
by_shape(const struct bs_shape *shape, struct bs_str line, struct bs_tags *tags,
         struct bs_batch_line *out)
{
    const struct bs_str rest = {line.data + shape->len, line.len - shape->len};
    size_t tag;
    size_t end;

    out->bare = shape->bare;
    out->head = (uint8_t)shape->len;
    out->body = (uint8_t)shape->len;
    if (shape->bare)
        return by_claim(rest, tags, &out->tag);
    end = bs_program_end(rest, &tag);
    if (end == 0)
        return false;
    /* Behind ": "; where the colon is missing, in what comes first. */
    out->body = (uint8_t)(shape->len + end + 2);
    out->tag = *bs_tags_find_fast(tags, (struct bs_str){rest.data, tag});
    return true;
}

static void learn(struct bs_batch *batch, struct bs_str line,
                  const struct bs_head *head, bool bare)
{
    if (bs_shape_learn(&batch->shapes[batch->next_shape], line, head, bare))
        batch->next_shape = (batch->next_shape + 1) % BS_SHAPES;
}

/* Reads the head of a line as a whole; false if it has none. */
static bool by_head(struct bs_head *head, struct bs_str line,
                    struct bs_tags *tags, struct bs_batch_line *out)
{
    out->tag = (struct bs_tag){0};
    out->bare = false;
    if (!bs_head_parse(head, line, true)) {
        head->stamp = (struct bs_stamp){0};
        return false;
    }
    if (head->stamp.iso) {
        out->tag.dialect = bs_tags_claim(tags, head->body);
        out->bare = out->tag.dialect != NULL;
        if (out->bare)
            return true;
    }
    if (!bs_head_parse(head, line, false))
        return false;
    out->tag = bs_tags_find(tags, head->tag);
    return true;
}

/* A line whose head has no known shape. True if it begins another month and
 * the batch has to end before it; it is not learnt then, so that the next
 * batch tells the clock. */
__attribute__((noinline)) static bool
claim(struct bs_batch *batch, struct bs_str line, struct bs_tags *tags,
      struct bs_clock *clock, struct bs_batch_line *out)
{
    struct bs_head head;
    bool found;

    out->head = 0;
    out->shape = 0;
    found = by_head(&head, line, tags, out);
    out->tag.notes = out->tag.dialect != NULL
                         ? bs_notes_anywhere(bs_all_notes(out->tag.dialect))
                         : 0;
    if (head.stamp.civil.month != 0 && head.stamp.civil.year == 0 &&
        head.stamp.civil.month != batch->month) {
        if (batch->count > 0)
            return true;
        batch->month = head.stamp.civil.month;
        batch->last_shape = BS_SHAPES;
        (void)bs_clock_utc(clock, &head.stamp);
    }
    if (found)
        learn(batch, line, &head, out->bare);
    return false;
}

/* Tries the other shapes than that of the line before. Not those of a month
 * that the clock has not seen last: it is to see that it has come again. */
__attribute__((noinline)) static bool
other(struct bs_batch *batch, struct bs_str line, struct bs_tags *tags,
      struct bs_batch_line *out)
{
    for (uint8_t i = 0; i < BS_SHAPES; i++) {
        const struct bs_shape *shape = &batch->shapes[i];

        if ((shape->month != 0 && shape->month != batch->month) ||
            !bs_shape_fits(shape, line) || !by_shape(shape, line, tags, out))
            continue;
        batch->last_shape = i;
        out->shape = i;
        return true;
    }
    return false;
}

void bs_batch_begin(struct bs_batch *batch)
{
    for (size_t i = 0; i < BS_SHAPES; i++)
        batch->shapes[i].len = 0;
    batch->next_shape = 0;
    batch->last_shape = BS_SHAPES;
    batch->month = 0;
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
        struct bs_batch_line *line = &batch->lines[i];
        const struct bs_shape *shape = &batch->shapes[batch->last_shape];
        struct bs_str text = {block.data + begin, batch->ends[i] - begin};

        if (text.len > BS_LINE_MAX) {
            text.len = BS_LINE_MAX;
            batch->cut++;
        }
        if (text.len > 0 && text.data[text.len - 1] == '\r')
            text.len--;
        line->begin = (uint32_t)begin;
        line->end = (uint32_t)(begin + text.len);
        line->shape = batch->last_shape;
        if (!(bs_shape_fits(shape, text) &&
              by_shape(shape, text, tags, line)) &&
            !other(batch, text, tags, line) &&
            claim(batch, text, tags, clock, line)) {
            batch->cut -= batch->ends[i] - begin > BS_LINE_MAX; /* not yet */
            break;
        }
        batch->count++;
        begin = batch->ends[i] + 1;
    }
    return begin < block.len ? begin : block.len;
}
