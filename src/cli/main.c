/* SPDX-License-Identifier: MIT */
/* main - which command is meant. */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/say.h"
#include "cli/suggest.h"

/* A word that is no file, and near to the name of a command. */
static bool is_mistyped(const char *word, struct suggest *suggest)
{
    suggest_init(suggest, word);
    commands_suggest(suggest);
    return suggest->best != NULL && access(word, F_OK) != 0;
}

static int unknown(const char *word, const struct suggest *suggest)
{
    char hint[2 * SUGGEST_MAX];

    say("unknown command '%s'%s", word,
        suggest_text(suggest, "", hint, sizeof hint));
    return EXIT_TROUBLE;
}

static int help_for(const char *name)
{
    char program[] = "bouncestat";
    char word[] = "--help";
    char *argv[] = {program, word, NULL};
    const struct command *command = name != NULL ? commands_find(name) : NULL;
    struct suggest suggest;

    if (command != NULL)
        return command->run(2, argv);
    if (name == NULL)
        return cmd_scan(2, argv);
    suggest_init(&suggest, name);
    commands_suggest(&suggest);
    return unknown(name, &suggest);
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
    struct suggest suggest;

    hold_standard_files();
    (void)signal(SIGPIPE, SIG_DFL);
    (void)signal(SIGXFSZ, SIG_IGN); /* a full disk is an error, no end */
    if (word == NULL) {
        say("no log: name a FILE, a folder, or - for standard input; "
            "'bouncestat --help' tells more");
        return EXIT_TROUBLE;
    }
    if (strcmp(word, "help") == 0)
        return help_for(argv[2]);
    command = commands_find(word);
    if (command != NULL)
        return command->run(argc - 1, argv + 1);
    if (word[0] != '-' && is_mistyped(word, &suggest))
        return unknown(word, &suggest);
    return cmd_scan(argc, argv);
}
