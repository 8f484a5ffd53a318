/* SPDX-License-Identifier: MIT */
/*
 * source_archive - gz, bz2, xz and zst; the only door to libarchive.
 *
 * libarchive gives text in pieces of fixed size, and when the data is damaged
 * or ends early it keeps the last, incomplete piece to itself: of a small
 * file, all of it. To get at that, the input is read again behind a member
 * of our own making, whose length shifts the borders of the pieces; a binary
 * search finds the shift that brings a border to the last byte.
 *
 * Limits   A pipe cannot be read again: if more than KEPT_SIZE bytes came from
 *          it, the incomplete piece is lost. The search ends early when it
 *          has decompressed SEARCH_MAX bytes. libarchive does not check the
 *          CRC of gz.
 * Memory   Ours is made by bs_source_archive_open(); libarchive's is that
 *          of the decompressors.
 * Errors   Members that follow each other are one text. Zeros behind gz and
 *          bz2 are padding, anything else there is damage.
 * Source   Debian's libarchive 3.6.2.
 */
#include "input/source.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

#define CHUNK ((size_t)65536)
#define LEAD_SIZE 4096
#define STEP ((size_t)4)
#define KEPT_SIZE ((size_t)1 << 20)
#define SEARCH_MAX ((uint64_t)1 << 30)

struct codec {
    const char *name;
    int code;
    size_t piece; /* bytes of text that libarchive gives at a time */
    int (*reads)(struct archive *);
    int (*writes)(struct archive *);
};

static const struct codec codecs[BS_FILTER_COUNT] = {
    [BS_FILTER_GZ] = {"gz", ARCHIVE_FILTER_GZIP, 65536,
                      archive_read_support_filter_gzip,
                      archive_write_add_filter_gzip},
    [BS_FILTER_BZ2] = {"bz2", ARCHIVE_FILTER_BZIP2, 65536,
                       archive_read_support_filter_bzip2,
                       archive_write_add_filter_bzip2},
    [BS_FILTER_XZ] = {"xz", ARCHIVE_FILTER_XZ, 65536,
                      archive_read_support_filter_xz,
                      archive_write_add_filter_xz},
    [BS_FILTER_ZST] = {"zst", ARCHIVE_FILTER_ZSTD, 131072,
                       archive_read_support_filter_zstd,
                       archive_write_add_filter_zstd},
};

struct search { /* for the end of damaged data */
    bool running;
    uint64_t base;  /* text taken before it began */
    size_t low;     /* of the text behind base, this much is readable */
    size_t high;    /* ... and this much is not */
    uint64_t near;  /* position in raw, a little in front of the damage */
    uint64_t spent; /* text decompressed again */
};

struct packed {
    struct bs_source base;
    struct bs_source *raw; /* owned */
    const struct codec *codec;
    enum bs_filter filter;
    struct archive *archive; /* NULL: none is open */
    bool ended;              /* all is done, failure says how */
    struct bs_error failure; /* status BS_OK: none */

    char *chunks;        /* owned: two chunks, the newer one behind */
    size_t older, newer; /* bytes in them; the older ends at CHUNK */
    size_t unread;       /* at their end, not given to archive */
    uint64_t raw_read;   /* position in raw, behind the newer */
    char *kept;          /* owned: the first bytes of raw */
    size_t kept_len;
    bool raw_ended;
    struct bs_error raw_error; /* status BS_OK: none */

    uint64_t start;   /* where in raw this archive began */
    uint64_t given;   /* bytes given to it, the lead included */
    char *lead;       /* owned: a member put in front */
    size_t lead_len;  /* not yet given */
    uint64_t taken;   /* of this archive's text */
    uint64_t skip;    /* text to pass over before the next is taken */
    const char *text; /* decompressed, not yet taken */
    size_t text_len;
    struct search search;
};

static const char *window_end(const struct packed *packed)
{
    return packed->chunks + CHUNK + packed->newer;
}

