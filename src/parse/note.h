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

struct bs_note_place { /* a line of a batch that may be a note */
    uint8_t line;
    uint8_t note;   /* which one it is; BS_NOTES_MAX: to be found out */
    uint8_t id_len; /* if it is known: of the queue id, where the body begins */
};

/* The lines of a batch that may be notes, in order; returns how many.
 * BS_SCAN_PAD bytes behind the block are readable. */
size_t bs_notes_find(const struct bs_batch *batch, const char *block,
                     struct bs_note_place places[static BS_BATCH_MAX]);

/* Reads a note whose place is known; false if the whole line has to be read.
 * shape is what told the line's head. */
bool bs_note_known(const struct bs_note_place *place,
                   const struct bs_batch_line *line,
                   const struct bs_shape *shape, const char *block,
                   struct bs_note *note);

/* Reads the line; false if it is no note after all. *note lives as long as
 * the line. */
bool bs_note_read(struct bs_liner *liner, const struct bs_dialect *dialect,
                  const struct bs_line *line, const struct bs_note_rule **rule,
                  struct bs_note *note);

#endif
