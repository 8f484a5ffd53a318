/* SPDX-License-Identifier: MIT */
/* cmd_scan - the main job: logs → the report. */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "bouncestat/words.h"
#include "cli/accounting.h"
#include "cli/cmd.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/filter.h"
#include "cli/report_choice.h"
#include "cli/say.h"
#include "cli/scan.h"

#define COUNTS_MAX ((size_t)44 * 1024 * 1024) /* all together below 64 MiB */

struct choices {
    const char *db;
};

static const struct opt store_options[] = {
    {.name = "db",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, db),
     .arg = "PATH",
     .help = "add the counts to this SQLite database, and report on all that "
             "it holds (default: BOUNCESTAT_DB, if set)",
     .own = true}, /* reading a log must not write to the host's database */
};

struct job {
    struct reading reading;
    struct folders folders;
    struct filter_choice filters;
    struct choices choices;
    struct report_choice form;
    struct scan scan;
    struct filter filter;
    struct report report;
    struct bs_data *data;
    struct bs_words *words;
    enum bs_status counted; /* the first failure of the store */
    struct bs_error err;    /* of bs_store_input() */
    struct timespec begun;
};

static void begin(void *context, const char *path)
{
    struct job *job = context;

    (void)path;
    (void)clock_gettime(CLOCK_MONOTONIC, &job->begun);
}

static void count_all(void *context, const struct bs_event *event)
{
    struct job *job = context;

    if (job->counted == BS_OK)
        job->counted = bs_store_count(job->report.store, event);
}

static void count_some(void *context, const struct bs_event *event)
{
    struct job *job = context;

    if (filter_takes(&job->filter, event))
        count_all(context, event);
}

static bool go_on(void *context)
{
    const struct job *job = context;

    return job->counted == BS_OK;
}

static void say_speed(const struct job *job, const struct bs_input *input)
{
    struct timespec now = {0};
    double seconds;
    double megabytes = (double)input->bytes / 1e6;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    seconds = (double)(now.tv_sec - job->begun.tv_sec) +
              (double)(now.tv_nsec - job->begun.tv_nsec) / 1e9;
    say("%s: %.1f MB in %.2f s (%.0f MB/s)", accounting_name(input), megabytes,
        seconds, seconds > 0 ? megabytes / seconds : 0);
}

static bool end(void *context, const struct bs_input *input)
{
    struct job *job = context;

    if (job->reading.verbose)
        say_speed(job, input);
    return bs_store_input(job->report.store, input, &job->err) == BS_OK;
}

static int64_t to_day(void *context, int64_t time)
{
    return zone_day(context, time);
}

static enum bs_status open_store(struct job *job, struct bs_error *err)
{
    struct bs_store_options options = {
        .data = job->data,
        .path = job->choices.db,
        .to_day = to_day,
        .context = &job->scan.zone,
        .max_bytes = COUNTS_MAX,
    };

    if (getrandom(&options.seed, sizeof options.seed, 0) !=
        (ssize_t)sizeof options.seed)
        return say_fail(err, BS_EIO, "no random numbers from the system");
    return bs_store_open(&job->report.store, &options, err);
}

/* Reads the options that can be wrong before any log is read. */
static enum bs_status prepare(struct job *job, struct bs_error *err)
{
    struct report *report = &job->report;
    enum bs_status status = filter_init(&job->filter, &job->filters, err);

    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status == BS_OK)
        status = report_choose(report, &job->form, job->data, err);
    if (status == BS_OK)
        status = scan_init(&job->scan, &job->reading, job->data,
                           (int64_t)time(NULL), err);
    if (status == BS_OK)
        status = bs_words_open(&job->words, job->data, err);
    if (status != BS_OK)
        return status;
    report->words = job->words;
    report->zone = &job->scan.zone;
    report->range = job->scan.range;
    report->name = job->choices.db;
    report->unmatched = job->reading.unmatched;
    report->quiet = job->reading.quiet;
    return open_store(job, err);
}

/* A report that people see tells by itself what else were a message. */
static void look_at_terminal(struct job *job, const struct out *out)
{
    const struct report *report = &job->report;

    report_look(&job->report, &job->form, out);
    job->scan.told =
        out->fd == STDOUT_FILENO &&
        (report->format == FORMAT_TEXT || report->format == FORMAT_MARKDOWN);
}

/* Is there anything that a report could be about? */
static bool is_readable(const struct job *job)
{
    const struct bs_stats *lines = &job->scan.lines;
    bool damaged = job->scan.failed > 0;

    return accounting_mail(lines) > 0 ||
           (accounting_lines(lines) == 0 && job->scan.inputs > 0 && !damaged);
}

static int count_and_print(struct job *job, char *const *operands, size_t count)
{
    bool filtered = job->filters.domains.count + job->filters.hosts.count +
                        job->filters.codes.count >
                    0;
    const struct scan_hooks hooks = {
        .begin = begin,
        .event = filtered ? count_some : count_all,
        .block = go_on,
        .end = end,
        .context = job,
    };
    struct bs_error err = {0};
    struct out out;
    enum bs_status status = out_open(&out, job->form.form.file, &err);
    int code;

    if (status != BS_OK)
        return exit_error(&err);
    look_at_terminal(job, &out);
    code = scan_run(&job->scan, operands, count, &hooks);
    status = job->err.status;
    err = job->err;
    if (status == BS_OK && accounting_mail(&job->scan.lines) > 0)
        status = bs_store_flush(job->report.store, &err);
    if (status == BS_OK && code < EXIT_SIGNAL && is_readable(job)) {
        status = report_print(&job->report, &out, &err);
        if (status == BS_OK)
            return out_exit(&out, code);
    }
    out_abandon(&out);
    return status != BS_OK ? exit_error(&err) : code;
}

int cmd_scan(int argc, char **argv)
{
    struct job job = {.form = {.top = TOP_UNSET}};
    const struct opt_group groups[] = {
        {"Input", reading_options, reading_options_count, &job.reading},
        {NULL, folders_options, folders_options_count, &job.folders},
        {"What is counted", filter_options, filter_options_count, &job.filters},
        {"Report", report_choice_options, report_choice_options_count,
         &job.form},
        {NULL, format_options, format_options_count, &job.form.form},
        {NULL, lang_options, lang_options_count, &job.form.lang},
        {NULL, color_options, color_options_count, &job.form.color},
        {"Database", store_options, COUNT_OF(store_options), &job.choices},
    };
    const struct opt_command command = {
        .usage = "[OPTION]... FILE|DIR|GLOB|-...",
        .about = "Reads mail logs and reports what was delivered, deferred and "
                 "refused: by whom, with which code, what that code means and "
                 "what to do.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
        .more = commands_help,
    };
    struct bs_error err = {0};
    int rest;
    int code;

    job.choices.db = getenv("BOUNCESTAT_DB");
    if (job.choices.db != NULL && job.choices.db[0] == '\0')
        job.choices.db = NULL;
    code = opt_begin(&command, argc, argv, &rest);
    if (code >= 0)
        return code;
    if (prepare(&job, &err) != BS_OK)
        code = exit_error(&err);
    else
        code = count_and_print(&job, argv + rest, (size_t)(argc - rest));
    bs_store_close(job.report.store);
    bs_words_close(job.words);
    bs_data_close(job.data);
    return code;
}
