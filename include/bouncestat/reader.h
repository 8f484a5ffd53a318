/* SPDX-License-Identifier: MIT */
/*
 * reader - a file, a pipe or a compressed file → blocks of whole lines.
 *
 * Plain text, gz, bz2, xz and zst are told apart by content, not by name;
 * several members in one file are read in order. What journalctl -o export,
 * json or json-seq writes becomes a line an entry. Memory is constant, whatever
 * the size of the input or of a line.
 */
#ifndef BOUNCESTAT_READER_H
#define BOUNCESTAT_READER_H

#include <stdbool.h>
#include <stddef.h>
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
 * Errors: BS_EIO; BS_EDAMAGED if compressed data, or the entries of a journal,
 * are damaged or end early: all that could be read has been delivered before.
 */
BS_API BS_MUST_CHECK enum bs_status bs_reader_next(struct bs_reader *reader,
                                                   struct bs_str *block,
                                                   struct bs_error *err);

struct bs_reader_state {
    uint64_t bytes_raw;  /* read from the file so far */
    uint64_t size_raw;   /* of the file; 0: unknown (a pipe) */
    uint64_t bytes_text; /* delivered so far, decompressed, skipped included */
    int64_t modified;    /* seconds UTC; 0: unknown (a pipe) */
    /* "plain", "gz", "bz2", "xz", "zst", "export", "json", "journal" */
    const char *filter;
};

BS_API struct bs_reader_state bs_reader_state(const struct bs_reader *reader);

/*
 * Reading on where an earlier run ended. A text is known by how it begins and
 * by the bytes in front of the place up to which it was read, decompressed: its
 * name, its inode and its compression do not matter.
 */
#define BS_HEADS_MAX 64

struct bs_heads {                  /* fingerprints of the beginning */
    size_t count;                  /* 0: there is no whole line yet */
    uint64_t prints[BS_HEADS_MAX]; /* up to the end of line 1, 2, 3 ... */
};

struct bs_position { /* how far a text was read */
    uint64_t offset; /* bytes of decompressed text */
    bool inside;     /* of a line that was cut: its rest is to be skipped */
    uint64_t tail;   /* fingerprint of the last bytes in front of offset */
    struct bs_heads heads; /* not beyond offset */
};

/*
 * As bs_reader_open(), but a last line that lacks its newline is not
 * delivered. Begin with bs_reader_resume().
 */
BS_API BS_MUST_CHECK enum bs_status bs_reader_open_lines(struct bs_reader **out,
                                                         const char *path,
                                                         struct bs_error *err);

/* How the text begins. */
BS_API void
bs_reader_heads(const struct bs_reader *reader, struct bs_heads *heads);

enum bs_resumed {
    BS_RESUMED_NEW,    /* at the beginning: none of the texts */
    BS_RESUMED_KNOWN,  /* where the text *which was read up to */
    BS_RESUMED_SHORTER /* the beginning of the text *which, shorter than what
                          was read of it; there is nothing to read */
};

/*
 * Goes to where the first block to be read begins, if the text is one of
 * those. *more is false if no whole line follows.
 * Errors: BS_EIO, BS_EDAMAGED, BS_ENOMEM; BS_ENOINPUT if the file cannot be
 * opened again, or a pipe turns out to be none of them too late.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_reader_resume(struct bs_reader *reader, const struct bs_position *texts,
                 size_t count, enum bs_resumed *how, size_t *which, bool *more,
                 struct bs_error *err);

/* Behind the last block that was delivered. */
BS_API void bs_reader_position(const struct bs_reader *reader,
                               struct bs_position *position);

/*
 * systemd's journal: its entries of the facility mail as lines, oldest first.
 * The journal of this host, or that in a folder if it is not NULL; the name
 * lives as long as the reader. Begin with bs_reader_journal_resume().
 * Errors: BS_ENOMEM, BS_EIO; BS_ENOINPUT, also if the library was built
 * without libsystemd.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_reader_open_journal(struct bs_reader **out, const char *folder,
                       struct bs_error *err);

/* Which one it is: the id of the machine, or the path of the folder. */
BS_API const char *bs_reader_journal_identity(const struct bs_reader *reader);

/* Goes behind the entry of a cursor, NULL: the beginning. *lost if it is not
 * there any more: then to the next in time. *more is false if there is nothing
 * to read. Errors: BS_EIO, BS_ENOMEM. */
BS_API BS_MUST_CHECK enum bs_status
bs_reader_journal_resume(struct bs_reader *reader, const char *cursor,
                         bool *lost, bool *more, struct bs_error *err);

/* Of the last entry that was delivered; "" if none was. */
BS_API const char *bs_reader_journal_cursor(const struct bs_reader *reader);

/*
 * A descriptor of the reader's from which poll(2) can read when the journal may
 * have changed. Errors: BS_EIO.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_reader_journal_watch(const struct bs_reader *reader, int *descriptor,
                        struct bs_error *err);

/* Takes what the descriptor tells; has the journal changed? */
BS_API bool bs_reader_journal_changed(const struct bs_reader *reader);

/* Closes; NULL is allowed. */
BS_API void bs_reader_close(struct bs_reader *reader);

#endif
