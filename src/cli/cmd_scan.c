/* SPDX-License-Identifier: MIT */
/* cmd_scan - the main job: logs → the report. */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/accounting.h"
#include "cli/cmd.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/exit.h"
#include "cli/filter.h"
#include "cli/ingest.h"
#include "cli/report_choice.h"
#include "cli/say.h"
#include "cli/scan.h"
#include "cli/watch.h"

struct choices {
    const char *db;
};

static const struct opt store_options[] = {
    {.name = "db",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, db),
     .arg = "PATH",
     .help = "add what is new to this SQLite database, and report on all that "
             "it holds (default: BOUNCESTAT_DB, if set)",
     .own = true}, /* reading a log must not write to the host's database */
};

struct job {
    struct reading reading;
    struct folders folders;
    struct filter_choice filters;
    struct choices choices;
    struct report_choice form;
    struct watch_choice limits;
    struct watch watch;
    bool judged; /* the exit status is that of the limits */
    struct scan scan;
    struct filter filter;
    struct report report;
    struct ingest ingest; /* with a database */
    struct bs_data *data;
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

static enum scan_next go_on(void *context, const struct scan_place *place)
{
    const struct job *job = context;

    (void)place;
    return job->counted == BS_OK ? SCAN_ON : SCAN_STOP;
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

static bool
end(void *context, const struct scan_place *place, enum bs_status status)
{
    struct job *job = context;

    (void)status;
    if (job->reading.verbose)
        say_speed(job, place->input);
    return bs_store_input(job->report.store, place->input, &job->err) == BS_OK;
}

/* What is left out now would be missing for ever. */
static enum bs_status refuse_choice(const struct job *job, struct bs_error *err)
{
    const struct filter_choice *filters = &job->filters;
    const char *name = job->reading.since != NULL      ? "since"
                       : job->reading.until != NULL    ? "until"
                       : filters->domains.count > 0    ? "domain"
                       : filters->hosts.count > 0      ? "host"
                       : filters->codes.count > 0      ? "code"
                       : filters->classes.count > 0    ? "class"
                       : filters->providers.count > 0  ? "provider"
                       : filters->severities.count > 0 ? "severity"
                                                       : NULL;

    if (job->choices.db == NULL || name == NULL)
        return BS_OK;
    return say_fail(err, BS_EUSAGE,
                    "--%s: not with --db or BOUNCESTAT_DB; a database keeps "
                    "all events",
                    name);
}

static enum bs_status open_store(struct job *job, struct bs_error *err)
{
    enum bs_status status = database_open(
        &job->report.store, job->data, job->choices.db, &job->scan.zone, err);

    if (status != BS_OK || job->choices.db == NULL)
        return status;
    return ingest_init(&job->ingest, job->report.store, &job->scan, err);
}

/* Reads the options that can be wrong before any log is read. */
static enum bs_status prepare(struct job *job, struct bs_error *err)
{
    struct report *report = &job->report;
    enum bs_status status = refuse_choice(job, err);

