/* SPDX-License-Identifier: MIT */
/*
 * watch - judges a report by the limits that were given.
 *
 * Source   nagios-plugins.org/doc/guidelines.html: states, ranges, performance
 *          data.
 */
#include "cli/watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/exit.h"
#include "cli/findings.h"
#include "cli/say.h"

#define SHOWN 32 /* bytes of a value */
#define UNKNOWN 3

static const char critical[] = "crit-if";
static const char warning[] = "warn-if";

const struct opt watch_options[] = {
    {.name = "fail-if",
     .kind = OPT_LIST,
     .at = offsetof(struct watch_choice, fail_if),
     .arg = "LIMIT",
     .help = "exit status 1 if LIMIT is broken: METRIC OP NUMBER[%][,min=N], "
             "as block_rate>5%,min=50",
     .own = true},
    {.name = "nagios",
     .kind = OPT_FLAG,
     .at = offsetof(struct watch_choice, nagios),
     .help = "instead of the report, the line and the exit status of a "
             "monitoring plugin",
     .own = true},
    {.name = "warn-if",
     .kind = OPT_LIST,
     .at = offsetof(struct watch_choice, warn_if),
     .arg = "LIMIT",
     .help = "with --nagios: a warning if LIMIT is broken",
     .own = true},
    {.name = "crit-if",
     .kind = OPT_LIST,
     .at = offsetof(struct watch_choice, crit_if),
     .arg = "LIMIT",
     .help = "with --nagios: critical if LIMIT is broken",
     .own = true},
};
const size_t watch_options_count = COUNT_OF(watch_options);

static enum bs_status parse_list(struct watch *watch, const char *option,
                                 const struct opt_list *list,
                                 struct bs_error *err)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < list->count && status == BS_OK; i++)
        status = limit_parse(&watch->limits[watch->count++], option,
                             list->items[i], err);
    return status;
}

enum bs_status watch_init(struct watch *watch,
                          const struct watch_choice *choice,
                          struct bs_error *err)
{
    const size_t plugin = choice->warn_if.count + choice->crit_if.count;
    enum bs_status status;

    *watch = (struct watch){.nagios = choice->nagios};
    if (!choice->nagios && plugin > 0)
        return say_fail(err, BS_EUSAGE, "--%s: only with --nagios",
                        choice->warn_if.count > 0 ? warning : critical);
    if (choice->nagios && choice->fail_if.count > 0)
        return say_fail(err, BS_EUSAGE,
                        "--fail-if: not with --nagios; there it is --warn-if "
                        "or --crit-if");
    if (choice->nagios && plugin == 0)
        return say_fail(err, BS_EUSAGE,
                        "--nagios: nothing to judge by; --warn-if or "
                        "--crit-if tell");
    status = parse_list(watch, critical, &choice->crit_if, err);
    if (status == BS_OK)
        status = parse_list(watch, warning, &choice->warn_if, err);
    if (status == BS_OK)
        status = parse_list(watch, "fail-if", &choice->fail_if, err);
    return status;
}

static bool is_about_findings(const struct limit *limit)
{
    return bs_str_eq(limit->metric, BS_STR(METRIC_FINDINGS));
}

static enum bs_status
check_unit(const struct limit *limit, bool rate, struct bs_error *err)
{
    if (rate && !limit->percent && limit->bound > 1)
        return say_fail(err, BS_EUSAGE,
                        "--%s: '%s': %.*s is a rate, at most 1: write 5%% or "
                        "0.05",
                        limit->option, limit->text, BS_ARG(limit->metric));
    if (!rate && limit->percent)
        return say_fail(err, BS_EUSAGE,
                        "--%s: '%s': %.*s is a number, not a rate: no %%",
                        limit->option, limit->text, BS_ARG(limit->metric));
    return BS_OK;
}

