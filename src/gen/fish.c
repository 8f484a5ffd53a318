/* SPDX-License-Identifier: MIT */
/* fish - completions for fish. */
#include "cli/commands.h"
#include "gen/shell.h"
#include "gen/value.h"

#define FISH_QUOTED "\\'" /* inside '...' */

static const char head[] =
    "# fish completions for bouncestat, made of its tables of options.\n"
    "\n"
    "# Is the command line one of this command? None is the main job.\n"
    "function __bouncestat_is\n"
    "    set -l words (commandline -opc)\n"
    "    set -l command ''\n"
    "    if set -q words[2]; and contains -- $words[2] ";

static const char head_2[] = "\n"
                             "        set command $words[2]\n"
                             "    end\n"
                             "    test \"$command\" = \"$argv[1]\"\n"
                             "end\n"
                             "\n"
                             "function __bouncestat_is_first\n"
                             "    test (count (commandline -opc)) = 1\n"
                             "end\n"
                             "\n"
                             "function __bouncestat_list\n"
                             "    switch $argv[1]\n";

static void begin(struct out *out)
{
    const struct value_list *list;

    out_text(out, head);
    shell_commands(out, " ");
    out_text(out, head_2);
    for (size_t i = 0; (list = value_list_at(i)) != NULL; i++)
        out_print(out, "        case %s\n            %s\n", list->name,
                  list->command);
    out_text(out, "    end\n"
                  "end\n");
    for (size_t i = 0; commands_at(i) != NULL; i++) {
        out_print(out,
                  "complete -c bouncestat -n __bouncestat_is_first -a %s -d '",
                  commands_at(i)->name);
        shell_quote(out, commands_at(i)->help, "\\", FISH_QUOTED);
        out_text(out, "'\n");
    }
    out_text(out, "complete -c bouncestat -n '__bouncestat_is help' -f -a '");
    shell_commands(out, " ");
    out_text(out, "'\n");
}

static void value(struct out *out, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NONE: out_text(out, " -f"); break;
    case VALUE_FILE: out_text(out, " -F"); break;
    case VALUE_FOLDER:
        out_text(out, " -f -a '(__fish_complete_directories)'");
        break;
    case VALUE_WORDS: out_print(out, " -f -a '%s'", value->text); break;
    case VALUE_LIST:
        out_print(out, " -f -a '(__bouncestat_list %s)'", value->text);
        break;
    }
}

static void condition(struct out *out, const struct opt_command *command)
{
    out_print(out, "complete -c bouncestat -n '__bouncestat_is %s'",
              command->name != NULL ? command->name : "\"\"");
}

static void option(struct out *out, const struct opt *row)
{
    if (row->letter != '\0')
        out_print(out, " -s %c", row->letter);
    out_print(out, " -l %s", row->name);
    if (value_is_taken(row)) {
        struct value of = value_of(row);

        out_text(out, " -r");
        value(out, &of);
    }
    out_text(out, " -d '");
    shell_quote(out, row->help, "\\", FISH_QUOTED);
    out_text(out, "'\n");
}

static void command(struct out *out, const struct opt_command *command)
{
    struct value of = value_of_operands(command);

    condition(out, command);
    value(out, &of);
    out_text(out, "\n");
    for (size_t g = 0; g < command->group_count; g++)
        for (size_t i = 0; i < command->groups[g].count; i++)
            if (value_is_shown(&command->groups[g].rows[i])) {
                condition(out, command);
                option(out, &command->groups[g].rows[i]);
            }
}

static void end(struct out *out)
{
    (void)out;
}

const struct shell shell_fish = {"fish", begin, command, end};
