/* SPDX-License-Identifier: MIT */
/*
 * bash - completions for bash, with or without the package bash-completion.
 *
 * Knows    "=" parts words in bash: --by=ho is three of them.
 */
#include "gen/shell.h"
#include "gen/value.h"

static const char head[] =
    "# bash completions for bouncestat, made of its tables of options.\n"
    "# shellcheck shell=bash\n"
    "\n"
    "_bouncestat_list() {\n"
    "  case $1 in\n";

static const char middle[] =
    "  esac\n"
    "}\n"
    "\n"
    "# _bouncestat_offer KIND WORDS CURRENT\n"
    "_bouncestat_offer() {\n"
    "  case $1 in\n"
    "  file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "
    "\"$3\") ;;\n"
    "  folder) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "
    "\"$3\") ;;\n"
    "  words) mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$3\") ;;\n"
    "  list) mapfile -t COMPREPLY < <(compgen -W \"$(_bouncestat_list "
    "\"$2\")\" -- \"$3\") ;;\n"
    "  esac\n"
    "}\n"
    "\n"
    "_bouncestat() {\n"
    "  local current=${COMP_WORDS[COMP_CWORD]} "
    "previous=${COMP_WORDS[COMP_CWORD-1]}\n"
    "  local command='' commands='";

static const char middle_2[] =
    "' options='' kind=none words='' operands=none operand_words=''\n"
    "  COMPREPLY=()\n"
    "  if [[ $current == = ]]; then\n"
    "    current=''\n"
    "  elif [[ $previous == = ]] && ((COMP_CWORD > 2)); then\n"
    "    previous=${COMP_WORDS[COMP_CWORD-2]}\n"
    "  fi\n"
    "  if ((COMP_CWORD > 1)) && [[ \" $commands \" == *\" ${COMP_WORDS[1]} \"* "
    "]]; then\n"
    "    command=${COMP_WORDS[1]}\n"
    "  fi\n"
    "  case $command in\n"
    "  help)\n"
    "    operands=words operand_words=$commands\n"
    "    ;;\n";

static const char foot[] =
    "  esac\n"
    "  if [[ $kind != none ]]; then\n"
    "    _bouncestat_offer \"$kind\" \"$words\" \"$current\"\n"
    "  elif [[ $current == -* ]]; then\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
    "    [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o "
    "nospace\n"
    "  else\n"
    "    _bouncestat_offer \"$operands\" \"$operand_words\" \"$current\"\n"
    "    if [[ -z $command ]] && ((COMP_CWORD == 1)); then\n"
    "      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "
    "\"$commands\" -- \"$current\")\n"
    "    fi\n"
    "  fi\n"
    "}\n"
    "complete -F _bouncestat bouncestat\n";

static void begin(struct out *out)
{
    const struct value_list *list;

    out_text(out, head);
    for (size_t i = 0; (list = value_list_at(i)) != NULL; i++)
        out_print(out, "  %s) %s ;;\n", list->name, list->command);
    out_text(out, middle);
    shell_commands(out, " ");
    out_text(out, middle_2);
}

static void value(struct out *out, const struct value *value,
                  const char *kind_name, const char *words_name)
{
    static const char *const kinds[] = {"unknown", "file", "folder", "words",
                                        "list"};

    out_print(out, "%s='%s'", kind_name, kinds[value->kind]);
    if (value->text[0] != '\0')
        out_print(out, " %s='%s'", words_name, value->text);
}

static void option(struct out *out, const struct opt *row)
{
    struct value of = value_of(row);

    out_print(out, "    --%s", row->name);
    if (row->letter != '\0')
        out_print(out, " | -%c", row->letter);
    out_text(out, ") ");
    value(out, &of, "kind", "words");
    out_text(out, " ;;\n");
}

static void each(struct out *out, const struct opt_command *command,
                 void (*print)(struct out *out, const struct opt *row),
                 bool valued_only)
{
    for (size_t g = 0; g < command->group_count; g++)
        for (size_t i = 0; i < command->groups[g].count; i++) {
            const struct opt *row = &command->groups[g].rows[i];

            if (value_is_shown(row) && (!valued_only || value_is_taken(row)))
                print(out, row);
        }
}

static void name(struct out *out, const struct opt *row)
{
    out_print(out, " --%s%s", row->name, value_is_taken(row) ? "=" : "");
}

static void command(struct out *out, const struct opt_command *command)
{
    struct value of = value_of_operands(command);

    out_print(out, "  %s)\n    ", command->name != NULL ? command->name : "''");
    if (of.kind != VALUE_NONE) {
        value(out, &of, "operands", "operand_words");
        out_text(out, "\n    ");
    }
    out_text(out, "options='");
    each(out, command, name, false);
    out_text(out, "'\n    case $previous in\n");
    each(out, command, option, true);
    out_text(out, "    esac\n    ;;\n");
}

static void end(struct out *out)
{
    out_text(out, foot);
}

const struct shell shell_bash = {"bash", begin, command, end};