    if (status == BS_OK)
        status = watch_init(&job->watch, &job->limits, err);
    if (status == BS_OK)
        status = filter_init(&job->filter, &job->filters, err);
    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status == BS_OK)
        status =
            report_choose(report, &job->form, REPORT_DEFAULT, job->data, err);
    if (status == BS_OK)
        status = scan_init(&job->scan, &job->reading, job->data,
                           (int64_t)time(NULL), err);
    if (status == BS_OK)
        status = filter_names(&job->filter, job->scan.classifier, err);
    if (status != BS_OK)
        return status;
    report->zone = &job->scan.zone;
    report->range = job->scan.range;
    report->name = job->choices.db;
    report->history = job->choices.db != NULL;
    report->unmatched = job->reading.unmatched;
    report->quiet = job->reading.quiet;
    status = open_store(job, err);
    if (status == BS_OK)
        status = report_check(report, err);
    return status == BS_OK ? watch_check(&job->watch, report, err) : status;
}

/* A report that people see tells by itself what else were a message. */
static void look_at_terminal(struct job *job, const struct out *out)
{
    const struct report *report = &job->report;

    report_look(&job->report, &job->form, out);
    job->scan.told =
        out->fd == STDOUT_FILENO && format_is_for_people(report->format);
}

/* Is there anything that a report could be about? */
static bool is_readable(const struct job *job)
{
    const struct bs_stats *lines = &job->scan.lines;
    bool damaged = job->scan.failed > 0;

    if (job->choices.db != NULL)
        return !damaged || accounting_lines(lines) > 0;
    return accounting_mail(lines) > 0 ||
           (accounting_lines(lines) == 0 && job->scan.inputs > 0 && !damaged);
}

/* In memory all is counted, in a database what is new. */
static enum bs_status count(struct job *job, char *const *operands,
                            size_t operand_count, int *code,
                            struct bs_error *err)
{
    struct scan_hooks hooks = {
        .begin = begin,
        .event = filter_is_empty(&job->filters) ? count_all : count_some,
        .block = go_on,
        .end = end,
        .context = job,
    };

    if (job->choices.db != NULL)
        ingest_hook(&job->ingest, &hooks);
    *code = scan_run(&job->scan, operands, operand_count, &hooks);
    if (job->choices.db != NULL)
        return ingest_commit(&job->ingest, err);
    *err = job->err;
    if (err->status != BS_OK || accounting_mail(&job->scan.lines) == 0)
        return err->status;
    if (bs_fates_status(job->scan.fates, err) != BS_OK)
        return err->status;
    return bs_store_flush(job->report.store, err);
}

/* The report, or the line of a plugin; then the limits. */
static enum bs_status
print_result(struct job *job, struct out *out, int *code, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    if (!job->watch.nagios)
        status = report_print(&job->report, out, err);
    if (status == BS_OK)
        status = watch_judge(&job->watch, &job->report, out, code, err);
    return status;
}

static int count_and_print(struct job *job, char *const *operands,
                           size_t operand_count, struct bs_error *err)
{
    struct out out;
    enum bs_status status = out_open(&out, job->form.form.file, err);
    int code;

    if (status != BS_OK)
        return exit_error(err);
    look_at_terminal(job, &out);
    status = count(job, operands, operand_count, &code, err);
    if (status == BS_OK && code < EXIT_SIGNAL && is_readable(job) &&
        !(job->watch.nagios && code != EXIT_DONE)) {
        status = print_result(job, &out, &code, err);
        if (status == BS_OK)
            status = out_finish(&out, err);
        else
            out_abandon(&out);
        job->judged = status == BS_OK;
        return status == BS_OK ? code : exit_error(err);
    }
    out_abandon(&out);
    return status != BS_OK ? exit_error(err) : code;
}

int cmd_scan(int argc, char **argv)
{
    struct job job = {.form = {.top = TOP_UNSET}};
    const struct opt_group groups[] = {
        {"Input", range_options, range_options_count, &job.reading},
        {NULL, reading_options, reading_options_count, &job.reading},
        {NULL, folders_options, folders_options_count, &job.folders},
        {"What is counted", filter_options, filter_options_count, &job.filters},
        {"Report", report_choice_options, report_choice_options_count,
         &job.form},
        {NULL, format_options, format_options_count, &job.form.form},
        {NULL, lang_options, lang_options_count, &job.form.lang},
        {NULL, color_options, color_options_count, &job.form.color},
        {"Monitoring", watch_options, watch_options_count, &job.limits},
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

    job.choices.db = database_default();
    code = opt_begin(&command, argc, argv, &rest);
    if (code >= 0)
        return watch_exit(argc, argv, NULL, code);
    if (prepare(&job, &err) != BS_OK)
        code = exit_error(&err);
    else
        code = count_and_print(&job, argv + rest, (size_t)(argc - rest), &err);
    bs_store_close(job.report.store);
    report_close(&job.report);
    scan_clear(&job.scan);
    bs_data_close(job.data);
    return job.judged ? code : watch_exit(argc, argv, &err, code);
}
