/* SPDX-License-Identifier: MIT */
/*
 * reader - public reader.h: source, sniffing and blocks put together.
 *
 * The first block is read at once, since it decides whether the input is
 * text.
 */
#include "bouncestat/reader.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "input/block.h"
#include "input/journal.h"
#include "input/mark.h"
#include "input/sniff.h"
#include "input/source.h"

struct bs_reader {
    struct bs_source *source;   /* owned; NULL: the journal */
    struct bs_journal *journal; /* owned; or NULL */
    struct bs_block block;
    struct bs_str first; /* read ahead by bs_reader_open(); or none */
    uint64_t delivered;  /* bytes of text */
    bool is_stdin;
};

/* Opens the file, and puts on it what it needs: a decompressor, and what makes
 * lines of entries. */
static enum bs_status
open_source(struct bs_source **out, const char *path, struct bs_error *err)
{
    struct bs_source *source;
    struct bs_str head;
    enum bs_filter filter;
    enum bs_form form;
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
    if (filter != BS_FILTER_PLAIN) {
        status = bs_source_archive_open(&source, source, filter, err);
        if (status != BS_OK)
            return status;
        head = bs_source_archive_head(source);
    }
    form = bs_sniff_form(head);
    if (form != BS_FORM_TEXT)
        return bs_source_entries_open(out, source, form, err);
    *out = source;
    return BS_OK;
}

static enum bs_status
refuse(const struct bs_reader *reader, struct bs_str head, struct bs_error *err)
{
    const char *why = head.len > 0 ? bs_sniff_refuse(head) : NULL;

    if (why == NULL)
        return BS_OK;
    return bs_fail(err, BS_ENOINPUT, "%s: %s", reader->source->label, why);
}

static enum bs_status read_first(struct bs_reader *reader, struct bs_error *err)
{
    enum bs_status status = bs_block_next(&reader->block, &reader->first, err);

    return status == BS_OK ? refuse(reader, reader->first, err) : status;
}

static enum bs_status
failure_of(const struct bs_block *block, struct bs_error *err)
{
    if (block->failure.status != BS_OK && err != NULL)
        *err = block->failure;
    return block->failure.status;
}

/* Damage is told when the place is reached. */
static enum bs_status fill_first(struct bs_reader *reader, struct bs_error *err)
{
    struct bs_block *block = &reader->block;

    block->whole = true;
    (void)bs_block_go(block, 0, false);
    if (block->fresh_len == 0 && block->failure.status != BS_OK)
        return failure_of(block, err);
    return refuse(reader, (struct bs_str){block->fresh, block->fresh_len}, err);
}

typedef enum bs_status begin_fn(struct bs_reader *reader, struct bs_error *err);

static enum bs_status open_reader(struct bs_reader **out, const char *path,
                                  begin_fn *begin, struct bs_error *err)
{
    struct bs_reader *reader = bs_new(1, sizeof *reader);
    enum bs_status status;

    *out = NULL;
    if (reader == NULL)
        return bs_fail_memory(err);
    reader->is_stdin = strcmp(path, "-") == 0;
    status = open_source(&reader->source, path, err);
    if (status == BS_OK)
        status = bs_block_init(&reader->block, reader->source, err);
    if (status == BS_OK)
        status = begin(reader, err);
    if (status == BS_OK)
        *out = reader;
    else
        bs_reader_close(reader);
    return status;
}

enum bs_status
bs_reader_open(struct bs_reader **out, const char *path, struct bs_error *err)
{
    return open_reader(out, path, read_first, err);
}

enum bs_status bs_reader_open_lines(struct bs_reader **out, const char *path,
                                    struct bs_error *err)
{
    return open_reader(out, path, fill_first, err);
}

void bs_reader_heads(const struct bs_reader *reader, struct bs_heads *heads)
{
    bs_mark_heads(&reader->block.mark, heads);
}

void bs_reader_position(const struct bs_reader *reader,
                        struct bs_position *position)
{
    bs_mark_position(&reader->block.mark, position);
}

/* Do both texts begin alike, as far as both are known? */
static bool begin_alike(const struct bs_heads *a, const struct bs_heads *b)
{
    const size_t count = a->count < b->count ? a->count : b->count;

    return count > 0 && a->prints[count - 1] == b->prints[count - 1];
}

/* The text with the smallest offset from least on that begins as this one. */
static const struct bs_position *
next_text(const struct bs_heads *heads, const struct bs_position *texts,
          size_t count, const struct bs_position *last)
{
    const struct bs_position *next = NULL;

    for (size_t i = 0; i < count; i++) {
        const struct bs_position *text = &texts[i];

        if (!begin_alike(heads, &text->heads) || text == last)
            continue;
        if (last != NULL && (text->offset < last->offset ||
                             (text->offset == last->offset && text < last)))
            continue;
        if (next == NULL || text->offset < next->offset)
            next = text;
    }
    return next;
}

/* A decompressor cannot go back: it starts again. */
static enum bs_status open_again(struct bs_reader *reader, struct bs_error *err)
{
    struct bs_source *source;
    struct bs_block block;
    enum bs_status status;