static enum bs_status
check_limit(const struct limit *limit, const struct metrics *metrics,
            const struct report *report, struct bs_error *err)
{
    struct metric metric = {.rate = false};
    enum bs_status status;
    char *hint;

    if (is_about_findings(limit) && !findings_wanted(report))
        return say_fail(err, BS_EUSAGE,
                        "--%s: '%s': findings are those of 'bouncestat report' "
                        "about one day",
                        limit->option, limit->text);
    if (is_about_findings(limit) ||
        metrics_find(metrics, limit->metric, &metric))
        return check_unit(limit, metric.rate, err);
    hint = metrics_hint(metrics, limit->metric);
    status = say_fail(err, BS_EUSAGE, "--%s: unknown metric '%.*s'%s",
                      limit->option, BS_ARG(limit->metric), hint);
    free(hint);
    return status;
}

enum bs_status watch_check(const struct watch *watch,
                           const struct report *report, struct bs_error *err)
{
    struct metrics metrics;
    enum bs_status status;

    if (watch->count == 0)
        return BS_OK;
    status = metrics_fetch(&metrics, report, err);
    for (size_t i = 0; i < watch->count && status == BS_OK; i++)
        status = check_limit(&watch->limits[i], &metrics, report, err);
    metrics_clear(&metrics);
    return status;
}

/* The value of each limit, in their order. */
static enum bs_status measure(const struct watch *watch,
                              const struct report *report,
                              struct metric *values, struct bs_error *err)
{
    struct metrics metrics;
    enum bs_status status = metrics_fetch(&metrics, report, err);

    for (size_t i = 0; i < watch->count && status == BS_OK; i++) {
        const struct limit *limit = &watch->limits[i];
        const struct findings *findings;

        if (!is_about_findings(limit)) {
            (void)metrics_find(&metrics, limit->metric, &values[i]);
            continue;
        }
        status = findings_of(&findings, report, err);
        if (status == BS_OK && findings != NULL)
            values[i] = (struct metric){.known = true,
                                        .value = (double)findings->count,
                                        .base = (double)findings->count};
    }
    metrics_clear(&metrics);
    return status;
}

static const char *shown(char out[SHOWN], const struct metric *metric)
{
    if (!metric->known)
        (void)snprintf(out, SHOWN, "U");
    else if (metric->rate)
        (void)snprintf(out, SHOWN, "%.2f%%", metric->value * 100);
    else
        (void)snprintf(out, SHOWN, "%.15g", metric->value);
    return out;
}

static bool is_broken(const struct limit *limit, const struct metric *metric)
{
    return metric->known && limit_holds(limit, metric->value, metric->base);
}

static void tell_broken(const struct limit *limit, const struct metric *metric)
{
    char value[SHOWN];

    if (metric->rate)
        say("%.*s is %s of %.0f: %s", BS_ARG(limit->metric),
            shown(value, metric), metric->base, limit->text);
    else
        say("%.*s is %s: %s", BS_ARG(limit->metric), shown(value, metric),
            limit->text);
}

/* "5:" is a range from 5 on: to be warned of what is below. */
static void put_bound(struct out *out, const struct limit *limit)
{
    const double bound = limit->percent ? limit->bound * 100 : limit->bound;

    switch (limit->op) {
    case LIMIT_OVER:
    case LIMIT_AT_LEAST: out_print(out, "%.15g", bound); break;
    case LIMIT_UNDER:
    case LIMIT_AT_MOST: out_print(out, "%.15g:", bound); break;
    case LIMIT_IS:
    case LIMIT_IS_NOT: break;
    }
}

static const struct limit *
find_limit(const struct watch *watch, const char *option, struct bs_str metric)
{
    for (size_t i = 0; i < watch->count; i++)
        if (watch->limits[i].option == option &&
            bs_str_eq(watch->limits[i].metric, metric))
            return &watch->limits[i];
    return NULL;
}

/* Was it told with an earlier limit? */
static bool is_told(const struct watch *watch, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (bs_str_eq(watch->limits[k].metric, watch->limits[i].metric))
            return true;
    return false;
}

