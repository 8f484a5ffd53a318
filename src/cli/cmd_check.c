/* SPDX-License-Identifier: MIT */
/* cmd_check - runs the samples inside pattern files. */
#include <unistd.h>

#include "bouncestat/classifier.h"
#include "bouncestat/parser.h"
#include "cli/cmd.h"
#include "cli/exit.h"
#include "cli/folders.h"
#include "cli/say.h"

struct check {
    struct out out;
    size_t samples;
    size_t faults;
};

static void report(void *context, const char *text)
{
    struct check *check = context;

    out_safe(&check->out, bs_str_of(text));
    out_text(&check->out, "\n");
}

static enum bs_status
run(struct check *check, const struct bs_data *data, struct bs_error *err)
{
    size_t samples = 0;
    size_t faults = 0;
    enum bs_status status =
        bs_parser_check(data, report, check, &samples, &faults, err);

    check->samples += samples;
    check->faults += faults;
    return status;
}

/* The rules for replies, with the classes of data. */
static enum bs_status run_texts(struct check *check, const struct bs_data *data,
                                const struct bs_data *texts,
                                struct bs_error *err)
{
    size_t samples = 0;
    size_t faults = 0;
    enum bs_status status =
        bs_classifier_check(data, texts, report, check, &samples, &faults, err);

    check->samples += samples;
    check->faults += faults;
    return status;
}

static bool has_texts(const struct bs_data *data)
{
    return bs_data_find(data, "patterns/texts.conf") != NULL;
}

static enum bs_status run_files(struct check *check,
                                const struct folders *folders, char **paths,
                                int count, struct bs_error *err)
{
    struct bs_data *all;
    enum bs_status status = folders_open(&all, folders, err);

    for (int i = 0; i < count && status == BS_OK; i++) {
        struct bs_data *data;

        status = bs_data_open_file(&data, paths[i], err);
        if (status == BS_OK)
            status = has_texts(data) ? run_texts(check, all, data, err)
                                     : run(check, data, err);
        bs_data_close(data);
    }
    bs_data_close(all);
    return status;
}

static enum bs_status run_folders(struct check *check,
                                  const struct folders *folders,
                                  struct bs_error *err)
{
    struct bs_data *data;
    enum bs_status status = folders_open(&data, folders, err);

    if (status == BS_OK)
        status = run(check, data, err);
    if (status == BS_OK)
        status = run_texts(check, data, NULL, err);
    bs_data_close(data);
    return status;
}

static void sum_up(struct check *check)
{
    out_print(&check->out, "%zu sample%s, ", check->samples,
              check->samples == 1 ? "" : "s");
    if (check->faults == 0)
        out_text(&check->out, "no faults\n");
    else
        out_print(&check->out, "%zu fault%s\n", check->faults,
                  check->faults == 1 ? "" : "s");
}

int cmd_check(int argc, char **argv)
{
    struct folders folders = {0};
    const struct opt_group groups[] = {
        {"Options", folders_options, folders_options_count, &folders},
    };
    const struct opt_command command = {
        "check",
        "[OPTION]... [FILE]...",
        "Runs the samples inside the pattern files in force or, if FILEs are "
        "given, inside these alone, and prints each fault with file and line.",
        groups,
        COUNT_OF(groups),
        NULL};
    struct check check = {0};
    struct bs_error err = {0};
    enum bs_status status;
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    out_descriptor(&check.out, STDOUT_FILENO, NULL);
    if (rest < argc)
        status = run_files(&check, &folders, argv + rest, argc - rest, &err);
    else
        status = run_folders(&check, &folders, &err);
    if (status == BS_OK)
        sum_up(&check);
    code = check.faults > 0 ? EXIT_TROUBLE : EXIT_DONE;
    code = out_exit(&check.out, code);
    return status == BS_OK ? code : exit_error(&err);
}
