/* SPDX-License-Identifier: MIT */
/* main - the table of commands, and which of them is meant. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/exit.h"
#include "cli/opt.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/suggest.h"
#include "cli/version.h"

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"check", cmd_check, "run the samples inside pattern files"},
    {"data", cmd_data, "the data files in force, and where they come from"},
    {"events", cmd_events, "one JSON object a line for each event"},
    {"explain", cmd_explain, "what a code means and what to do"},
};

static const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static int print_help(void)
{
    struct out out;

    out_descriptor(&out, STDOUT_FILENO, NULL);
    out_text(&out, "Usage: bouncestat COMMAND [OPTION]... [ARGUMENT]...\n"
                   "Why mail was not delivered: reads the logs of Postfix, "
                   "Exim and Sendmail.\n\nCommands:\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        out_print(&out, "  %-10s %s\n", commands[i].name, commands[i].help);
    out_text(&out, "\n'bouncestat help COMMAND' tells its options; "
                   "-V, --version prints the version.\n");
    return out_exit(&out, EXIT_DONE);
}

static int print_version(void)
{
    struct out out;

    out_descriptor(&out, STDOUT_FILENO, NULL);
    version_print(&out);
    return out_exit(&out, EXIT_DONE);
}

static int unknown(const char *word)
{
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    suggest_init(&suggest, word);
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        suggest_offer(&suggest, commands[i].name);
    say("unknown command '%s'%s", word,
        suggest_text(&suggest, "", hint, sizeof hint));
    return EXIT_TROUBLE;
}

static int help_for(const char *name)
{
    char word[] = "--help";
    char first[32];
    char *argv[] = {first, word, NULL};
    const struct command *command = command_find(name);

    if (command == NULL)
        return unknown(name);
    (void)snprintf(first, sizeof first, "%s", name);
    return command->run(2, argv);
}

/* No log and no database may ever be opened as descriptor 0, 1 or 2. */
static void hold_standard_files(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        (void)close(fd);
}

int main(int argc, char **argv)
{
    const struct command *command;
    const char *word = argc > 1 ? argv[1] : NULL;

    hold_standard_files();
    (void)signal(SIGPIPE, SIG_DFL);
    if (word == NULL) {
        say("no command; 'bouncestat --help' lists them");
        return EXIT_TROUBLE;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return print_help();
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return print_version();
    if (strcmp(word, "help") == 0)
        return argc > 2 ? help_for(argv[2]) : print_help();
    command = command_find(word);
    if (command == NULL)
        return unknown(word); /* the place of the default command */
    return command->run(argc - 1, argv + 1);
}
