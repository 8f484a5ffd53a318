/* SPDX-License-Identifier: MIT */
/*
 * ingest - logs → database, each line once: what scan needs for it.
 *
 * Knows    An input is first looked up without keeping others from writing.
 *          Only if there is something new the lock is taken; if somebody else
 *          has written before it was ours, the input is looked up again.
 * Errors   If the database fails, all that was read since the last commit is
 *          given up: the next run reads it again.
 */
#include "cli/ingest.h"

#include <string.h>
#include <sys/stat.h>

#include "cli/accounting.h"
#include "cli/say.h"

#define COMMIT_SECONDS 10 /* others wait for a minute at least */

static time_t seconds(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static bool see_count(void *context, const struct bs_row *row)
{
    struct ingest *ingest = context;

    if (row->count > 0 && row->values[0].type == BS_INTEGER)
        ingest->scan->goes_on = row->values[0].integer > 0;
    return false;
}

enum bs_status ingest_init(struct ingest *ingest, struct bs_store *store,
                           struct scan *scan, struct bs_error *err)
{
    *ingest = (struct ingest){.store = store, .scan = scan};
    return bs_store_query(store, "sql/report/accounting.sql", NULL, 0,
                          see_count, ingest, err);
}

static const char *name_of(const struct ingest *ingest, const char *path)
{
    if (ingest->name != NULL)
        return ingest->name(ingest->context, path);
    return path;
}

/* Is it a regular file, and which one? */
static bool look_at(const char *path, struct bs_file *file)
{
    struct stat info;

    if (strcmp(path, "-") == 0 || stat(path, &info) != 0 ||
        !S_ISREG(info.st_mode))
        return false;
    *file =
        (struct bs_file){.device = info.st_dev,
                         .inode = info.st_ino,
                         .size = info.st_size,
                         .modified = (int64_t)info.st_mtim.tv_sec * 1000000000 +
                                     info.st_mtim.tv_nsec};
    return true;
}

static bool is_compressed(const struct bs_reader *reader)
{
    return strcmp(bs_reader_state(reader).filter, "plain") != 0;
}

static bool is_unchanged(const struct bs_file *a, const struct bs_file *b)
{
    return a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->modified == b->modified;
}

/* All of a compressed file has been read: it need not be opened again. */
static enum bs_status remember_file(struct ingest *ingest, const char *path,
                                    const struct bs_reader *reader,
                                    struct bs_error *err)
{
    struct bs_file now;
    bool changed;
    enum bs_status status;

    if (ingest->journal || !ingest->is_file || !is_compressed(reader) ||
        !look_at(path, &now) || !is_unchanged(&ingest->file, &now))
        return BS_OK;
    status = bs_store_begin(ingest->store, &changed, err);
    return status == BS_OK ? bs_store_see(ingest->store, &now, err) : status;
}

static void say_shorter(const struct ingest *ingest, const char *path,
                        const struct bs_known *known)
{
    const struct reading *options = ingest->scan->options;
    const char *name = name_of(ingest, path);
    bool shrank = strcmp(name, known->path) == 0;

    if (options->quiet || (!shrank && !options->verbose))
        return;
    say("%s: shorter than what was read of it before%s%s; nothing is counted",
        name, shrank ? "" : ", as ", shrank ? "" : known->path);
}

static void say_nothing_new(const struct ingest *ingest, const char *path)
{
    if (ingest->scan->options->verbose && ingest->name == NULL)
        say("%s: nothing new", name_of(ingest, path));
}

/* Which input of the database the text is; *reader is closed if it has nothing
 * new. */
static enum bs_status resume(struct ingest *ingest, const char *path,
                             struct bs_reader **reader,
                             const struct bs_found *found, struct bs_error *err)
{
    enum bs_resumed how;
    size_t which;
    bool more;
    enum bs_status status = bs_reader_resume(
        *reader, found->positions, found->count, &how, &which, &more, err);

    if (status != BS_OK)
        return status;
    ingest->known = (struct bs_known){0};
    ingest->begin = 0;
    if (how == BS_RESUMED_KNOWN) {
        ingest->known = found->inputs[which];
        ingest->known.path = NULL;
        ingest->begin = found->positions[which].offset;
    }
    if (more)
        return BS_OK;
    if (how == BS_RESUMED_SHORTER)
        say_shorter(ingest, path, &found->inputs[which]);
    else
        say_nothing_new(ingest, path);
    if (how != BS_RESUMED_NEW)
        status = remember_file(ingest, path, *reader, err);
    bs_reader_close(*reader);
    *reader = NULL;
    return status;
}

/* Opens an input where there is something new; no *reader if there is none. */
static enum bs_status try_open(struct ingest *ingest, const char *path,
                               struct bs_reader **reader, struct bs_error *err)
{
    struct bs_found found = {0};
    struct bs_heads heads;
    bool seen = false;
    enum bs_status status = BS_OK;

    *reader = NULL;
    ingest->is_file = look_at(path, &ingest->file);
    if (ingest->is_file)
        status = bs_store_seen(ingest->store, &ingest->file, &seen, err);
    if (seen)
        say_nothing_new(ingest, path);
    if (status != BS_OK || seen)
        return status;
    status = bs_reader_open_lines(reader, path, err);
    if (status != BS_OK)
        return status;
    bs_reader_heads(*reader, &heads);
    status = bs_store_find(ingest->store, &heads, &found, err);
    if (status == BS_OK)
        status = resume(ingest, path, reader, &found, err);
    bs_found_clear(&found);
    if (status != BS_OK) {
        bs_reader_close(*reader);
        *reader = NULL;
    }
    return status;
}

/* The same for a journal. */
static enum bs_status open_journal(struct ingest *ingest, const char *path,
                                   struct bs_reader **reader,
                                   struct bs_error *err)
{
    struct bs_journal_known known = {0};
    bool lost = false, more = false;
    enum bs_status status = bs_reader_open_journal(reader, ingest->folder, err);

    if (status != BS_OK)
        return status;
    status = bs_store_find_journal(
        ingest->store, bs_reader_journal_identity(*reader), &known, err);
    if (status == BS_OK)
        status =
            bs_reader_journal_resume(*reader, known.cursor, &lost, &more, err);
    /* If nothing follows, the cursor stays, and this would be said each time. */
    if (lost && more && !ingest->scan->options->quiet)
        say("%s: the entry that was read last is gone; going on with the next",
            path);
    ingest->known = known.input;
    ingest->begin = known.offset;
    ingest->start = known.offset;
    bs_journal_known_clear(&known);
    if (status == BS_OK && more)
        return BS_OK;
    if (status == BS_OK)
        say_nothing_new(ingest, path);
    bs_reader_close(*reader);
    *reader = NULL;
    return status;
}

static enum bs_status
open_input(void *context, const char *path, struct bs_reader **out,
           struct bs_parser_state *state, struct bs_error *err)
{
    struct ingest *ingest = context;
    bool changed = true;
    enum bs_status status = BS_OK;

    *out = NULL;
    while (changed && status == BS_OK) {
        bs_reader_close(*out);
        status = ingest->journal ? open_journal(ingest, path, out, err)
                                 : try_open(ingest, path, out, err);
        if (status != BS_OK || *out == NULL)
            return status;
        status = bs_store_begin(ingest->store, &changed, err);
    }
    if (status == BS_OK)
        status = bs_store_load_fates(ingest->store, ingest->scan->fates, err);
    if (status != BS_OK) {
        bs_reader_close(*out);
        *out = NULL;
        return status;
    }
    if (ingest->begun == 0)
        ingest->begun = seconds();
    ingest->saved = (struct bs_stats){0};
    *state = ingest->known.state;
    return BS_OK;
}

static void count(void *context, const struct bs_event *event)
{
    struct ingest *ingest = context;

    if (bs_store_count(ingest->store, event) != BS_OK)
        ingest->failed = true; /* the commit says why */
}

static struct bs_stats
since(const struct bs_stats *now, const struct bs_stats *before)
{
    return (struct bs_stats){.matched = now->matched - before->matched,
                             .unmatched = now->unmatched - before->unmatched,
                             .ignored = now->ignored - before->ignored,
                             .foreign = now->foreign - before->foreign,
                             .cut = now->cut - before->cut,
                             .limited = now->limited - before->limited,
                             .events = now->events - before->events};
}

static void position_of(const struct ingest *ingest,
                        const struct bs_reader *reader,
                        struct bs_position *position)
{
    if (ingest->journal)
        *position = (struct bs_position){
            .offset = ingest->start + bs_reader_state(reader).bytes_text};
    else
        bs_reader_position(reader, position);
}

static enum bs_status
save(struct ingest *ingest, const struct scan_place *place)
{
    struct bs_input more = *place->input;
    struct bs_position position;
    enum bs_status status;

    position_of(ingest, place->reader, &position);
    if (position.offset == ingest->begin)
        return BS_OK;
    more.path = name_of(ingest, more.path);
    more.lines = since(&place->input->lines, &ingest->saved);
    ingest->known.state = bs_parser_state(place->parser);
    status = bs_store_save(ingest->store, &ingest->known, &position, &more,
                           &ingest->err);
    if (status == BS_OK && ingest->journal)
        status = bs_store_save_journal(
            ingest->store, bs_reader_journal_identity(place->reader),
            ingest->known.id, bs_reader_journal_cursor(place->reader),
            &ingest->err);
    ingest->saved = place->input->lines;
    ingest->begin = position.offset;
    return status;
}

/* Counts and what is open of mail. */
static enum bs_status commit(struct ingest *ingest, struct bs_error *err)
{
    struct bs_fates *fates = ingest->scan->fates;
    enum bs_status status = BS_OK;

    if (ingest->begun != 0) /* else nothing was read */
        status = bs_store_save_fates(ingest->store, fates, err);
    if (status == BS_OK)
        status = bs_store_flush(ingest->store, err);
    if (status == BS_OK)
        bs_fates_saved(fates);
    ingest->begun = 0;
    return status;
}

enum bs_status ingest_commit(struct ingest *ingest, struct bs_error *err)
{
    if (ingest->err.status == BS_OK)
        return commit(ingest, err);
    ingest->begun = 0;
    if (err != NULL)
        *err = ingest->err;
    return ingest->err.status;
}

static enum bs_status journal_has_moved(struct ingest *ingest,
                                        const struct scan_place *place,
                                        bool *moved)
{
    struct bs_journal_known known;
    enum bs_status status = bs_store_find_journal(
        ingest->store, bs_reader_journal_identity(place->reader), &known,
        &ingest->err);

    *moved = known.cursor == NULL ||
             strcmp(known.cursor, bs_reader_journal_cursor(place->reader)) != 0;
    bs_journal_known_clear(&known);
    return status;
}

/* Has another process read on in the same log? */
static enum bs_status
has_moved(struct ingest *ingest, const struct scan_place *place, bool *moved)
{
    struct bs_found found;
    struct bs_heads heads;
    enum bs_status status;

    if (ingest->journal)
        return journal_has_moved(ingest, place, moved);
    bs_reader_heads(place->reader, &heads);
    status = bs_store_find(ingest->store, &heads, &found, &ingest->err);
    *moved = true;
    for (size_t i = 0; i < found.count; i++)
        if (found.inputs[i].id == ingest->known.id)
            *moved = found.positions[i].offset != ingest->begin;
    bs_found_clear(&found);
    return status;
}

/* Lets others write, and goes on. */
static enum bs_status commit_between(struct ingest *ingest,
                                     const struct scan_place *place,
                                     bool *moved)
{
    enum bs_status status = save(ingest, place);
    bool changed = false;

    *moved = false;
    if (status == BS_OK)
        status = ingest_commit(ingest, &ingest->err);
    if (status == BS_OK)
        status = bs_store_begin(ingest->store, &changed, &ingest->err);
    if (status == BS_OK)
        status = bs_store_load_fates(ingest->store, ingest->scan->fates,
                                     &ingest->err);
    ingest->begun = seconds();
    if (status == BS_OK && changed)
        status = has_moved(ingest, place, moved);
    return status;
}

static enum scan_next next(void *context, const struct scan_place *place)
{
    struct ingest *ingest = context;
    bool moved;

    if (ingest->failed)
        return SCAN_STOP;
    if (seconds() - ingest->begun < COMMIT_SECONDS)
        return SCAN_ON;
    if (commit_between(ingest, place, &moved) != BS_OK)
        return SCAN_STOP;
    return moved ? SCAN_AGAIN : SCAN_ON;
}

static bool
end(void *context, const struct scan_place *place, enum bs_status status)
{
    struct ingest *ingest = context;

    if (ingest->err.status != BS_OK || save(ingest, place) != BS_OK)
        return false;
    if (status != BS_OK)
        return true;
    return remember_file(ingest, place->input->path, place->reader,
                         &ingest->err) == BS_OK;
}

void ingest_hook(struct ingest *ingest, struct scan_hooks *hooks)
{
    *hooks = (struct scan_hooks){.open = open_input,
                                 .event = count,
                                 .block = next,
                                 .end = end,
                                 .context = ingest};
}
