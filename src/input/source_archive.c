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
 * Limits   The search costs up to 17 times the first reading, and ends early
 *          when it has decompressed search_max bytes, some ten seconds'
 *          worth; a long pipe cannot be searched at all (window.h). Then up
 *          to a piece of the text is lost. The last byte may be lost if only
 *          the data's trailer is damaged. libarchive does not check the CRC
 *          of gz.
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
#include "input/window.h"

#define LEAD_SIZE 4096
#define STEP ((size_t)4)
#define NEAR 131072
#define FILTERS 2 /* of a good archive: the codec, and libarchive's "none" */
#define MIB ((uint64_t)1 << 20)

struct codec {
    const char *name;
    int code;
    size_t piece; /* bytes of text that libarchive gives at a time */
    uint64_t search_max;
    int (*reads)(struct archive *);
    int (*writes)(struct archive *);
};

static const struct codec codecs[BS_FILTER_COUNT] = {
    [BS_FILTER_GZ] = {"gz", ARCHIVE_FILTER_GZIP, 65536, 4096 * MIB,
                      archive_read_support_filter_gzip,
                      archive_write_add_filter_gzip},
    [BS_FILTER_BZ2] = {"bz2", ARCHIVE_FILTER_BZIP2, 65536, 256 * MIB,
                       archive_read_support_filter_bzip2,
                       archive_write_add_filter_bzip2},
    [BS_FILTER_XZ] = {"xz", ARCHIVE_FILTER_XZ, 65536, 1024 * MIB,
                      archive_read_support_filter_xz,
                      archive_write_add_filter_xz},
    [BS_FILTER_ZST] = {"zst", ARCHIVE_FILTER_ZSTD, 131072, 8192 * MIB,
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
    const struct codec *codec;
    enum bs_filter filter;
    struct archive *archive; /* NULL: none is open */
    bool ended;              /* all is done, failure says how */
    struct bs_error failure; /* status BS_OK: none */

    struct bs_window window; /* of the compressed bytes */

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

/* Gives libarchive its next bytes. Near the damage it takes small steps, lest
 * a decompressor runs into it before it has given what it knows; xz streams
 * have a multiple of four bytes. */
static la_ssize_t
feed(struct archive *archive, void *context, const void **data)
{
    struct packed *packed = context;
    struct bs_str next = {packed->lead, packed->lead_len};

    packed->lead_len = 0;
    if (next.len == 0) {
        next = bs_window_peek(&packed->window);
        if (packed->search.running && next.len > STEP &&
            bs_window_tell(&packed->window) >= packed->search.near)
            next.len = STEP;
        bs_window_take(&packed->window, next.len);
    }
    if (next.len == 0 && packed->window.error.status != BS_OK) {
        archive_set_error(archive, EIO, "%s", packed->window.error.text);
        return -1;
    }
    packed->given += next.len;
    *data = next.data;
    return (la_ssize_t)next.len;
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

    packed->start = bs_window_tell(&packed->window);
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
    if (archive_filter_code(archive, 0) != packed->codec->code ||
        archive_filter_count(archive) != FILTERS)
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
    uint64_t position = bs_window_tell(&packed->window);

    if (!search->running) {
        *search = (struct search){.running = true,
                                  .base = packed->taken,
                                  .near = position > NEAR ? position - NEAR : 0,
                                  .high = packed->codec->piece};
        return true;
    }
    if (packed->taken > search->base + search->low)
        search->low = (size_t)(packed->taken - search->base);
    else
        search->high -= (search->high - search->low) / 2;
    search->spent += packed->taken;
    return search->low + 1 < search->high &&
           search->spent < packed->codec->search_max;
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
    return bs_window_rewind(&packed->window, packed->start) &&
           make_lead(packed, shift);
}

/* Why libarchive gave up. */
static void explain(struct packed *packed)
{
    if (packed->window.error.status != BS_OK)
        packed->failure = packed->window.error;
    else if (packed->archive == NULL ||
             archive_errno(packed->archive) == ENOMEM)
        (void)bs_fail_memory(&packed->failure);
    else if (archive_filter_count(packed->archive) > FILTERS)
        fail(packed, BS_ENOINPUT, "compressed twice; unpack it first");
    else if (packed->window.ended)
        fail(packed, BS_EDAMAGED, "compressed data ends early");
    else
        fail(packed, BS_EDAMAGED, "compressed data is damaged");
}

/* libarchive gave up: tries for the rest of the text. */
static void recover(struct packed *packed)
{
    packed->ended = true;
    if (!packed->search.running || packed->window.error.status != BS_OK)
        explain(packed);
    if (packed->failure.status == BS_EDAMAGED)
        packed->ended = !next_step(packed) || !reread(packed);
}

/* Passes over zeros. Returns what is next, none at the end. */
static struct bs_str skip_padding(struct packed *packed)
{
    for (;;) {
        struct bs_str next = bs_window_peek(&packed->window);
        size_t zeros = 0;

        while (zeros < next.len && next.data[zeros] == '\0')
            zeros++;
        bs_window_take(&packed->window, zeros);
        if (next.len == 0)
            return next;
        if (zeros < next.len)
            return (struct bs_str){next.data + zeros, next.len - zeros};
    }
}

/* The archive has ended well; is there more behind it? */
static void next_member(struct packed *packed)
{
    uint64_t used = (uint64_t)archive_filter_bytes(packed->archive, -1);
    bool garbage = !bs_window_return(&packed->window, packed->given - used);
    struct bs_str next = {0};

    stop(packed);
    packed->ended = true;
    if (packed->search.running)
        return; /* what is behind the lead is damaged in its first bytes */
    if (!garbage)
        next = skip_padding(packed);
    packed->failure = packed->window.error;
    if (next.len > 0)
        garbage = used == 0 || bs_sniff_filter(next) != packed->filter;
    if (garbage)
        fail(packed, BS_EDAMAGED, "garbage behind the compressed data");
    packed->ended = garbage || next.len == 0;
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

struct bs_str bs_source_archive_head(struct bs_source *source)
{
    struct packed *packed = (struct packed *)source;

    while (packed->text_len == 0 && !packed->ended)
        next_piece(packed);
    return (struct bs_str){packed->text, packed->text_len};
}

static enum bs_status packed_read(struct bs_source *source, char *data,
                                  size_t size, size_t *got,
                                  struct bs_error *err)
{
    struct packed *packed = (struct packed *)source;

    *got = 0;
    if (bs_source_archive_head(source).len == 0) {
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

    packed->window.raw->ops->state(packed->window.raw, state);
    state->filter = packed->codec->name;
}

static void packed_close(struct bs_source *source)
{
    struct packed *packed = (struct packed *)source;

    stop(packed);
    bs_window_clear(&packed->window);
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
    enum bs_status status;

    *out = NULL;
    if (packed == NULL) {
        bs_source_close(raw);
        return bs_fail_memory(err);
    }
    packed->base = (struct bs_source){&packed_ops, raw->label};
    packed->filter = filter;
    packed->codec = &codecs[filter];
    packed->lead = bs_new(LEAD_SIZE, 1);
    status = bs_window_init(&packed->window, raw, err);
    if (status == BS_OK && packed->lead == NULL)
        status = bs_fail_memory(err);
    if (status == BS_OK && !is_built_in(packed->codec))
        status = bs_fail(err, BS_ENOINPUT,
                         "%s: this libarchive cannot read %s; unpack it first",
                         raw->label, packed->codec->name);
    if (status == BS_OK)
        *out = &packed->base;
    else
        packed_close(&packed->base);
    return status;
}
