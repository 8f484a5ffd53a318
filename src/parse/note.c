/* SPDX-License-Identifier: MIT */
/* note - lines that say something about a message and are no event. */
#include "parse/note.h"

#include <string.h>

#include "base/number.h"

/* "[123] ", which Exim may write before all else: its length. */
static size_t pid_length(struct bs_str body)
{
    size_t at = 1;

    if (body.len < 4 || *body.data != '[')
        return 0;
    while (at < body.len && bs_is_digit(body.data[at]))
        at++;
    return at + 1 < body.len && body.data[at] == ']' && body.data[at + 1] == ' '
               ? at + 2
               : 0;
}

/* One of the notes whose bits are set. */
static const struct bs_note_rule *find_note(const struct bs_dialect *dialect,
                                            uint32_t notes, struct bs_str body,
                                            struct bs_str *id)
{
    size_t at = pid_length(body);
    size_t end = at + bs_scan_tag(body.data + at);
    struct bs_str rest;

    *id = (struct bs_str){body.data + at, end - at};
    if (id->len == 0 || id->len == BS_SCAN_TAG)
        return NULL;
    end += body.data[end] == ':' ? 2 : 1;
    if (end >= body.len || body.data[end - 1] != ' ')
        return NULL;
    rest = (struct bs_str){body.data + end, body.len - end};
    for (; notes != 0; notes &= notes - 1) {
        const struct bs_note_rule *rule = &dialect->notes[__builtin_ctz(notes)];

        if (rest.len >= rule->behind.len &&
            memcmp(rest.data, rule->behind.data, rule->behind.len) == 0)
            return rule;
    }
    return NULL;
}

bool bs_note_search(const struct bs_dialect *dialect, struct bs_str line)
{
    for (size_t i = 0; i < dialect->note_count; i++) {
        struct bs_str behind = dialect->notes[i].behind;

        if (memmem(line.data, line.len, behind.data, behind.len) != NULL)
            return true;
    }
    return false;
}

/* Host and body of a line whose head has a known shape. */
static bool quick_head(const struct bs_line *line, struct bs_head *head)
{
    const struct bs_shape *shape = line->shape;

    if (shape == NULL || line->bare || shape->bare ||
        shape->layout.host_len == 0 || line->body >= line->text.len ||
        !bs_shape_fits(shape, line->text))
        return false;
    head->host = (struct bs_str){line->text.data + shape->layout.host,
                                 shape->layout.host_len};
    head->body = (struct bs_str){line->text.data + line->body,
                                 line->text.len - line->body};
    return true;
}

static void set_note(struct bs_note *note, const struct bs_note_rule *rule,
                     const struct bs_head *head)
{
    note->time = 0;
    note->host = head->host;
    note->accepted = rule->accepted;
    note->null_sender = rule->null_sender;
}

bool bs_note_read(struct bs_liner *liner, const struct bs_dialect *dialect,
                  const struct bs_line *line, const struct bs_note_rule **rule,
                  struct bs_note *note)
{
    struct bs_head head;
    uint32_t notes;

    note->mta = dialect->name;
    if (dialect->claim.rx == NULL && quick_head(line, &head)) {
        *rule = find_note(dialect, line->notes, head.body, &note->queue_id);
        if (*rule != NULL && !(*rule)->null_sender) { /* most */
            set_note(note, *rule, &head);
            return !bs_str_eq(note->queue_id, BS_STR("NOQUEUE"));
        }
    }
    if (!bs_line_head(liner, dialect, line, &head))
        return false;
    notes = line->bare ? bs_all_notes(dialect)
                       : bs_tags_find(&liner->tags, head.tag).notes;
    *rule = find_note(dialect, notes, head.body, &note->queue_id);
    if (*rule == NULL || bs_str_eq(note->queue_id, BS_STR("NOQUEUE")))
        return false;
    set_note(note, *rule, &head);
    note->time = bs_line_time(liner, &head);
    return true;
}
