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
#include "cli/color.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/filter.h"
#include "cli/lang.h"
#include "cli/report.h"
#include "cli/say.h"
#include "cli/scan.h"
#include "cli/width.h"

#define TOP_PEOPLE 10 /* rows of a table, if nothing else is asked for */
#define TOP_PROGRAMS 20
#define COUNTS_MAX ((size_t)44 * 1024 * 1024) /* all together below 64 MiB */
#define COLUMNS_MAX 100 /* longer lines are hard to read */

struct choices {
    uint64_t top;
    const char *by;
    const char *db;
};

static const struct opt choice_options[] = {
    {.name = "top",
     .letter = 'n',
     .kind = OPT_COUNT,
     .at = offsetof(struct choices, top),
     .max = INT32_MAX,
     .arg = "N",
     .help = "at most N rows in a table, 0 means all (default: 10; 20 in JSON "
             "and CSV)"},
    {.name = "by",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, by),
     .arg = "KEY",
     .help = "one table by class, code, day, domain, host, hour, mta or "
             "provider"},
};

static const struct opt store_options[] = {
    {.name = "db",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, db),
     .arg = "PATH",
     .help = "add the counts to this SQLite database, and report on all that "
             "it holds (default: BOUNCESTAT_DB, if set)"},
};

struct job {
    struct reading reading;
    struct folders folders;
    struct filter_choice filters;
    struct choices choices;
    struct format_choice form;
    struct lang_choice lang;
    struct color_choice color;
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
    enum bs_status status = format_of(&report->format, &job->form, err);
    bool programs =
        report->format == FORMAT_JSON || report->format == FORMAT_CSV;

    if (status == BS_OK)
        status = filter_init(&job->filter, &job->filters, err);
    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status == BS_OK && job->choices.by != NULL)
        status = report_by(report, job->choices.by, job->data, err);
    if (status == BS_OK)
        status = scan_init(&job->scan, &job->reading, job->data,
                           (int64_t)time(NULL), err);
    if (status == BS_OK)
        status = filter_names(&job->filter, job->scan.classifier, err);
    if (status == BS_OK)
        status = bs_words_open(&job->words, job->data, err);
    if (status != BS_OK)
        return status;
    if (job->choices.top == UINT64_MAX)
        job->choices.top = programs ? TOP_PROGRAMS : TOP_PEOPLE;
    report->words = job->words;
    report->zone = &job->scan.zone;
    report->range = job->scan.range;
    report->name = job->choices.db;
    report->unmatched = job->reading.unmatched;
    report->lang = lang_of(&job->lang);
    report->top = (int64_t)job->choices.top;
    report->quiet = job->reading.quiet;
    return open_store(job, err);
}

/* A report that people see tells by itself what else were a message. */
static void look_at_terminal(struct job *job, const struct out *out)
{
    struct report *report = &job->report;
    size_t columns = width_terminal(out->fd);

    report->columns = columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
    report->colour =
        report->format == FORMAT_TEXT && color_wanted(&job->color, out->fd);
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
                        job->filters.codes.count + job->filters.classes.count +
                        job->filters.providers.count +
                        job->filters.severities.count >
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
    enum bs_status status = out_open(&out, job->form.file, &err);
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
    struct job job = {.choices = {.top = UINT64_MAX}};
    const struct opt_group groups[] = {
        {"Input", reading_options, reading_options_count, &job.reading},
        {NULL, folders_options, folders_options_count, &job.folders},
        {"What is counted", filter_options, filter_options_count, &job.filters},
        {"Report", choice_options, COUNT_OF(choice_options), &job.choices},
        {NULL, format_options, format_options_count, &job.form},
        {NULL, lang_options, lang_options_count, &job.lang},
        {NULL, color_options, color_options_count, &job.color},
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
    scan_clear(&job.scan);
    bs_data_close(job.data);
    return code;
}
