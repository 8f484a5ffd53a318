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

static bool is_id(struct bs_str id)
{
    return id.len > 0 && id.len < BS_SCAN_TAG &&
           !bs_str_eq(id, BS_STR("NOQUEUE"));
}

static bool stands_behind(const struct bs_note_rule *rule, struct bs_str rest)
{
    return rest.len > 0 && bs_literal_begins(&rule->behind, rest);
}

/* What stands behind the queue id that ends at end; none, if that is no id. */
static struct bs_str behind_id(struct bs_str body, size_t end)
{
    end += body.data[end] == ':' ? 2 : 1;
    if (end >= body.len || body.data[end - 1] != ' ')
        return (struct bs_str){0};
    return (struct bs_str){body.data + end, body.len - end};
}

/* One of the notes whose bits are set. */
static const struct bs_note_rule *find_note(const struct bs_dialect *dialect,
                                            uint32_t notes, struct bs_str body,
                                            struct bs_str *id)
{
    const size_t at = pid_length(body);
    const size_t end = at + bs_scan_tag(body.data + at);
    struct bs_str rest;

    *id = (struct bs_str){body.data + at, end - at};
    if (!is_id(*id))
        return NULL;
    rest = behind_id(body, end);
    for (notes &= BS_NOTES_ANYWHERE - 1; notes != 0; notes &= notes - 1) {
        const struct bs_note_rule *rule = &dialect->notes[__builtin_ctz(notes)];

        if (stands_behind(rule, rest))
            return rule;
    }
    return NULL;
}

/* Does any of the words that make a note stand in the line? */
__attribute__((noinline)) static bool
search(const struct bs_batch_line *line, const char *block)
{
    const struct bs_dialect *dialect = line->tag.dialect;

    for (size_t i = 0; i < dialect->note_count; i++) {
        const struct bs_str behind = dialect->notes[i].behind.text;

        if (memmem(block + line->begin, line->end - line->begin, behind.data,
                   behind.len) != NULL)
            return true;
    }
    return false;
}

static struct bs_str
body_of(const struct bs_batch_line *line, const char *block)
{
    const size_t begin = line->begin + line->body;

    return (struct bs_str){block + begin,
                           begin < line->end ? line->end - begin : 0};
}

/* Is it that note, whose first bytes stand behind what ends at end? Kept out of
 * its caller, which would lack registers. */
__attribute__((noinline)) static bool fits(const struct bs_note_rule *rule,
                                           const struct bs_batch_line *line,
                                           const char *block, size_t end)
{
    const struct bs_str body = body_of(line, block);

    return is_id((struct bs_str){body.data, end}) &&
           stands_behind(rule, behind_id(body, end));
}

/* Which of its notes is it? BS_NOTES_MAX: none. */
__attribute__((noinline)) static unsigned
which(const struct bs_batch_line *line, const char *block, size_t end,
      uint64_t word)
{
    const struct bs_dialect *dialect = line->tag.dialect;

    for (uint32_t left = line->tag.notes; left != 0; left &= left - 1) {
        const unsigned i = (unsigned)__builtin_ctz(left);
        const struct bs_literal *key = &dialect->notes[i].behind;

        if (((word ^ key->word) & key->care) == 0 &&
            fits(&dialect->notes[i], line, block, end))
            return i;
    }
    return BS_NOTES_MAX;
}

size_t bs_notes_find(const struct bs_batch *batch, const char *block,
                     struct bs_note_place places[static BS_BATCH_MAX])
{
    const struct bs_batch_line *const end = batch->lines + batch->count;
    struct bs_note_place *next = places;

    for (const struct bs_batch_line *line = batch->lines; line < end; line++) {
        const char *body = block + line->begin + line->body;
        const uint32_t notes = line->tag.notes;
        const struct bs_literal *key;
        size_t id_len;
        uint64_t word;
        unsigned note;

        if (notes == 0)
            continue;
        if ((notes & BS_NOTES_ANYWHERE) != 0) {
            if (search(line, block))
                *next++ = (struct bs_note_place){(uint8_t)(line - batch->lines),
                                                 BS_NOTES_MAX, 0};
            continue;
        }
        id_len = bs_scan_id(body);
        word = bs_little(body + id_len + (body[id_len] == ':' ? 2 : 1));
        key = &line->tag.dialect->notes[__builtin_ctz(notes)].behind;
        if (((word ^ key->word) & key->care) != 0 && (notes & (notes - 1)) == 0)
            continue; /* nearly all: it is not the only one that it may be */
        note = which(line, block, id_len, word);
        if (note < BS_NOTES_MAX)
            *next++ = (struct bs_note_place){(uint8_t)(line - batch->lines),
                                             (uint8_t)note, (uint8_t)id_len};
    }
    return (size_t)(next - places);
}

static void set_note(struct bs_note *note, const struct bs_note_rule *rule,
                     struct bs_str host)
{
    note->time = 0;
    note->host = host;
    note->accepted = rule->accepted;
    note->null_sender = rule->null_sender;
}

bool bs_note_known(const struct bs_note_place *place,
                   const struct bs_batch_line *line,
                   const struct bs_shape *shape, const char *block,
                   struct bs_note *note)
{
    const struct bs_str text = {block + line->begin, line->end - line->begin};
    const struct bs_note_rule *rule;

    if (place->note == BS_NOTES_MAX || line->bare || shape->bare ||
        shape->len != line->head || shape->layout.host_len == 0 ||
        !bs_shape_fits(shape, text))
        return false;
    rule = &line->tag.dialect->notes[place->note];
    if (rule->null_sender) /* the time is wanted */
        return false;
    set_note(note, rule,
             (struct bs_str){text.data + shape->layout.host,
                             shape->layout.host_len});
    note->mta = line->tag.dialect->name;
    note->queue_id = (struct bs_str){text.data + line->body, place->id_len};
    return true;
}

bool bs_note_read(struct bs_liner *liner, const struct bs_dialect *dialect,
                  const struct bs_line *line, const struct bs_note_rule **rule,
                  struct bs_note *note)
{
    struct bs_head head;
    uint32_t notes;

    if (!bs_line_head(liner, dialect, line, &head))
        return false;
    notes = line->bare ? bs_all_notes(dialect)
                       : bs_tags_find(&liner->tags, head.tag).notes;
    *rule = find_note(dialect, notes, head.body, &note->queue_id);
    if (*rule == NULL)
        return false;
    set_note(note, *rule, head.host);
    note->mta = dialect->name;
    note->time = bs_line_time(liner, &head);
    return true;
}
