/* SPDX-License-Identifier: MIT */
/*
 * main - makes files of what the program knows, when it is built:
 *   generate bash|fish|zsh      completions
 *   generate codes LANG PAGE    a manual page with its lists of codes
 */
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/say.h"
#include "gen/codes.h"
#include "gen/shell.h"

static struct out out;
static const struct shell *shell;

static void take(const struct opt_command *command)
{
    shell->command(&out, command);
}

static void ask(int (*run)(int argc, char **argv))
{
    char name[] = "generate";
    char *argv[] = {name, NULL};

    (void)run(1, argv);
}

/* The main job comes last: in zsh it is the case for all other words. */
static int completions(void)
{
    opt_hook = take;
    shell->begin(&out);
    for (size_t i = 0; commands_at(i) != NULL; i++)
        ask(commands_at(i)->run);
    ask(cmd_scan);
    shell->end(&out);
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    static const struct shell *const shells[] = {&shell_bash, &shell_fish,
                                                 &shell_zsh};
    int code = EXIT_TROUBLE;

    out_descriptor(&out, STDOUT_FILENO, NULL);
    for (size_t i = 0; i < COUNT_OF(shells) && argc == 2; i++)
        if (strcmp(argv[1], shells[i]->name) == 0) {
            shell = shells[i];
            code = completions();
        }
    if (argc == 4 && strcmp(argv[1], "codes") == 0)
        code = codes_page(&out, strcmp(argv[2], "de") == 0 ? BS_DE : BS_EN,
                          argv[3]);
    if (code == EXIT_TROUBLE)
        say("usage: generate bash|fish|zsh, or codes en|de PAGE");
    return out_exit(&out, code);
}
