/* SPDX-License-Identifier: MIT */
/*
 * reader - a file, a pipe or a compressed file → blocks of whole lines.
 *
 * Plain text, gz, bz2, xz and zst are told apart by content, not by name;
 * several members in one file are read in order. Memory is constant, whatever
 * the size of the input or of a line.
 */
#ifndef BOUNCESTAT_READER_H
#define BOUNCESTAT_READER_H

#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_reader;

/*
 * Opens a file; "-" is standard input. On success *out is owned by the
 * caller, who gives it to bs_reader_close(). A folder, and a file that is
 * neither text nor one of the known compressions, is refused: an image, a
 * tar, another archive.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_EIO, BS_EDAMAGED.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_reader_open(struct bs_reader **out, const char *path, struct bs_error *err);

/*
 * The next block of whole lines, newlines included; it lives until the next
 * call. At least 64 readable bytes follow the block, so that a search may load
 * past its end. The last line of the input may lack its newline. A line longer
 * than BS_LINE_MAX that does not fit is delivered as the last one of a block,
 * cut somewhere behind BS_LINE_MAX and without newline; its rest is skipped.
 * At the end of the input *block is none.
 * Errors: BS_EIO; BS_EDAMAGED if compressed data is damaged or ends early:
 * all that could be read has been delivered before.
 */
BS_API BS_MUST_CHECK enum bs_status bs_reader_next(struct bs_reader *reader,
                                                   struct bs_str *block,
                                                   struct bs_error *err);

struct bs_reader_state {
    uint64_t bytes_raw;  /* read from the file so far */
    uint64_t size_raw;   /* of the file; 0: unknown (a pipe) */
    uint64_t bytes_text; /* delivered so far, decompressed, skipped included */
    int64_t modified;    /* seconds UTC; 0: unknown (a pipe) */
    const char *filter;  /* "plain", "gz", "bz2", "xz", "zst" */
};

BS_API struct bs_reader_state bs_reader_state(const struct bs_reader *reader);

/* Closes; NULL is allowed. */
BS_API void bs_reader_close(struct bs_reader *reader);

#endif
