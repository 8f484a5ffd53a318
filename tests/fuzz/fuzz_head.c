/* SPDX-License-Identifier: MIT */
/* The parts of a head lie in its line, in order, and a line gives by the shape
 * of the one before what it gives by itself. */
#include "parse/head.h"

#include <string.h>

#include "fuzz.h"
#include "parse/program.h"
#include "parse/shape.h"

#define PAD 64

static void check_stamp(const struct bs_stamp *stamp)
{
    const struct bs_civil *civil = &stamp->civil;

    MUST(stamp->nanosecond <= 999999999 && stamp->digits <= 9);
    if (stamp->has_epoch)
        return;
    MUST(civil->year == 0 || (civil->year >= 1970 && civil->year <= 2199));
    MUST(civil->month >= 1 && civil->month <= 12);
    MUST(civil->day >= 1 && civil->day <= 31);
    MUST(civil->hour >= 0 && civil->hour <= 23);
    MUST(civil->minute >= 0 && civil->minute <= 59);
    MUST(civil->second >= 0 && civil->second <= 60);
    MUST(stamp->utc_offset > -86400 && stamp->utc_offset < 86400);
}

static void check_inside(struct bs_str part, struct bs_str line)
{
    MUST(part.data == NULL || (part.data >= line.data &&
                               part.data + part.len <= line.data + line.len));
}

static void
check_head(const struct bs_head *head, struct bs_str line, bool bare)
{
    struct bs_stamp again;

    check_stamp(&head->stamp);
    check_inside(head->stamp_text, line);
    check_inside(head->host, line);
    check_inside(head->tag, line);
    check_inside(head->body, line);
    MUST(head->stamp_text.len > 0 && head->body.data != NULL);
    MUST(head->body.data > head->stamp_text.data);
    MUST(bare == (head->tag.data == NULL));
    MUST(bare || head->tag.len > 0);
    MUST(bs_stamp_parse(
             &again, head->stamp_text.data,
             (size_t)(line.data + line.len - head->stamp_text.data)) ==
         head->stamp_text.len);
}

static bool same(struct bs_str a, struct bs_str b)
{
    return a.data == b.data && a.len == b.len;
}

static bool same_stamp(const struct bs_stamp *a, const struct bs_stamp *b)
{
    return memcmp(&a->civil, &b->civil, sizeof a->civil) == 0 &&
           a->epoch == b->epoch && a->nanosecond == b->nanosecond &&
           a->digits == b->digits && a->has_epoch == b->has_epoch &&
           a->has_zone == b->has_zone && a->iso == b->iso &&
           a->utc_offset == b->utc_offset;
}

static void check_known(const struct bs_shape *shape, struct bs_str line,
                        struct bs_stamp_memo *memo)
{
    struct bs_head known;
    struct bs_head read;
    size_t name;
    size_t end;

    if (!bs_shape_fits(shape, line))
        return;
    end = bs_program_end(
        (struct bs_str){line.data + shape->len, line.len - shape->len}, &name);
    if (!bs_head_known(&known, line, shape->bare, &shape->layout,
                       end > 0 ? shape->len + end + 2 : 0, memo))
        return;
    MUST(bs_head_parse(&read, line, shape->bare));
    MUST(same(known.stamp_text, read.stamp_text));
    MUST(same(known.host, read.host) && same(known.tag, read.tag));
    MUST(same(known.body, read.body) && known.repeat == read.repeat);
    MUST(same_stamp(&known.stamp, &read.stamp));
}

/* Learns from the first line that a parser would learn from, and reads all. */
static void check_lines(const char *data, size_t size, bool bare)
{
    struct bs_shape shape = {0};
    struct bs_stamp_memo memo = {0};

    for (size_t at = 0; at <= size;) {
        const char *newline =
            size > at ? memchr(data + at, '\n', size - at) : NULL;
        const struct bs_str line = {
            data + at,
            newline != NULL ? (size_t)(newline - data) - at : size - at};
        struct bs_head head;

        check_known(&shape, line, &memo);
        if (bs_head_parse(&head, line, bare)) {
            check_head(&head, line, bare);
            if (shape.len == 0 && (!bare || head.stamp.iso) &&
                bs_shape_learn(&shape, line, &head, bare)) {
                MUST(bs_shape_fits(&shape, line));
                check_known(&shape, line, &memo);
            }
        }
        at += line.len + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + PAD);

    MUST(copy != NULL);
    memcpy(copy, data, size);
    memset(copy + size, '2', PAD);
    check_lines(copy, size, false);
    check_lines(copy, size, true);
    free(copy);
    return 0;
}