/* Reads from raw, or what was kept of it. */
static enum bs_status read_raw(struct packed *packed, char *data, size_t *got)
{
    enum bs_status status;

    if (packed->raw_read < packed->kept_len) {
        size_t left = packed->kept_len - (size_t)packed->raw_read;

        *got = left < CHUNK ? left : CHUNK;
        memcpy(data, packed->kept + packed->raw_read, *got);
        return BS_OK;
    }
    status = packed->raw->ops->read(packed->raw, data, CHUNK, got,
                                    &packed->raw_error);
    if (packed->raw_read == packed->kept_len &&
        *got <= KEPT_SIZE - packed->kept_len) {
        memcpy(packed->kept + packed->kept_len, data, *got);
        packed->kept_len += *got;
    }
    return status;
}

/* Back to the start of this archive. */
static bool rewind_raw(struct packed *packed)
{
    if (packed->raw->ops->seek(packed->raw, packed->start))
        packed->kept_len = 0;
    else if (packed->raw_read > packed->kept_len)
        return false;
    packed->raw_read = packed->start;
    packed->raw_ended = false;
    packed->older = packed->newer = packed->unread = 0;
    return true;
}

/* Reads the next chunk; false at the end and on failure. The one before it
 * is kept: libarchive may leave some of it. */
static bool refill(struct packed *packed)
{
    if (packed->raw_ended || packed->raw_error.status != BS_OK)
        return false;
    packed->older = packed->newer;
    memmove(packed->chunks + CHUNK - packed->older, packed->chunks + CHUNK,
            packed->older);
    if (read_raw(packed, packed->chunks + CHUNK, &packed->newer) != BS_OK)
        return false;
    packed->raw_read += packed->newer;
    packed->unread = packed->newer;
    packed->raw_ended = packed->newer == 0;
    return !packed->raw_ended;
}

/* Near the damage small steps, lest a decompressor runs into it before it has
 * given what it knows; xz streams have a multiple of four bytes. */
static size_t next_len(const struct packed *packed)
{
    bool near = packed->search.running &&
                packed->raw_read - packed->unread >= packed->search.near;

    return near && packed->unread > STEP ? STEP : packed->unread;
}

static la_ssize_t
feed(struct archive *archive, void *context, const void **data)
{
    struct packed *packed = context;
    size_t len = packed->lead_len;

    *data = packed->lead;
    packed->lead_len = 0;
    if (len == 0) {
        if (packed->unread == 0 && !refill(packed) && !packed->raw_ended) {
            archive_set_error(archive, EIO, "%s", packed->raw_error.text);
            return -1;
        }
        len = next_len(packed);
        *data = window_end(packed) - packed->unread;
        packed->unread -= len;
    }
    packed->given += len;
    return (la_ssize_t)len;
}

static void stop(struct packed *packed)
{
    (void)archive_read_free(packed->archive); /* NULL is fine */
    packed->archive = NULL;
    packed->text_len = 0;
}

/* Opens an archive on what comes next in raw. ARCHIVE_EOF: it is empty. */
static int start(struct packed *packed)
{
    struct archive *archive = packed->archive = archive_read_new();
    struct archive_entry *entry;
    int result;

    packed->start = packed->raw_read - packed->unread;
    packed->given = 0;
    if (archive == NULL || packed->codec->reads(archive) != ARCHIVE_OK ||
        archive_read_support_format_raw(archive) != ARCHIVE_OK ||
        archive_read_support_format_empty(archive) != ARCHIVE_OK ||
        archive_read_set_read_callback(archive, feed) != ARCHIVE_OK ||
        archive_read_set_callback_data(archive, packed) != ARCHIVE_OK ||
        archive_read_open1(archive) != ARCHIVE_OK)
        return ARCHIVE_FATAL;
    result = archive_read_next_header(archive, &entry);
    /* Without a good header, libarchive hands the bytes through. */
    if (archive_filter_code(archive, 0) != packed->codec->code)
        return ARCHIVE_FATAL;
    return result;
}

