/* SPDX-License-Identifier: MIT */
/*
 * note - lines that say something about a message and are no event.
 * Knows: base.
 *
 * They are many, so they are told without a needle or a regex, by what stands
 * right behind "ID: " or "ID " at the start of the body. Nothing that a
 * stranger chose stands before it.
 */
#ifndef PARSE_NOTE_H
#define PARSE_NOTE_H

#include "bouncestat/parser.h"
#include "parse/batch.h"
#include "parse/line.h"

/* Does any of the words that make a note stand in the line? */
bool bs_note_search(const struct bs_dialect *dialect, struct bs_str line);

/* May a line of a batch be a note? Inline: this is asked for each line.
 * BS_SCAN_PAD bytes behind it are readable. */
static inline bool
bs_note_may_be(const struct bs_batch_line *line, const char *block)
{
    const struct bs_dialect *dialect = line->dialect;
    const char *body = block + line->begin + line->body;
    size_t end;
    uint64_t word;

    if (line->head == 0 || *body == '[' ||
        (!line->bare && dialect->claim.rx != NULL))
        return bs_note_search(
            dialect,
            (struct bs_str){block + line->begin, line->end - line->begin});
    end = bs_scan_tag(body);
    word = bs_little(body + end + (body[end] == ':' ? 2 : 1));
    for (uint32_t left = line->notes; left != 0; left &= left - 1) {
        const struct bs_note_key *key =
            &dialect->note_keys[__builtin_ctz(left)];

        if (((word ^ key->word) & key->care) == 0)
            return true;
    }
    return false;
}

/* Reads the line; false if it is no note after all. *note lives as long as
 * the line. */
bool bs_note_read(struct bs_liner *liner, const struct bs_dialect *dialect,
                  const struct bs_line *line, const struct bs_note_rule **rule,
                  struct bs_note *note);

#endif
