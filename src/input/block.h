/* SPDX-License-Identifier: MIT */
/*
 * block - bytes → blocks of whole lines. Knows: base, a source.
 *
 * reader.h says what a block is. The blocks depend on the bytes only, not on
 * how many of them the source gives at a time.
 */
#ifndef INPUT_BLOCK_H
#define INPUT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"
#include "input/mark.h"
#include "input/source.h"

struct bs_block {
    struct bs_source *source; /* borrowed */
    char *memory;             /* owned */
    char *fresh;              /* in memory: where the source's bytes go */
    size_t fresh_len;         /* how many have come */
    size_t kept;              /* bytes of text that stand in front of them */
    const char *rest;         /* partial line behind the last block */
    size_t rest_len;
    const char *again;       /* in fresh: where the next block begins; NULL:
                                behind the rest */
    uint64_t filled;         /* offset in the text of the end of fresh */
    uint64_t skipped;        /* bytes of cut lines left out so far */
    bool whole;              /* no last line without its newline */
    bool skipping;           /* inside a cut line */
    bool ended;              /* the source has no more; then see failure */
    struct bs_error failure; /* status BS_OK: the end of the input */
    struct bs_mark mark;     /* what was given out, or skipped */
};

/* The only allocation is here. Errors: BS_ENOMEM. */
BS_MUST_CHECK enum bs_status bs_block_init(struct bs_block *block,
                                           struct bs_source *source,
                                           struct bs_error *err);

/* The next block, as bs_reader_next() gives it. */
BS_MUST_CHECK enum bs_status
bs_block_next(struct bs_block *block, struct bs_str *out, struct bs_error *err);

/*
 * Lets the next block begin at an offset in the text; inside says whether that
 * is in a line that was cut. False: the text ends before, or the source cannot
 * go back; then only a smaller offset, or a greater one, may still be tried.
 */
bool bs_block_go(struct bs_block *block, uint64_t offset, bool inside);

/* After that: may there be a block? False is certain. */
bool bs_block_has_more(const struct bs_block *block);

void bs_block_clear(struct bs_block *block);

#endif