    if (reader->is_stdin)
        return bs_fail(err, BS_ENOINPUT,
                       "%s: begins like an input that was read before, but "
                       "goes on in another way; store it in a file",
                       reader->source->label);
    status = open_source(&source, reader->source->label, err);
    if (status != BS_OK)
        return status;
    status = bs_block_init(&block, source, err);
    if (status != BS_OK) {
        bs_source_close(source);
        return status;
    }
    block.whole = true;
    bs_block_clear(&reader->block);
    bs_source_close(reader->source);
    reader->source = source;
    reader->block = block;
    return BS_OK;
}

static enum bs_status
go(struct bs_reader *reader, uint64_t offset, bool inside, struct bs_error *err)
{
    enum bs_status status;

    if (bs_block_go(&reader->block, offset, inside))
        return BS_OK;
    status = open_again(reader, err);
    if (status != BS_OK)
        return status;
    if (bs_block_go(&reader->block, offset, inside))
        return BS_OK;
    return bs_fail(err, BS_EIO, "%s: changed while it was read",
                   reader->source->label);
}

/* Is the text the same in front of the block's place, too? */
static bool
is_at(const struct bs_reader *reader, const struct bs_position *text)
{
    struct bs_position here;

    bs_mark_position(&reader->block.mark, &here);
    return here.tail == text->tail;
}

enum bs_status bs_reader_resume(struct bs_reader *reader,
                                const struct bs_position *texts, size_t count,
                                enum bs_resumed *how, size_t *which, bool *more,
                                struct bs_error *err)
{
    static const struct bs_position start;
    struct bs_block *block = &reader->block;
    const struct bs_position *text = NULL, *best = &start;
    struct bs_heads heads;
    enum bs_status status = BS_OK;

    bs_reader_heads(reader, &heads);
    *how = BS_RESUMED_NEW;
    *more = false;
    *which = 0;
    while ((text = next_text(&heads, texts, count, text)) != NULL) {
        if (!bs_block_go(block, text->offset, text->inside))
            break;
        if (is_at(reader, text))
            best = text;
    }
    /* The end was met before the place; the heads of a short text are exact. */
    if (text != NULL &&
        (best == &start || block->mark.head_len < BS_MARK_SIZE)) {
        *how = BS_RESUMED_SHORTER;
        *which = (size_t)(text - texts);
        return failure_of(block, err);
    }
    if (best != &start) {
        *how = BS_RESUMED_KNOWN;
        *which = (size_t)(best - texts);
    }
    status = go(reader, best->offset, best->inside, err);
    *more = status == BS_OK && bs_block_has_more(block);
    return status != BS_OK || *more ? status : failure_of(block, err);
}

enum bs_status bs_reader_next(struct bs_reader *reader, struct bs_str *block,
                              struct bs_error *err)
{
    enum bs_status status = BS_OK;

    *block = reader->first;
    reader->first = (struct bs_str){0};
    if (block->data == NULL && reader->journal != NULL)
        status = bs_journal_next(reader->journal, block, err);
    else if (block->data == NULL)
        status = bs_block_next(&reader->block, block, err);
    reader->delivered += block->len;
    return status;
}

struct bs_reader_state bs_reader_state(const struct bs_reader *reader)
{
    struct bs_source_state source;

    if (reader->journal != NULL)
        return (struct bs_reader_state){.bytes_text = reader->delivered,
                                        .filter = "journal"};
    reader->source->ops->state(reader->source, &source);
    return (struct bs_reader_state){
        .bytes_raw = source.raw_bytes,
        .size_raw = source.raw_size,
        .bytes_text = reader->delivered + reader->block.skipped,
        .modified = source.modified,
        .filter = source.filter,
    };
}

enum bs_status bs_reader_open_journal(struct bs_reader **out,
                                      const char *folder, struct bs_error *err)
{
    struct bs_reader *reader = bs_new(1, sizeof *reader);
    enum bs_status status;

    *out = NULL;
    if (reader == NULL)
        return bs_fail_memory(err);
    status = bs_journal_open(&reader->journal, folder, err);
    if (status == BS_OK)
        *out = reader;
    else
        bs_reader_close(reader);
    return status;
}

const char *bs_reader_journal_identity(const struct bs_reader *reader)
{
    return bs_journal_identity(reader->journal);
}

enum bs_status bs_reader_journal_resume(struct bs_reader *reader,
                                        const char *cursor, bool *lost,
                                        bool *more, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    *lost = *more = false;
    if (cursor != NULL)
        status = bs_journal_seek(reader->journal, cursor, lost, err);
    if (status == BS_OK)
        status = bs_journal_next(reader->journal, &reader->first, err);
    *more = reader->first.data != NULL;
    return status;
}

const char *bs_reader_journal_cursor(const struct bs_reader *reader)
{
    return reader->delivered > 0 ? bs_journal_cursor(reader->journal) : "";
}

enum bs_status bs_reader_journal_watch(const struct bs_reader *reader,
                                       int *descriptor, struct bs_error *err)
{
    return bs_journal_watch(reader->journal, descriptor, err);
}

bool bs_reader_journal_changed(const struct bs_reader *reader)
{
    return bs_journal_changed(reader->journal);
}

void bs_reader_close(struct bs_reader *reader)
{
    if (reader == NULL)
        return;
    bs_block_clear(&reader->block);
    bs_source_close(reader->source);
    bs_journal_close(reader->journal);
    bs_free(reader);
}
