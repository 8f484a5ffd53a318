/* SPDX-License-Identifier: MIT */
/*
 * noterule - reads the sections [note ...].
 *
 * Errors   BS_ESYNTAX, naming file and line.
 */
#include "base/fail.h"
#include "parse/loader.h"

static enum bs_status set_behind(struct bs_loader *l, struct bs_note_rule *note,
                                 const struct bs_conf_item *item)
{
    const size_t len = item->value.len;
    struct bs_str text;

    if (note->behind.text.data != NULL)
        return bs_loader_fault(l, item->line, "second", item->key);
    if (len == 0 || len > BS_NEEDLE_MAX)
        return bs_fail(l->err, BS_ESYNTAX, "%s:%u: %.*s has 1 to %d bytes",
                       l->label, item->line, BS_ARG(item->key), BS_NEEDLE_MAX);
    text = bs_loader_keep(l, item->value);
    if (text.data == NULL)
        return bs_fail_memory(l->err);
    note->behind = bs_literal_of(text);
    return BS_OK;
}

static enum bs_status set_tells(struct bs_loader *l, struct bs_note_rule *note,
                                const struct bs_conf_item *item)
{
    if (bs_loader_is(item->value, "accepted"))
        note->accepted = true;
    else if (bs_loader_is(item->value, "null-sender"))
        note->null_sender = true;
    else
        return bs_loader_fault(l, item->line, "unknown news", item->value);
    return BS_OK;
}

static enum bs_status set_service(struct bs_loader *l,
                                  struct bs_note_rule *note,
                                  const struct bs_conf_item *item)
{
    if (note->service.data != NULL)
        return bs_loader_fault(l, item->line, "second", item->key);
    note->service = bs_loader_keep(l, item->value);
    return note->service.data != NULL ? BS_OK : bs_fail_memory(l->err);
}

static enum bs_status read_item(struct bs_loader *l, struct bs_note_rule *note,
                                const struct bs_conf_item *item)
{
    if (bs_loader_is(item->key, "behind-id"))
        return set_behind(l, note, item);
    if (bs_loader_is(item->key, "service"))
        return set_service(l, note, item);
    if (bs_loader_is(item->key, "tells"))
        return set_tells(l, note, item);
    if (bs_loader_is(item->key, "sample"))
        return bs_loader_sample(l, &note->samples, item);
    if (bs_loader_is(item->key, "expect"))
        return bs_loader_expect(l, note->samples, item);
    return bs_loader_fault(l, item->line, "unknown key", item->key);
}

static enum bs_status
check_whole(struct bs_loader *l, const struct bs_note_rule *note)
{
    const char *lacks = note->behind.text.data == NULL ? "no behind-id in note"
                        : !note->accepted && !note->null_sender
                            ? "no tells in note"
                        : note->samples == NULL ? "no sample in note"
                                                : NULL;

    return lacks != NULL ? bs_loader_fault(l, note->line, lacks, note->name)
                         : BS_OK;
}

enum bs_status
bs_loader_note(struct bs_loader *l, const struct bs_conf_section *section)
{
    struct bs_dialect *d = l->dialect;
    struct bs_note_rule *note = &d->notes[d->note_count];
    enum bs_status status = BS_OK;

    if (d->note_count == BS_NOTES_MAX)
        return bs_fail(l->err, BS_ESYNTAX, "%s:%u: more than %d notes",
                       l->label, section->line, BS_NOTES_MAX);
    note->line = section->line;
    note->name = bs_loader_keep(l, section->name);
    note->label = bs_loader_keep(l, bs_str_of(l->label)).data;
    if (note->name.data == NULL || note->label == NULL)
        return bs_fail_memory(l->err);
    for (size_t i = 0; i < section->count && status == BS_OK; i++)
        status = read_item(l, note, &section->items[i]);
    if (status == BS_OK)
        status = check_whole(l, note);
    d->note_count += status == BS_OK;
    return status;
}