static void put_performance(const struct watch *watch,
                            const struct metric *values, struct out *out)
{
    const char *const options[] = {warning, critical};

    out_text(out, " |");
    for (size_t i = 0; i < watch->count; i++) {
        const struct bs_str name = watch->limits[i].metric;
        char value[SHOWN];

        if (is_told(watch, i))
            continue;
        out_print(out, " '%.*s'=%s", BS_ARG(name), shown(value, &values[i]));
        for (size_t k = 0; k < COUNT_OF(options); k++) {
            const struct limit *limit = find_limit(watch, options[k], name);

            out_text(out, ";");
            if (limit != NULL)
                put_bound(out, limit);
        }
        out_text(out, values[i].rate ? ";0;100" : ";0");
    }
    out_text(out, "\n");
}

static void put_value(struct out *out, const struct limit *limit,
                      const struct metric *metric)
{
    char value[SHOWN];

    out_print(out, "%.*s %s", BS_ARG(limit->metric),
              metric->known ? shown(value, metric) : "unknown");
    if (metric->rate && metric->known)
        out_print(out, " of %.0f", metric->base);
}

/* Is a graver limit on the same metric broken, too? */
static bool
is_outdone(const struct watch *watch, const struct metric *values, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (bs_str_eq(watch->limits[k].metric, watch->limits[i].metric) &&
            is_broken(&watch->limits[k], &values[k]))
            return true;
    return false;
}

/* What is broken or, if nothing is, all values. */
static int put_plugin(const struct watch *watch, const struct metric *values,
                      struct out *out)
{
    static const char *const states[] = {"OK", "WARNING", "CRITICAL"};
    const char *gap = ": ";
    int state = 0;

    for (size_t i = watch->count; i-- > 0;)
        if (is_broken(&watch->limits[i], &values[i]))
            state = watch->limits[i].option == critical ? 2 : 1;
    out_print(out, "BOUNCESTAT %s", states[state]);
    for (size_t i = 0; i < watch->count; i++) {
        const bool broken = is_broken(&watch->limits[i], &values[i]);

        if (state == 0 ? is_told(watch, i)
                       : !broken || is_outdone(watch, values, i))
            continue;
        out_text(out, gap);
        put_value(out, &watch->limits[i], &values[i]);
        if (broken)
            out_print(out, " (%s)", watch->limits[i].text);
        gap = ", ";
    }
    put_performance(watch, values, out);
    return state;
}

enum bs_status watch_judge(const struct watch *watch,
                           const struct report *report, struct out *out,
                           int *code, struct bs_error *err)
{
    struct metric values[COUNT_OF(watch->limits)] = {{.known = false}};
    enum bs_status status;

    if (watch->count == 0)
        return BS_OK;
    status = measure(watch, report, values, err);
    if (status != BS_OK)
        return status;
    if (watch->nagios) {
        *code = put_plugin(watch, values, out);
        return BS_OK;
    }
    for (size_t i = 0; i < watch->count; i++) {
        if (!is_broken(&watch->limits[i], &values[i]))
            continue;
        tell_broken(&watch->limits[i], &values[i]);
        *code = *code == EXIT_DONE ? EXIT_FINDING : *code;
    }
    return BS_OK;
}

int watch_exit(int argc, char *const *argv, const struct bs_error *err,
               int code)
{
    bool nagios = false;
    struct out out;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        nagios = nagios || strcmp(argv[i], "--nagios") == 0;
    if (!nagios || code == EXIT_DONE || code >= EXIT_SIGNAL)
        return code;
    out_descriptor(&out, STDOUT_FILENO, NULL);
    out_print(&out, "BOUNCESTAT UNKNOWN: %s\n",
              err != NULL && err->text[0] != '\0' ? err->text
                                                  : "see standard error");
    (void)out_exit(&out, UNKNOWN);
    return UNKNOWN;
}