static void fail(struct packed *packed, enum bs_status status, const char *what)
{
    (void)bs_fail(&packed->failure, status, "%s: %s", packed->base.label, what);
}

/* Compresses len bytes, so that the lead in front of the data has them. */
static bool make_lead(struct packed *packed, size_t len)
{
    static const char zeros[4096];
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    bool good = archive != NULL && entry != NULL;

    good = good && packed->codec->writes(archive) == ARCHIVE_OK &&
           archive_write_set_format_raw(archive) == ARCHIVE_OK &&
           archive_write_set_filter_option(archive, NULL, "compression-level",
                                           "1") == ARCHIVE_OK &&
           archive_write_open_memory(archive, packed->lead, LEAD_SIZE,
                                     &packed->lead_len) == ARCHIVE_OK;
    if (good)
        archive_entry_set_filetype(entry, AE_IFREG);
    good = good && archive_write_header(archive, entry) == ARCHIVE_OK;
    while (good && len > 0) {
        size_t part = len < sizeof zeros ? len : sizeof zeros;

        good = archive_write_data(archive, zeros, part) == (la_ssize_t)part;
        len -= part;
    }
    good = good && archive_write_close(archive) == ARCHIVE_OK;
    archive_entry_free(entry);
    (void)archive_write_free(archive);
    return good;
}

/* Begins the search at the first failure, or notes how far the last step
 * came. False: it is done. */
static bool next_step(struct packed *packed)
{
    struct search *search = &packed->search;

    if (!search->running) {
        *search = (struct search){.running = true,
                                  .base = packed->taken,
                                  .near = packed->raw_read - packed->newer -
                                          packed->older,
                                  .high = packed->codec->piece};
        return true;
    }
    if (packed->taken > search->base + search->low)
        search->low = (size_t)(packed->taken - search->base);
    else
        search->high -= (search->high - search->low) / 2;
    search->spent += packed->taken;
    return search->low + 1 < search->high && search->spent < SEARCH_MAX;
}

/* Reads the archive again, its text shifted such that a piece ends in the
 * middle of what the search has left. */
static bool reread(struct packed *packed)
{
    struct search *search = &packed->search;
    size_t middle = search->high - (search->high - search->low) / 2;
    size_t shift = packed->codec->piece - middle;

    stop(packed);
    packed->skip = packed->taken + shift;
    return rewind_raw(packed) && make_lead(packed, shift);
}

static bool out_of_memory(const struct packed *packed)
{
    return packed->archive == NULL || archive_errno(packed->archive) == ENOMEM;
}

/* libarchive gave up: says why, and tries for the rest of the text. */
static void recover(struct packed *packed)
{
    packed->ended = true;
    if (packed->raw_error.status != BS_OK) {
        packed->failure = packed->raw_error;
        return;
    }
    if (!packed->search.running) {
        if (out_of_memory(packed)) {
            (void)bs_fail_memory(&packed->failure);
            return;
        }
        fail(packed, BS_EDAMAGED,
             packed->raw_ended ? "compressed data ends early"
                               : "compressed data is damaged");
    }
    packed->ended = !next_step(packed) || !reread(packed);
}

/* Passes over zeros, up to something else or the end. */
static void skip_padding(struct packed *packed)
{
    while (packed->unread > 0 || refill(packed)) {
        if (window_end(packed)[-(ptrdiff_t)packed->unread] != '\0')
            return;
        packed->unread--;
    }
}

/* The archive has ended well; is there more behind it? */
static void next_member(struct packed *packed)
{
    uint64_t used = (uint64_t)archive_filter_bytes(packed->archive, -1);
    uint64_t left = packed->given - used + packed->unread;
    struct bs_str head;

    stop(packed);
    packed->ended = true;
    if (packed->search.running)
        return; /* what is behind the lead is damaged in its first bytes */
    if (left <= packed->older + packed->newer) {
        packed->unread = (size_t)left;
        skip_padding(packed);
        if (packed->unread == 0) {
            packed->failure = packed->raw_error;
            return;
        }
        head = (struct bs_str){window_end(packed) - packed->unread,
                               packed->unread};
        packed->ended = used == 0 || bs_sniff_filter(head) != packed->filter;
    }
    if (packed->ended)
        fail(packed, BS_EDAMAGED, "garbage behind the compressed data");
    packed->taken = packed->skip = 0;
}

