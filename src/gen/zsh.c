/* SPDX-License-Identifier: MIT */
/* zsh - completions for zsh, by its _arguments. */
#include <stdio.h>

#include "cli/commands.h"
#include "gen/shell.h"
#include "gen/value.h"

#define ZSH_QUOTED "'\\''" /* inside '...' */
#define ZSH_SPECIAL "[]:\\"

static const char head[] =
    "#compdef bouncestat\n"
    "# zsh completions for bouncestat, made of its tables of options.\n"
    "\n"
    "_bouncestat_list() {\n"
    "  local -a words\n"
    "  case $1 in\n";

static const char middle[] = "  esac\n"
                             "  compadd -a words\n"
                             "}\n"
                             "\n"
                             "_bouncestat_commands() {\n"
                             "  local -a commands=(\n";

static const char middle_2[] =
    "  )\n"
    "  _describe command commands\n"
    "}\n"
    "\n"
    "_bouncestat_first() {\n"
    "  _alternative 'commands:command:_bouncestat_commands' "
    "'files:file:_files'\n"
    "}\n"
    "\n"
    "_bouncestat() {\n"
    "  local command= first=_files\n"
    "  if (( CURRENT > 2 )) && [[ $words[2] == (";

static const char middle_3[] = ") ]]; then\n"
                               "    command=$words[2]\n"
                               "    shift words\n"
                               "    (( CURRENT-- ))\n"
                               "  elif (( CURRENT == 2 )); then\n"
                               "    first=_bouncestat_first\n"
                               "  fi\n"
                               "  case $command in\n"
                               "  help) _bouncestat_commands ;;\n";

static void begin(struct out *out)
{
    const struct value_list *list;

    out_text(out, head);
    for (size_t i = 0; (list = value_list_at(i)) != NULL; i++)
        out_print(out, "  %s) words=(${(f)\"$(%s)\"}) ;;\n", list->name,
                  list->command);
    out_text(out, middle);
    for (size_t i = 0; commands_at(i) != NULL; i++) {
        out_print(out, "    '%s:", commands_at(i)->name);
        shell_quote(out, commands_at(i)->help, "\\:", ZSH_QUOTED);
        out_text(out, "'\n");
    }
    out_text(out, "    'help:the options of a command'\n");
    out_text(out, middle_2);
    shell_commands(out, "|");
    out_text(out, middle_3);
}

static void value(struct out *out, const struct value *value)
{
    switch (value->kind) {
    case VALUE_NONE: out_text(out, " "); break;
    case VALUE_FILE: out_text(out, "_files"); break;
    case VALUE_FOLDER: out_text(out, "_files -/"); break;
    case VALUE_WORDS: out_print(out, "(%s)", value->text); break;
    case VALUE_LIST:
        out_print(out, "{_bouncestat_list %s}", value->text);
        break;
    }
}

/* '*--name=[help]:ARG:action' for each name of it. */
static void spec(struct out *out, const struct opt *row, const char *name,
                 const char *apart)
{
    bool again = row->kind == OPT_LIST;

    out_text(out, " \\\n      '");
    if (again)
        out_text(out, "*");
    else if (row->letter != '\0')
        out_print(out, "(-%c --%s)", row->letter, row->name);
    out_print(out, "%s%s[", name, value_is_taken(row) ? apart : "");
    shell_quote(out, row->help, ZSH_SPECIAL, ZSH_QUOTED);
    out_text(out, "]");
    if (value_is_taken(row)) {
        struct value of = value_of(row);

        out_print(out, ":%s:", row->arg);
        value(out, &of);
    }
    out_text(out, "'");
}

static void option(struct out *out, const struct opt *row)
{
    char name[80];

    (void)snprintf(name, sizeof name, "--%s", row->name);
    spec(out, row, name, "=");
    (void)snprintf(name, sizeof name, "-%c", row->letter);
    if (row->letter != '\0')
        spec(out, row, name, "+");
}

static void command(struct out *out, const struct opt_command *command)
{
    struct value of = value_of_operands(command);

    out_print(out, "  %s)\n    _arguments -s -S",
              command->name != NULL ? command->name : "*");
    for (size_t g = 0; g < command->group_count; g++)
        for (size_t i = 0; i < command->groups[g].count; i++)
            if (value_is_shown(&command->groups[g].rows[i]))
                option(out, &command->groups[g].rows[i]);
    if (command->name == NULL)
        out_text(out, " \\\n      \"*:file:$first\"");
    else if (of.kind != VALUE_NONE) {
        out_text(out, " \\\n      '*:operand:");
        value(out, &of);
        out_text(out, "'");
    }
    out_text(out, "\n    ;;\n");
}

static void end(struct out *out)
{
    out_text(out, "  esac\n"
                  "}\n"
                  "\n"
                  "_bouncestat \"$@\"\n");
}

const struct shell shell_zsh = {"zsh", begin, command, end};
