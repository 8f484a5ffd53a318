/* SPDX-License-Identifier: MIT */
/* commands - the table of commands. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/out.h"
#include "cli/suggest.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
};

/* NULL if there is none of that name. */
const struct command *commands_find(const char *name);

/* The i-th command in order of name, NULL behind the last. */
const struct command *commands_at(size_t i);

/* Offers all names to a word that is none of them. */
void commands_suggest(struct suggest *suggest);

/* Lists them, below the help of the main job. */
void commands_help(struct out *out);

#endif
