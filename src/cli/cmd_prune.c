/* SPDX-License-Identifier: MIT */
/* cmd_prune - rolls old hours up to days, and forgets what is older. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cmd.h"
#include "cli/database.h"
#include "cli/exit.h"
#include "cli/folders.h"
#include "cli/say.h"

#define AGE_MAX 36500 /* days */

struct choices {
    const char *hourly;
    const char *keep;
    bool verbose;
};

static const struct opt choice_options[] = {
    {.name = "hourly",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, hourly),
     .arg = "AGE",
     .help = "keep the hours of days for AGE (14d, 2w); older days get one "
             "count for all their hours"},
    {.name = "keep",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, keep),
     .arg = "AGE",
     .help = "keep counts for AGE (400d, 2y), and delete what is older"},
    {.name = "verbose",
     .letter = 'v',
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, verbose),
     .help = "say what was done"},
};

struct job {
    struct choices choices;
    struct database_choice database;
    struct folders folders;
    struct bs_data *data;
    struct bs_store *store;
};

/* "14d" → seconds; h d w y */
static enum bs_status read_age(int64_t *out, const char *option,
                               const char *text, struct bs_error *err)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'h', 3600}, {'d', 86400}, {'w', 604800}, {'y', 31536000}};
    const size_t digits = strspn(text, "0123456789");

    for (size_t i = 0; i < COUNT_OF(units) && digits > 0 && digits < 10; i++) {
        if (text[digits] != units[i].unit || text[digits + 1] != '\0')
            continue;
        *out = strtoll(text, NULL, 10) * units[i].seconds;
        if (*out <= (int64_t)AGE_MAX * 86400)
            return BS_OK;
    }
    return say_fail(err, BS_EUSAGE,
                    "--%s: '%s' is no age: a number with h, d, w or y behind "
                    "it, at most 100y",
                    option, text);
}

/* The time that is so long ago. */
static enum bs_status time_of(int64_t *out, const char *option,
                              const char *text, struct bs_error *err)
{
    int64_t age = 0;
    enum bs_status status;

    *out = INT64_MIN;
    if (text == NULL)
        return BS_OK;
    status = read_age(&age, option, text, err);
    if (status == BS_OK)
        *out = (int64_t)time(NULL) - age;
    return status;
}

static enum bs_status
open_store(struct job *job, const char *path, struct bs_error *err)
{
    const struct bs_store_options read = {
        .data = job->data, .path = path, .read_only = true};
    const struct bs_store_options write = {.data = job->data, .path = path};
    /* A path that is mistyped must not make a new database. */
    enum bs_status status = bs_store_open(&job->store, &read, err);

    bs_store_close(job->store);
    job->store = NULL;
    return status == BS_OK ? bs_store_open(&job->store, &write, err) : status;
}

static void say_done(const char *path, const struct bs_pruned *done)
{
    say("%s: rolled up %" PRIu64 " hours, deleted %" PRIu64
        " hours or days with %" PRIu64 " events, %" PRIu64 " domains; %" PRIu64
        " bytes smaller",
        path, done->rolled, done->deleted, done->events, done->domains,
        done->bytes);
    if (done->busy)
        say("%s: somebody reads it; what was deleted is still in %s-wal, until "
            "the next prune",
            path, path);
}

static enum bs_status run(struct job *job, struct bs_error *err)
{
    const struct choices *choices = &job->choices;
    struct bs_prune what;
    struct bs_pruned done;
    enum bs_status status =
        time_of(&what.hourly, "hourly", choices->hourly, err);

    if (status == BS_OK)
        status = time_of(&what.keep, "keep", choices->keep, err);
    if (status == BS_OK && choices->hourly == NULL && choices->keep == NULL)
        status = say_fail(err, BS_EUSAGE,
                          "prune: say how long: --hourly 14d, --keep 400d");
    if (status == BS_OK)
        status = database_path(&job->database, err);
    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status == BS_OK)
        status = open_store(job, job->database.path, err);
    if (status == BS_OK)
        status = bs_store_prune(job->store, &what, &done, err);
    if (status == BS_OK && (choices->verbose || done.busy))
        say_done(job->database.path, &done);
    return status;
}

int cmd_prune(int argc, char **argv)
{
    struct job job = {.data = NULL};
    const struct opt_group groups[] = {
        {"Database", database_options, database_options_count, &job.database},
        {NULL, choice_options, COUNT_OF(choice_options), &job.choices},
        {NULL, folders_options, folders_options_count, &job.folders},
    };
    const struct opt_command command = {
        .name = "prune",
        .usage = "[OPTION]...",
        .about = "Makes a database smaller: rolls the hours of days that are "
                 "older than --hourly up to days, deletes what is older than "
                 "--keep, overwrites it and gives the room back to the disk. "
                 "Rolling up changes no sum of a day.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    struct bs_error err = {0};
    enum bs_status status;
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    if (rest < argc) {
        say("prune: unexpected '%s'", argv[rest]);
        return EXIT_TROUBLE;
    }
    status = run(&job, &err);
    bs_store_close(job.store);
    bs_data_close(job.data);
    return status == BS_OK ? EXIT_DONE : exit_error(&err);
}
