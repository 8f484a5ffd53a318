/* SPDX-License-Identifier: MIT */
/*
 * value - what a shell may offer as the value of an option or as an operand.
 *
 * An option's table names its value by a placeholder (FILE, ZONE, ...), which
 * tells the kind. A list is a command that prints its words, one a line, when
 * the user asks: so it has the files of the user's data folders, too.
 */
#ifndef GEN_VALUE_H
#define GEN_VALUE_H

#include "cli/opt.h"

#define VALUE_TEXT_MAX 256

enum value_kind {
    VALUE_NONE, /* nothing is known of it */
    VALUE_FILE,
    VALUE_FOLDER,
    VALUE_WORDS, /* .text: words, parted by blanks */
    VALUE_LIST   /* .text: name of a list */
};

struct value {
    enum value_kind kind;
    char text[VALUE_TEXT_MAX];
};

struct value_list {
    const char *name;
    const char *command; /* in words of sh, zsh and fish alike */
};

/* Does the row take a value, and is it one that a user may give? */
bool value_is_taken(const struct opt *row);
bool value_is_shown(const struct opt *row);

struct value value_of(const struct opt *row);
struct value value_of_operands(const struct opt_command *command);

/* The i-th list, NULL behind the last. */
const struct value_list *value_list_at(size_t i);

#endif
