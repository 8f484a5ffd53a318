/* SPDX-License-Identifier: MIT */
/* report_choice - the options of all commands that print the report. */
#include "cli/report_choice.h"

#include "cli/say.h"
#include "cli/width.h"

#define TOP_PEOPLE 10 /* rows of a table, if nothing else is asked for */
#define TOP_PROGRAMS 20
#define COLUMNS_MAX 100 /* longer lines are hard to read */

const struct opt report_choice_options[] = {
    {.name = "top",
     .letter = 'n',
     .kind = OPT_COUNT,
     .at = offsetof(struct report_choice, top),
     .max = INT32_MAX,
     .arg = "N",
     .help = "at most N rows in a table, 0 means all (default: 10; 20 in JSON "
             "and CSV)"},
    {.name = "by",
     .kind = OPT_TEXT,
     .at = offsetof(struct report_choice, by),
     .arg = "KEY",
     .help = "one table by class, code, day, domain, host, hour, mta or "
             "provider"},
    {.name = "html",
     .kind = OPT_SET,
     .set = FORMAT_HTML,
     .at = offsetof(struct report_choice, form.format),
     .help = "print one HTML page, which needs no other file"},
    {.name = "metrics",
     .kind = OPT_SET,
     .set = FORMAT_METRICS,
     .at = offsetof(struct report_choice, form.format),
     .help = "print counts for Prometheus (OpenMetrics)"},
    {.name = "section",
     .kind = OPT_TEXT,
     .at = offsetof(struct report_choice, section),
     .arg = "NAME",
     .help = "one part of the report: domains, codes, ..."},
};
const size_t report_choice_options_count = COUNT_OF(report_choice_options);

/* Metrics are a form of the whole. */
static enum bs_status choose_format(struct report *report,
                                    const struct report_choice *choice,
                                    struct bs_error *err)
{
    enum bs_status status = format_of(&report->format, &choice->form, err);

    if (status != BS_OK || report->format != FORMAT_METRICS)
        return status;
    if (choice->by != NULL || choice->section != NULL)
        return say_fail(err, BS_EUSAGE, "--%s: not with metrics",
                        choice->by != NULL ? "by" : "section");
    return BS_OK;
}

enum bs_status report_choose(struct report *report,
                             const struct report_choice *choice,
                             const char *name, const struct bs_data *data,
                             struct bs_error *err)
{
    enum bs_status status = choose_format(report, choice, err);
    bool programs =
        report->format == FORMAT_JSON || report->format == FORMAT_CSV;

    report->lang = lang_of(&choice->lang);
    if (status == BS_OK)
        status = report_open(report, data, err);
    if (status == BS_OK)
        status = report_choose_name(report, name, err);
    if (status == BS_OK && choice->by != NULL)
        status = report_choose_by(report, choice->by, data, err);
    if (status == BS_OK && choice->section != NULL)
        status = report_choose_section(report, choice->section, err);
    if (status != BS_OK)
        return status;
    report->top = choice->top != TOP_UNSET ? (int64_t)choice->top
                  : report->what->top > 0  ? (int64_t)report->what->top
                  : programs               ? TOP_PROGRAMS
                                           : TOP_PEOPLE;
    return BS_OK;
}

void report_look(struct report *report, const struct report_choice *choice,
                 const struct out *out)
{
    size_t columns = width_terminal(out->fd);

    report->columns = columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
    report->colour =
        report->format == FORMAT_TEXT && color_wanted(&choice->color, out->fd);
}
