/* SPDX-License-Identifier: MIT */
/*
 * entries - the entries of a journal as journalctl writes them for programs.
 * Knows: base.
 *
 * A form takes bytes, in pieces of any size, and gives lines; source_entries
 * makes a source of it.
 */
#ifndef INPUT_ENTRIES_H
#define INPUT_ENTRIES_H

#include "bouncestat/str.h"
#include "input/entry.h"

struct bs_entries_line {
    char text[BS_ENTRY_SIZE + 1]; /* with its newline, if it has one */
    size_t len;
};

enum bs_taken {
    BS_TAKEN_ALL,  /* all bytes; no line is complete */
    BS_TAKEN_LINE, /* those of the line */
    BS_TAKEN_BAD,  /* this is not the form, or it ends early */
    BS_TAKEN_NO_MEMORY
};

struct bs_entries_form {
    const char *name;
    size_t size; /* of what the functions below are given, zeroed at first */
    /* Takes bytes off the front of text, up to the end of an entry. */
    enum bs_taken (*take)(void *form, struct bs_str *text,
                          struct bs_entries_line *line);
    /* There are no more bytes: is there a last line, without its newline? */
    enum bs_taken (*end)(void *form, struct bs_entries_line *line);
};

extern const struct bs_entries_form bs_entries_export, bs_entries_json;

#endif
