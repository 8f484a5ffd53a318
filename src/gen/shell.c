/* SPDX-License-Identifier: MIT */
/* shell - what the shells have in common. */
#include "gen/shell.h"

#include <string.h>

#include "cli/commands.h"

void shell_commands(struct out *out, const char *between)
{
    for (size_t i = 0; commands_at(i) != NULL; i++) {
        out_text(out, commands_at(i)->name);
        out_text(out, between);
    }
    out_text(out, "help");
}

void shell_quote(struct out *out, const char *text, const char *special,
                 const char *quote)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            out_text(out, quote);
            continue;
        }
        if (strchr(special, *text) != NULL)
            out_text(out, "\\");
        out_add(out, text, 1);
    }
}
