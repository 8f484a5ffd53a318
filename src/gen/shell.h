/* SPDX-License-Identifier: MIT */
/* shell - writes completions for one shell. */
#ifndef GEN_SHELL_H
#define GEN_SHELL_H

#include "cli/opt.h"

struct shell {
    const char *name;
    void (*begin)(struct out *out);
    void (*command)(struct out *out, const struct opt_command *command);
    void (*end)(struct out *out);
};

extern const struct shell shell_bash;
extern const struct shell shell_fish;
extern const struct shell shell_zsh;

/* The names of all commands, and help, parted by the text between. */
void shell_commands(struct out *out, const char *between);

/* The text, with \ in front of each of its characters that is in special, and
 * what stands for a ' inside of quotes. */
void shell_quote(struct out *out, const char *text, const char *special,
                 const char *quote);

#endif
