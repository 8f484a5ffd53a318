/* SPDX-License-Identifier: MIT */
/* batch - the next lines of a block, each with its dialect. Knows: base. */
#ifndef PARSE_BATCH_H
#define PARSE_BATCH_H

#include "parse/clock.h"
#include "parse/scan.h"
#include "parse/shape.h"
#include "parse/tags.h"

#define BS_BATCH_MAX 128 /* lines; small, so that they stay in the L1 cache */
#define BS_SHAPES 4      /* heads that are remembered */

struct bs_batch_line {
    struct bs_tag tag; /* dialect NULL: foreign; the service is known if a
                          shape told the head and the line is not bare */
    uint32_t begin;    /* in the block */
    uint32_t end;      /* without the line end */
    uint8_t head;      /* length, if it was told by a shape; else 0 */
    uint8_t body;      /* where that begins, if a shape told the head */
    uint8_t shape;     /* that told it */
    bool bare;
};

struct bs_batch {
    size_t count;
    struct bs_batch_line lines[BS_BATCH_MAX];
    uint64_t cut; /* lines over BS_LINE_MAX in this batch */
    uint32_t ends[BS_BATCH_MAX + BS_SCAN_SPARE];
    struct bs_shape shapes[BS_SHAPES + 1]; /* the last one is none */
    size_t next_shape;                     /* to be forgotten */
    uint8_t last_shape;                    /* that a line had in this month */
    int month; /* that the clock has seen last; 0: none */
};

/* Forgets the log before. */
void bs_batch_begin(struct bs_batch *batch);

/*
 * Fills the batch with lines of the block from begin on; returns where the
 * next batch begins. A batch ends early where the month of the stamps changes,
 * so that the clock sees the stamps in order.
 */
size_t bs_batch_fill(struct bs_batch *batch, struct bs_str block, size_t begin,
                     struct bs_tags *tags, struct bs_clock *clock);

#endif
