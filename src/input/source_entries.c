/* SPDX-License-Identifier: MIT */
/*
 * source_entries - the lines of a journal's entries, out of another source.
 *
 * Memory   All is made by bs_source_entries_open().
 * Errors   What is not complete gives no line: read again, when there is more
 *          of it, it would be another one.
 */
#include "input/source.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "input/entries.h"

#define CHUNK ((size_t)65536)

struct entries {
    struct bs_source base;
    struct bs_source *raw; /* owned */
    const struct bs_entries_form *form;
    void *made;              /* owned: the form's */
    char *chunk;             /* owned */
    struct bs_str text;      /* of the chunk: not yet taken */
    size_t given;            /* of the line */
    bool ended;              /* all is done, failure says how */
    struct bs_error failure; /* status BS_OK: none */
    struct bs_entries_line line;
};

static const struct bs_entries_form *const forms[BS_FORM_COUNT] = {
    [BS_FORM_EXPORT] = &bs_entries_export,
    [BS_FORM_JSON] = &bs_entries_json,
};

static void fail(struct entries *entries, const char *what)
{
    (void)bs_fail(&entries->failure, BS_EDAMAGED, "%s: %s of the journal %s",
                  entries->base.label, entries->form->name, what);
}

static enum bs_taken read_chunk(struct entries *entries)
{
    struct bs_source *raw = entries->raw;
    size_t got;
    const enum bs_status status =
        raw->ops->read(raw, entries->chunk, CHUNK, &got, &entries->failure);

    entries->text = (struct bs_str){entries->chunk, got};
    entries->ended = got == 0;
    if (status != BS_OK || got > 0)
        return BS_TAKEN_ALL;
    return entries->form->end(entries->made, &entries->line);
}

/* Makes the next line, if there is one. */
static void next_line(struct entries *entries)
{
    enum bs_taken taken = BS_TAKEN_ALL;

    entries->line.len = entries->given = 0;
    while (taken == BS_TAKEN_ALL && !entries->ended)
        taken = entries->text.len > 0
                    ? entries->form->take(entries->made, &entries->text,
                                          &entries->line)
                    : read_chunk(entries);
    if (taken == BS_TAKEN_BAD)
        fail(entries, entries->ended ? "ends early" : "is damaged");
    if (taken == BS_TAKEN_NO_MEMORY)
        (void)bs_fail_memory(&entries->failure);
    if (taken == BS_TAKEN_LINE)
        return;
    entries->line.len = 0;
    entries->ended = true;
}

static enum bs_status entries_read(struct bs_source *source, char *data,
                                   size_t size, size_t *got,
                                   struct bs_error *err)
{
    struct entries *entries = (struct entries *)source;

    if (entries->given == entries->line.len && !entries->ended)
        next_line(entries);
    *got = entries->line.len - entries->given;
    if (*got > size)
        *got = size;
    memcpy(data, entries->line.text + entries->given, *got);
    entries->given += *got;
    if (*got > 0)
        return BS_OK;
    if (err != NULL && entries->failure.status != BS_OK)
        *err = entries->failure;
    return entries->failure.status;
}

static bool entries_seek(struct bs_source *source, uint64_t position)
{
    (void)source;
    (void)position;
    return false;
}

static void
entries_state(const struct bs_source *source, struct bs_source_state *state)
{
    const struct entries *entries = (const struct entries *)source;

    entries->raw->ops->state(entries->raw, state);
    state->filter = entries->form->name;
}

static void entries_close(struct bs_source *source)
{
    struct entries *entries = (struct entries *)source;

    bs_source_close(entries->raw);
    bs_free(entries->made);
    bs_free(entries->chunk);
    bs_free(entries);
}

static const struct bs_source_ops entries_ops = {
    .read = entries_read,
    .seek = entries_seek,
    .state = entries_state,
    .close = entries_close,
};

enum bs_status bs_source_entries_open(struct bs_source **out,
                                      struct bs_source *raw, enum bs_form form,
                                      struct bs_error *err)
{
    struct entries *entries = bs_new(1, sizeof *entries);

    *out = NULL;
    if (entries == NULL) {
        bs_source_close(raw);
        return bs_fail_memory(err);
    }
    entries->base = (struct bs_source){&entries_ops, raw->label};
    entries->raw = raw;
    entries->form = forms[form];
    entries->made = bs_new(1, forms[form]->size);
    entries->chunk = bs_new(CHUNK, 1);
    if (entries->made != NULL && entries->chunk != NULL) {
        *out = &entries->base;
        return BS_OK;
    }
    entries_close(&entries->base);
    return bs_fail_memory(err);
}
