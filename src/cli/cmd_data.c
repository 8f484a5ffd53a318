/* SPDX-License-Identifier: MIT */
/* cmd_data - the data files in force, and where each came from. */
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/exit.h"
#include "cli/folders.h"
#include "cli/say.h"
#include "cli/suggest.h"
#include "cli/table.h"

static int list(const struct bs_data *data)
{
    static const struct column columns[] = {{.heading = "NAME"},
                                            {.heading = "FROM"}};
    struct table_style style = {.lang = BS_EN};
    struct table table;
    struct out out;

    table_init(&table, columns, COUNT_OF(columns));
    for (size_t i = 0; i < bs_data_count(data); i++) {
        const struct bs_data_file *file = bs_data_get(data, i);
        const char *origin = file->origin != NULL ? file->origin : "(built in)";
        struct cell cells[] = {cell_text(bs_str_of(file->name)),
                               cell_text(bs_str_of(origin))};

        table_add(&table, cells);
    }
    out_descriptor(&out, STDOUT_FILENO, NULL);
    table_text(&table, &out, &style);
    table_clear(&table);
    return out_exit(&out, EXIT_DONE);
}

static int unknown(const struct bs_data *data, const char *name)
{
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    suggest_init(&suggest, name);
    for (size_t i = 0; i < bs_data_count(data); i++) {
        const char *known = bs_data_get(data, i)->name;
        const char *slash = strrchr(known, '/');

        suggest_offer(&suggest, known);
        if (slash != NULL && strcmp(slash + 1, name) == 0)
            suggest.best = known;
    }
    say("no data file '%s'%s", name,
        suggest_text(&suggest, "", hint, sizeof hint));
    return EXIT_TROUBLE;
}

static int show(const struct bs_data *data, char **names, int count)
{
    struct out out;

    if (count == 0) {
        say("data show: which one? 'bouncestat data list' lists them");
        return EXIT_TROUBLE;
    }
    for (int i = 0; i < count; i++)
        if (bs_data_find(data, names[i]) == NULL)
            return unknown(data, names[i]);
    out_descriptor(&out, STDOUT_FILENO, NULL);
    for (int i = 0; i < count; i++)
        out_str(&out, bs_data_find(data, names[i])->text);
    return out_exit(&out, EXIT_DONE);
}

static int run(const struct bs_data *data, char **words, int count)
{
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    if (count == 0) {
        say("data: say what: list, or show NAME");
        return EXIT_TROUBLE;
    }
    if (strcmp(words[0], "show") == 0)
        return show(data, words + 1, count - 1);
    if (strcmp(words[0], "list") == 0 && count == 1)
        return list(data);
    suggest_init(&suggest, words[strcmp(words[0], "list") == 0 ? 1 : 0]);
    suggest_offer(&suggest, "list");
    suggest_offer(&suggest, "show");
    say("data: unexpected '%s'; list, or show NAME%s", suggest.word,
        suggest_text(&suggest, "", hint, sizeof hint));
    return EXIT_TROUBLE;
}

int cmd_data(int argc, char **argv)
{
    struct folders folders = {0};
    const struct opt_group groups[] = {
        {"Options", folders_options, folders_options_count, &folders},
    };
    const struct opt_command command = {
        .name = "data",
        .usage = "[OPTION]... list | show NAME...",
        .about =
            "Lists the data files in force and where each came from, or prints "
            "one. A file of the same name replaces a built-in one; it may lie "
            "below --data DIR, $XDG_CONFIG_HOME/bouncestat "
            "(~/.config/bouncestat)"
            ", or /etc/bouncestat.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    struct bs_error err = {0};
    struct bs_data *data;
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    if (folders_open(&data, &folders, &err) != BS_OK)
        return exit_error(&err);
    code = run(data, argv + rest, argc - rest);
    bs_data_close(data);
    return code;
}
