/* SPDX-License-Identifier: MIT */
/* commands - the table of commands. */
#include "cli/commands.h"

#include <string.h>

#include "cli/cmd.h"
#include "cli/opt.h"

static const struct command commands[] = {
    {"check", cmd_check, "run the samples inside pattern files"},
    {"data", cmd_data, "the data files in force, and where they come from"},
    {"events", cmd_events, "one JSON object a line for each event"},
    {"explain", cmd_explain, "what a code means and what to do"},
    {"ingest", cmd_ingest,
     "what is new in logs into a database, each line once"},
    {"prune", cmd_prune, "roll old hours up to days, forget what is older"},
    {"report", cmd_report, "the report of a database, or of a period of it"},
    {"sql", cmd_sql, "read-only SQL on a database, or a shipped query"},
};

const struct command *commands_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const struct command *commands_at(size_t i)
{
    return i < COUNT_OF(commands) ? &commands[i] : NULL;
}

void commands_suggest(struct suggest *suggest)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        suggest_offer(suggest, commands[i].name);
}

void commands_help(struct out *out)
{
    out_text(out, "\nOther commands, instead of FILE:\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        out_print(out, "  %-10s %s\n", commands[i].name, commands[i].help);
    out_text(out, "'bouncestat help COMMAND' tells their options. A file of "
                  "such a name is ./NAME.\n");
}
