/* SPDX-License-Identifier: MIT */
/*
 * source - where bytes come from. Knows: base.
 *
 * A source gives a stream of bytes that ends; what they mean is not its
 * business. Sources stack: the archive reads from another one.
 */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"
#include "input/sniff.h"

struct bs_source;

struct bs_source_state {
    uint64_t raw_bytes; /* read from the file so far, never less than before */
    uint64_t raw_size;  /* of the file; 0: unknown */
    int64_t modified;   /* seconds UTC; 0: unknown */
    const char *filter; /* "plain", "gz", ... */
};

struct bs_source_ops {
    /* Reads 1 to size bytes, waiting for the first; *got is 0 at the end and
     * on failure. Errors: BS_EIO, BS_EDAMAGED, BS_ENOMEM. */
    enum bs_status (*read)(struct bs_source *source, char *data, size_t size,
                           size_t *got, struct bs_error *err);
    /* The next read starts at this byte of the stream; false: it cannot. */
    bool (*seek)(struct bs_source *source, uint64_t position);
    void (*state)(const struct bs_source *source,
                  struct bs_source_state *state);
    void (*close)(struct bs_source *source);
};

struct bs_source {
    const struct bs_source_ops *ops;
    const char *label; /* what messages call it; lives as long as it */
};

/*
 * Opens a file; "-" is standard input. *out is owned by the caller, who
 * gives it to bs_source_close().
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_EIO.
 */
BS_MUST_CHECK enum bs_status bs_source_plain_open(struct bs_source **out,
                                                  const char *path,
                                                  struct bs_error *err);

/* The first bytes of a plain source, 16 of them if there are so many; they
 * are read again afterwards. Call it before the first read. */
BS_MUST_CHECK enum bs_status bs_source_plain_head(struct bs_source *source,
                                                  struct bs_str *head,
                                                  struct bs_error *err);

/*
 * Decompresses raw, which it owns from now on, also on failure.
 * Errors: BS_ENOMEM, BS_ENOINPUT (libarchive was built without it).
 */
BS_MUST_CHECK enum bs_status
bs_source_archive_open(struct bs_source **out, struct bs_source *raw,
                       enum bs_filter filter, struct bs_error *err);

/* The first bytes of its text, as of a plain source; none if there are none.
 * Call it before the first read. */
struct bs_str bs_source_archive_head(struct bs_source *source);

/*
 * The lines of a journal's entries, out of raw, which it owns from now on, also
 * on failure; form is not BS_FORM_TEXT. Reading gives BS_EDAMAGED where raw
 * does not have this form, or ends within an entry.
 * Errors: BS_ENOMEM.
 */
BS_MUST_CHECK enum bs_status
bs_source_entries_open(struct bs_source **out, struct bs_source *raw,
                       enum bs_form form, struct bs_error *err);

/* NULL is allowed. */
static inline void bs_source_close(struct bs_source *source)
{
    if (source != NULL)
        source->ops->close(source);
}

#endif
