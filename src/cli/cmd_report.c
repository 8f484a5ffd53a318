/* SPDX-License-Identifier: MIT */
/* cmd_report - the report of what a database holds, or of a period of it. */
#include <time.h>

#include "cli/cmd.h"
#include "cli/database.h"
#include "cli/exit.h"
#include "cli/findings.h"
#include "cli/folders.h"
#include "cli/mail.h"
#include "cli/report_choice.h"
#include "cli/report_list.h"
#include "cli/report_period.h"
#include "cli/say.h"
#include "cli/watch.h"

struct choices {
    const char *since;
    const char *until;
    const char *tz;
    bool all;
    bool list;
    bool quiet;
};

static const struct opt choice_options[] = {
    {.name = "since",
     .letter = 'S',
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, since),
     .arg = "TIME",
     .help = "from the hour of TIME on: \"2026-11-20 08:00\", 2026-11-20, "
             "08:00, today, yesterday, -24h, -7d, @EPOCH, RFC 3339"},
    {.name = "until",
     .letter = 'U',
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, until),
     .arg = "TIME",
     .help = "up to the hour of TIME, which itself is left out"},
    {.name = "all",
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, all),
     .help = "all that the database holds, whatever NAME is usually about"},
    {.name = "tz",
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, tz),
     .arg = "ZONE",
     .help = "time zone of TIME and of the report (default: the system's)"},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, quiet),
     .help = "print nothing if there is nothing to report"},
    {.name = "list",
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, list),
     .help = "list the reports that there are"},
};

struct job {
    struct choices choices;
    struct database_choice database;
    struct folders folders;
    struct report_choice form;
    struct mail mail;
    struct watch_choice limits;
    struct watch watch;
    bool judged; /* the exit status is that of the limits */
    struct report report;
    struct findings findings;
    struct zone zone;
    struct bs_data *data;
    const char *name; /* of the report */
    bool named;
};

static enum bs_status set_period(struct job *job, struct bs_error *err)
{
    const struct choices *choices = &job->choices;
    struct report *report = &job->report;
    const int64_t now = (int64_t)time(NULL);
    bool given = choices->since != NULL || choices->until != NULL;
    enum bs_status status = zone_init(&job->zone, choices->tz, err);

    report->zone = &job->zone;
    if (status == BS_OK)
        status = when_range(&report->range, choices->since, choices->until, now,
                            &job->zone, err);
    if (status != BS_OK)
        return status;
    if (given && choices->all)
        return say_fail(err, BS_EUSAGE, "--all: not with --since or --until");
    if (!given && !choices->all && report->format != FORMAT_METRICS)
        report_period_usual(report, now);
    return BS_OK;
}

static enum bs_status prepare(struct job *job, struct bs_error *err)
{
    struct report *report = &job->report;
    enum bs_status status = mail_check(&job->mail, &job->form.form, err);

    if (job->mail.to != NULL) /* whatever suffix the file has */
        job->form.form.format = FORMAT_HTML;
    if (status == BS_OK)
        status = watch_init(&job->watch, &job->limits, err);
    if (status == BS_OK)
        status = folders_open(&job->data, &job->folders, err);
    if (status == BS_OK)
        status = report_choose(report, &job->form, job->name, job->data, err);
    if (status == BS_OK && job->choices.list &&
        !format_is_for_rows(report->format))
        status =
            say_fail(err, BS_EUSAGE, "--list: only a report has that form");
    if (status != BS_OK || job->choices.list)
        return status;
    if (report->format == FORMAT_METRICS && job->named)
        return say_fail(err, BS_EUSAGE,
                        "report: metrics are all at once, not of '%s'",
                        job->name);
    status = set_period(job, err);
    if (status == BS_OK)
        status = database_read(&report->store, &job->database, job->data,
                               &job->zone, err);
    if (status != BS_OK)
        return status;
    report->name = job->database.path;
    report->history = true;
    report->findings = &job->findings;
    report->quiet = job->choices.quiet;
    status = report_check(report, err);
    if (status == BS_OK)
        status = report_period_set(report, (int64_t)time(NULL), err);
    return status == BS_OK ? watch_check(&job->watch, report, err) : status;
}

static enum bs_status
print_form(const struct job *job, struct out *out, struct bs_error *err)
{
    if (job->mail.to != NULL)
        return mail_print(&job->mail, &job->report, out, err);
    return report_print(&job->report, out, err);
}

/* The report, or the line of a plugin; then the limits. */
static enum bs_status
print_result(struct job *job, struct out *out, int *code, struct bs_error *err)
{
    enum bs_status status = BS_OK;

    if (!job->watch.nagios)
        status = print_form(job, out, err);
    if (status == BS_OK)
        status = watch_judge(&job->watch, &job->report, out, code, err);
    return status;
}

static int print_report(struct job *job, struct bs_error *err)
{
    struct out out;
    int code = EXIT_DONE;
    enum bs_status status = out_open(&out, job->form.form.file, err);

    if (status != BS_OK)
        return exit_error(err);
    if (job->choices.list) {
        report_list(&job->report, &out);
        return out_exit(&out, EXIT_DONE);
    }
    report_look(&job->report, &job->form, &out);
    status = print_result(job, &out, &code, err);
    if (status == BS_OK)
        status = out_finish(&out, err);
    else
        out_abandon(&out);
    job->judged = status == BS_OK;
    return status == BS_OK ? code : exit_error(err);
}

int cmd_report(int argc, char **argv)
{
    struct job job = {.form = {.top = TOP_UNSET}, .name = REPORT_DEFAULT};
    const struct opt_group groups[] = {
        {"Database", database_options, database_options_count, &job.database},
        {NULL, choice_options, COUNT_OF(choice_options), &job.choices},
        {"Report", report_choice_options, report_choice_options_count,
         &job.form},
        {NULL, format_options, format_options_count, &job.form.form},
        {NULL, mail_options, mail_options_count, &job.mail},
        {NULL, lang_options, lang_options_count, &job.form.lang},
        {NULL, color_options, color_options_count, &job.form.color},
        {"Monitoring", watch_options, watch_options_count, &job.limits},
        {NULL, folders_options, folders_options_count, &job.folders},
    };
    const struct opt_command command = {
        .name = "report",
        .usage = "[OPTION]... [NAME]",
        .about = "Prints a report of what a database holds. NAME is one of "
                 "those that --list tells, daily if there is none: it is about "
                 "the last complete day, weekly about the last seven, the "
                 "others about everything.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    struct bs_error err = {0};
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return watch_exit(argc, argv, NULL, code);
    if (rest + 1 < argc) {
        say("report: unexpected '%s'; one report at a time", argv[rest + 1]);
        return watch_exit(argc, argv, NULL, EXIT_TROUBLE);
    }
    job.named = rest < argc;
    if (job.named)
        job.name = argv[rest];
    code = prepare(&job, &err) != BS_OK ? exit_error(&err)
                                        : print_report(&job, &err);
    findings_clear(&job.findings);
    bs_store_close(job.report.store);
    report_close(&job.report);
    bs_data_close(job.data);
    return job.judged ? code : watch_exit(argc, argv, &err, code);
}
