/* SPDX-License-Identifier: MIT */
/* cmd_ingest - logs → database, each line once. */
#include <time.h>

#include "cli/cmd.h"
#include "cli/config.h"
#include "cli/database.h"
#include "cli/exit.h"
#include "cli/follow.h"
#include "cli/follow_journal.h"
#include "cli/ingest.h"
#include "cli/say.h"

struct choices {
    bool follow;
    bool journal;
    const char *folder;
};

static const struct opt choice_options[] = {
    {.name = "follow",
     .letter = 'f',
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, follow),
     .help = "keep reading what is added, over rotation, "
             "until SIGTERM or SIGINT"},
    {.name = "journal",
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, journal),
     .own = true,
     .help = "read what mail programs wrote to systemd's journal, instead of "
             "files"},
    {.name = "journal-directory",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, folder),
     .own = true,
     .arg = "DIR",
     .help = "with --journal: the journal in this folder"},
};

struct job {
    struct reading reading;
    struct folders folders;
    struct choices choices;
    struct database_choice database;
    struct config_choice config;
    struct scan scan;
    struct ingest ingest;
    struct bs_data *data;
    struct bs_store *store;
};

static enum bs_status prepare(struct job *job, struct bs_error *err)
{
    enum bs_status status = database_path(&job->database, err);

    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status == BS_OK)
        status = scan_init(&job->scan, &job->reading, job->data,
                           (int64_t)time(NULL), err);
    if (status == BS_OK)
        status = database_open(&job->store, job->data, job->database.path,
                               &job->scan.zone, err);
    if (status == BS_OK)
        status = ingest_init(&job->ingest, job->store, &job->scan, err);
    return status;
}

static enum bs_status
check_journal(const struct job *job, bool operands, struct bs_error *err)
{
    const struct choices *choices = &job->choices;

    if (choices->folder != NULL && !choices->journal)
        return say_fail(err, BS_EUSAGE,
                        "--journal-directory: only with "
                        "--journal");
    if (choices->journal && operands)
        return say_fail(err, BS_EUSAGE, "--journal: not with FILE");
    if (!choices->journal && !operands && job->config.journal == CONFIG_YES &&
        job->config.files.count > 0)
        return say_fail(err, BS_EUSAGE,
                        "the configuration has both 'files' and "
                        "'journal = yes'");
    return BS_OK;
}

static int run(struct job *job, char *const *operands, size_t count,
               struct scan_hooks *hooks)
{
    struct bs_error err = {0};
    const int code = scan_run(&job->scan, operands, count, hooks);

    if (ingest_commit(&job->ingest, &err) != BS_OK)
        return exit_error(&err);
    return code;
}

static void go_on(struct job *job)
{
    job->scan.goes_on = true;
    job->reading.progress = PROGRESS_OFF;
}

static int run_files(struct job *job, char *const *operands, size_t count)
{
    struct scan_hooks hooks;
    struct follow follow = {0};
    int code;

    ingest_hook(&job->ingest, &hooks);
    if (job->choices.follow) {
        go_on(job);
        follow_init(&follow, &job->ingest, &hooks);
    }
    code = run(job, operands, count, &hooks);
    follow_clear(&follow);
    return code;
}

static int run_journal(struct job *job)
{
    char name[] = "journal";
    char *names[] = {job->choices.folder != NULL
                         ? (char *)(uintptr_t)job->choices.folder
                         : name};
    struct scan_hooks hooks;
    struct follow_journal follow = {0};
    struct bs_error err = {0};
    enum bs_status status = BS_OK;
    int code;

    job->scan.names = true;
    job->ingest.journal = true;
    job->ingest.folder = job->choices.folder;
    ingest_hook(&job->ingest, &hooks);
    if (job->choices.follow) {
        go_on(job);
        status = follow_journal_init(&follow, &job->ingest, &hooks, &err);
    }
    code = status == BS_OK ? run(job, names, 1, &hooks) : exit_error(&err);
    follow_journal_clear(&follow);
    return code;
}

int cmd_ingest(int argc, char **argv)
{
    struct job job = {.data = NULL};
    const struct opt_group groups[] = {
        {"Input", reading_options, reading_options_count, &job.reading},
        {NULL, folders_options, folders_options_count, &job.folders},
        {"Database", database_options, database_options_count, &job.database},
        {NULL, choice_options, COUNT_OF(choice_options), &job.choices},
        {NULL, config_options, config_options_count, &job.config},
    };
    const struct opt_command command = {
        .name = "ingest",
        .usage = "--db PATH [OPTION]... [FILE|DIR|GLOB|-]... | --journal",
        .about = "Reads what is new in mail logs and adds it to a database. "
                 "Each line is counted once, however often a log is read, and "
                 "whether it was rotated, copied or compressed in between.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    struct bs_error err = {0};
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    if (check_journal(&job, rest < argc, &err) != BS_OK ||
        prepare(&job, &err) != BS_OK)
        code = exit_error(&err);
    else if (rest < argc)
        code = run_files(&job, argv + rest, (size_t)(argc - rest));
    else if (job.choices.journal || job.config.journal == CONFIG_YES)
        code = run_journal(&job);
    else /* the files of the configuration, if there are any */
        code = run_files(&job, (char *const *)(uintptr_t)job.config.files.items,
                         job.config.files.count);
    bs_store_close(job.store);
    scan_clear(&job.scan);
    bs_data_close(job.data);
    return code;
}
