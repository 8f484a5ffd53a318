/* SPDX-License-Identifier: MIT */
/*
 * reader - public reader.h: source, sniffing and blocks put together.
 *
 * The first block is read at once, since it decides whether the input is
 * text.
 */
#include "bouncestat/reader.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "input/block.h"
#include "input/sniff.h"
#include "input/source.h"

struct bs_reader {
    struct bs_source *source; /* owned */
    struct bs_block block;
    struct bs_str first; /* read ahead by bs_reader_open(); or none */
    uint64_t delivered;  /* bytes of text */
};

/* Opens the file, and puts a decompressor on it if it needs one. */
static enum bs_status
open_source(struct bs_source **out, const char *path, struct bs_error *err)
{
    struct bs_source *source;
    struct bs_str head;
    enum bs_filter filter;
    enum bs_status status = bs_source_plain_open(&source, path, err);

    *out = NULL;
    if (status != BS_OK)
        return status;
    status = bs_source_plain_head(source, &head, err);
    if (status != BS_OK) {
        bs_source_close(source);
        return status;
    }
    filter = bs_sniff_filter(head);
    if (filter != BS_FILTER_PLAIN)
        return bs_source_archive_open(out, source, filter, err);
    *out = source;
    return BS_OK;
}

static enum bs_status
open_blocks(struct bs_reader *reader, struct bs_error *err)
{
    enum bs_status status = bs_block_init(&reader->block, reader->source, err);
    const char *why;

    if (status == BS_OK)
        status = bs_block_next(&reader->block, &reader->first, err);
    if (status != BS_OK || reader->first.data == NULL)
        return status;
    why = bs_sniff_refuse(reader->first);
    if (why == NULL)
        return BS_OK;
    return bs_fail(err, BS_ENOINPUT, "%s: %s", reader->source->label, why);
}

enum bs_status
bs_reader_open(struct bs_reader **out, const char *path, struct bs_error *err)
{
    struct bs_reader *reader = bs_new(1, sizeof *reader);
    enum bs_status status;

    *out = NULL;
    if (reader == NULL)
        return bs_fail_memory(err);
    status = open_source(&reader->source, path, err);
    if (status == BS_OK)
        status = open_blocks(reader, err);
    if (status == BS_OK)
        *out = reader;
    else
        bs_reader_close(reader);
    return status;
}

enum bs_status bs_reader_next(struct bs_reader *reader, struct bs_str *block,
                              struct bs_error *err)
{
    enum bs_status status = BS_OK;

    *block = reader->first;
    reader->first = (struct bs_str){0};
    if (block->data == NULL)
        status = bs_block_next(&reader->block, block, err);
    reader->delivered += block->len;
    return status;
}

struct bs_reader_state bs_reader_state(const struct bs_reader *reader)
{
    struct bs_source_state source;

    reader->source->ops->state(reader->source, &source);
    return (struct bs_reader_state){
        .bytes_raw = source.raw_bytes,
        .size_raw = source.raw_size,
        .bytes_text = reader->delivered + reader->block.skipped,
        .modified = source.modified,
        .filter = source.filter,
    };
}

void bs_reader_close(struct bs_reader *reader)
{
    if (reader == NULL)
        return;
    bs_block_clear(&reader->block);
    bs_source_close(reader->source);
    bs_free(reader);
}