/* Decompresses the next piece, if there is one. */
static void next_piece(struct packed *packed)
{
    int result = ARCHIVE_OK;
    const void *data;
    la_int64_t offset;
    size_t len, pass;

    if (packed->archive == NULL)
        result = start(packed);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
        result = archive_read_data_block(packed->archive, &data, &len, &offset);
    if (result == ARCHIVE_EOF) {
        next_member(packed);
        return;
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
        recover(packed);
        return;
    }
    pass = packed->skip < len ? (size_t)packed->skip : len;
    packed->skip -= pass;
    packed->text = (const char *)data + pass;
    packed->text_len = len - pass;
}

static enum bs_status packed_read(struct bs_source *source, char *data,
                                  size_t size, size_t *got,
                                  struct bs_error *err)
{
    struct packed *packed = (struct packed *)source;

    *got = 0;
    while (packed->text_len == 0 && !packed->ended)
        next_piece(packed);
    if (packed->text_len == 0) {
        if (err != NULL && packed->failure.status != BS_OK)
            *err = packed->failure;
        return packed->failure.status;
    }
    *got = packed->text_len < size ? packed->text_len : size;
    memcpy(data, packed->text, *got);
    packed->text += *got;
    packed->text_len -= *got;
    packed->taken += *got;
    return BS_OK;
}

static bool packed_seek(struct bs_source *source, uint64_t position)
{
    (void)source;
    (void)position;
    return false;
}

static void
packed_state(const struct bs_source *source, struct bs_source_state *state)
{
    const struct packed *packed = (const struct packed *)source;

    packed->raw->ops->state(packed->raw, state);
    state->filter = packed->codec->name;
}

static void packed_close(struct bs_source *source)
{
    struct packed *packed = (struct packed *)source;

    stop(packed);
    bs_source_close(packed->raw);
    bs_free(packed->chunks);
    bs_free(packed->kept);
    bs_free(packed->lead);
    bs_free(packed);
}

static const struct bs_source_ops packed_ops = {
    .read = packed_read,
    .seek = packed_seek,
    .state = packed_state,
    .close = packed_close,
};

/* A filter that libarchive was built without would start a program. */
static bool is_built_in(const struct codec *codec)
{
    struct archive *archive = archive_read_new();
    bool good = archive != NULL && codec->reads(archive) == ARCHIVE_OK;

    (void)archive_read_free(archive);
    return good;
}

enum bs_status
bs_source_archive_open(struct bs_source **out, struct bs_source *raw,
                       enum bs_filter filter, struct bs_error *err)
{
    struct packed *packed = bs_new(1, sizeof *packed);
    enum bs_status status = BS_OK;

    *out = NULL;
    if (packed == NULL) {
        bs_source_close(raw);
        return bs_fail_memory(err);
    }
    packed->base = (struct bs_source){&packed_ops, raw->label};
    packed->raw = raw;
    packed->filter = filter;
    packed->codec = &codecs[filter];
    packed->chunks = bs_new(2, CHUNK);
    packed->lead = bs_new(LEAD_SIZE, 1);
    packed->kept = bs_new(KEPT_SIZE, 1);
    if (packed->chunks == NULL || packed->lead == NULL || packed->kept == NULL)
        status = bs_fail_memory(err);
    else if (!is_built_in(packed->codec))
        status = bs_fail(err, BS_ENOINPUT,
                         "%s: this libarchive cannot read %s; unpack it first",
                         raw->label, packed->codec->name);
    if (status == BS_OK)
        *out = &packed->base;
    else
        packed_close(&packed->base);
    return status;
}
