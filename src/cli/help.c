/* SPDX-License-Identifier: MIT */
/*
 * help - prints the option tables, in the manner of GNU programs; the options
 * that every command has.
 *
 * Knows    80 columns, whatever the terminal: help is also read in files.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/exit.h"
#include "cli/opt.h"
#include "cli/version.h"
#include "cli/width.h"

#define HELP_COLUMNS 80
#define HELP_INDENT 26 /* where the texts begin */

static void row_help(struct out *out, const struct opt *row)
{
    char left[80];
    char letter[8] = "    ";
    int len;

    if (row->letter != '\0')
        (void)snprintf(letter, sizeof letter, "-%c, ", row->letter);
    len =
        snprintf(left, sizeof left, "  %s--%s%s%s", letter, row->name,
                 row->arg != NULL ? "=" : "", row->arg != NULL ? row->arg : "");
    out_text(out, left);
    if (len > HELP_INDENT - 2) {
        out_text(out, "\n");
        len = 0;
    }
    width_wrap(out, row->help, (size_t)len, HELP_INDENT, HELP_COLUMNS);
    out_text(out, "\n");
}

void opt_help_groups(struct out *out, const struct opt_command *command)
{
    for (size_t g = 0; g < command->group_count; g++) {
        const struct opt_group *group = &command->groups[g];

        if (group->title != NULL)
            out_print(out, "\n%s:\n", group->title);
        else if (g == 0)
            out_text(out, "\n");
        for (size_t i = 0; i < group->count; i++)
            if (!group->rows[i].hidden)
                row_help(out, &group->rows[i]);
    }
}

static void about(struct out *out, const char *text)
{
    while (*text != '\0') {
        size_t len = strcspn(text, "\n");
        char paragraph[1024];

        (void)snprintf(paragraph, sizeof paragraph, "%.*s", (int)len, text);
        width_wrap(out, paragraph, 0, 0, HELP_COLUMNS);
        out_text(out, "\n");
        text += len + (text[len] == '\n');
    }
}

void opt_help(struct out *out, const struct opt_command *command)
{
    const char *name = command->name != NULL ? command->name : "";

    out_print(out, "Usage: bouncestat%s%s %s\n", name[0] != '\0' ? " " : "",
              name, command->usage);
    about(out, command->about);
    opt_help_groups(out, command);
    if (command->more != NULL)
        command->more(out);
}

struct general {
    const char *config;
    bool help;
    bool version;
};

static const struct opt general_options[] = {
    {.name = "config",
     .kind = OPT_TEXT,
     .at = offsetof(struct general, config),
     .arg = "FILE",
     .help = "take the defaults from FILE (default: bouncestat.conf in "
             "~/.config/bouncestat or /etc/bouncestat)",
     .own = true},
    {.name = "help",
     .letter = 'h',
     .kind = OPT_FLAG,
     .at = offsetof(struct general, help),
     .help = "print this help"},
    {.name = "version",
     .letter = 'V',
     .kind = OPT_FLAG,
     .at = offsetof(struct general, version),
     .help = "print the version"},
};

void (*opt_hook)(const struct opt_command *command);

int opt_begin(const struct opt_command *command, int argc, char **argv,
              int *rest)
{
    struct general general = {0};
    struct opt_group groups[OPT_GROUP_MAX + 1];
    struct opt_command whole = *command;
    struct bs_error err = {0};
    struct out out;
    uint64_t given = 0;

    assert(command->group_count <= OPT_GROUP_MAX);
    if (command->group_count > 0)
        memcpy(groups, command->groups,
               command->group_count * sizeof groups[0]);
    groups[whole.group_count++] = (struct opt_group){
        NULL, general_options, COUNT_OF(general_options), &general};
    whole.groups = groups;
    whole.given = &given;
    if (opt_hook != NULL) {
        opt_hook(&whole);
        return EXIT_DONE;
    }
    if (opt_parse(&whole, argc, argv, rest, &err) != BS_OK)
        return exit_error(&err);
    if (!general.help && !general.version)
        return config_apply(&whole, general.config, &err) == BS_OK
                   ? -1
                   : exit_error(&err);
    out_descriptor(&out, STDOUT_FILENO, NULL);
    if (general.help)
        opt_help(&out, &whole);
    else
        version_print(&out);
    return out_exit(&out, EXIT_DONE);
}
