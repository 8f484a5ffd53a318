/* SPDX-License-Identifier: MIT */
/*
 * Findings do not cry wolf, and miss nothing: of made-up quiet histories
 * hardly any raises one, and each event that is put into a history raises its
 * own and no other.
 *
 * Usage: test_findings [SEED [HISTORIES]]. Without a seed the quiet histories
 * are new in every run, and the events are put into the same sites.
 */
#include "site.h"

#include <malloc.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/findings.h"

/* Fewer where each access to memory is checked, which takes ten times as
 * long. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define HISTORIES 100
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define HISTORIES 100
#endif
#ifndef HISTORIES
#define HISTORIES 1000
#endif
#define WRONG_MAX 10 /* of a thousand */
#define SITES 1      /* that each event is put into */

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"

static struct bs_data *data;
static uint64_t first_seed;
static uint64_t event_seed = 1;
static unsigned long histories = HISTORIES;

static int64_t to_day(void *context, int64_t time)
{
    return zone_day(context, time);
}

static void site_open(struct site *site)
{
    const struct bs_store_options options = {
        .data = data, .to_day = to_day, .context = &site->zone, .seed = 7};
    struct bs_error err = {0};

    assert_int_equal(zone_init(&site->zone, BERLIN, &err), BS_OK);
    if (bs_store_open(&site->store, &options, &err) != BS_OK)
        fail_msg("%s", err.text);
}

static int64_t midnight(struct site *site, int64_t day)
{
    struct bs_civil local = {0};

    bs_civil_date(day, &local.year, &local.month, &local.day);
    return zone_to_utc(&site->zone, &local);
}

/* What is found of the last day. */
static void ask(struct site *site, struct findings *findings)
{
    const struct findings_query query = {
        .store = site->store,
        .data = data,
        .range = {midnight(site, site->last), midnight(site, site->last + 1)},
        .times = ROWS_LOCAL,
        .zone = &site->zone,
    };
    struct bs_error err = {0};

    if (findings_fetch(findings, &query, &err) != BS_OK)
        fail_msg("%s", err.text);
}

/* "kind subject", or "". */
static void name(char *out, size_t size, const struct finding *one)
{
    const struct cell *kind = rows_cell(one->rows, one->row, "kind", BS_EN);
    const struct cell *subject =
        rows_cell(one->rows, one->row, "subject", BS_EN);
    const bool named = subject != NULL && subject->kind == CELL_TEXT;

    (void)snprintf(out, size, "%.*s%s%.*s", BS_ARG(kind->text),
                   named ? " " : "", named ? (int)subject->text.len : 0,
                   named ? subject->text.data : "");
}

static void
tell(const struct site *site, const struct findings *findings, uint64_t seed)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *one = &findings->items[i];
        char text[200];

        name(text, sizeof text, one);
        (void)printf("# seed %llu: %s: %lld", (unsigned long long)seed, text,
                     (long long)one->count);
        (void)printf(" (a day has %.0f, %d known)\n", site->volume, site->days);
    }
}

static bool is_quiet(uint64_t seed)
{
    struct site site = {0};
    struct findings findings;
    bool quiet;

    site_make(&site, seed, false);
    site_open(&site);
    site_history(&site);
    site_day(&site, site.last);
    ask(&site, &findings);
    quiet = findings.count == 0;
    tell(&site, &findings, seed);
    findings_clear(&findings);
    bs_store_close(site.store);
    return quiet;
}

/* Every second history. */
static unsigned long count_wrong(unsigned long from)
{
    unsigned long wrong = 0;

    for (unsigned long i = from; i < histories; i += 2)
        wrong += !is_quiet(first_seed + i);
    return wrong;
}

/* Two processes, for it takes its time. One that fails sends no number. */
static void test_quiet(void **state)
{
    unsigned long wrong[2] = {0, 0};
    int ends[2];
    pid_t child;

    (void)state;
    (void)fflush(stdout);
    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        wrong[1] = count_wrong(1);
        (void)fflush(stdout);
        _exit(write(ends[1], &wrong[1], sizeof wrong[1]) !=
              (ssize_t)sizeof wrong[1]);
    }
    (void)close(ends[1]);
    wrong[0] = count_wrong(0);
    assert_int_equal(read(ends[0], &wrong[1], sizeof wrong[1]),
                     sizeof wrong[1]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    (void)close(ends[0]);
    (void)printf("# %lu of %lu quiet histories raised a finding\n",
                 wrong[0] + wrong[1], histories);
    assert_true((wrong[0] + wrong[1]) * 1000 <= WRONG_MAX * histories);
}

struct event {
    const char *label;
    const char *want; /* "kind subject" */
    void (*happen)(struct site *site);
    const char *without; /* domain or provider without usual mail that day */
    int hosts;           /* that are silent */
    double rate;         /* of failures, times the usual */
};

static bool is_of(const struct target *target, const char *named)
{
    return named != NULL &&
           (strcmp(target->name, named) == 0 ||
            (target->provider != NULL && strcmp(target->provider, named) == 0));
}

static uint32_t share(const struct site *site, const struct target *target)
{
    return (uint32_t)(site->volume * target->share) + 1;
}

/* Of the recipients that a part has, some fail. */
static void refuse(struct site *site, const char *part, double rate,
                   const struct what *kind, int64_t day)
{
    for (int i = 0; i < site->targets; i++) {
        const struct target *target = &site->target[i];
        const uint32_t n = share(site, target);
        struct what what = *kind;

        if (!is_of(target, part))
            continue;
        what.target = target;
        site_count_at(site, &what, day, 9, (uint32_t)(n * rate));
        site_deliver(site, target, day, n - (uint32_t)(n * rate));
    }
}

static const struct what blocked = {NULL, BS_BOUNCED, "blocklisted", "block",
                                    550};
static const struct what unknown = {NULL, BS_BOUNCED, "user_unknown", "hard",
                                    550};
static const struct what denied = {NULL, BS_BOUNCED, "relay_denied", "block",
                                   554};
static const struct what tls = {NULL, BS_DEFERRED, "tls_failed", "soft", 454};
static const struct what busy = {NULL, BS_DEFERRED, "remote_busy", "soft", 451};

static void block(struct site *site)
{
    refuse(site, "outlook", 0.4, &blocked, site->last);
}

static void block_some(struct site *site)
{
    for (int i = 11; i < 18; i++)
        refuse(site, site->target[i].name, 0.3, &blocked, site->last);
}

static void new_class(struct site *site)
{
    refuse(site, "google", 0.3, &tls, site->last);
}

static void fail_provider(struct site *site)
{
    refuse(site, "gmx", 0.4, &unknown, site->last);
}

static void fail_domain(struct site *site)
{
    refuse(site, "example.org", 0.4, &unknown, site->last);
}

static void refuse_domain(struct site *site)
{
    refuse(site, "example.net", 1, &denied, site->last);
}

static void nothing(struct site *site)
{
    (void)site;
}

static void defer(struct site *site, const struct target *target, double rate)
{
    struct what what = busy;

    what.target = target;
    for (int hour = 6; hour < 24; hour++)
        site_count_at(site, &what, site->last, hour,
                      (uint32_t)(share(site, target) * rate / 18) + 1);
}

static void defer_provider(struct site *site)
{
    for (int i = 0; i < site->targets; i++)
        if (is_of(&site->target[i], "google"))
            defer(site, &site->target[i], 1.5);
}

static void defer_domain(struct site *site)
{
    defer(site, site_find(site, "example.org"), 4);
}

static void defer_all(struct site *site)
{
    for (int i = 0; i < site->targets; i++)
        defer(site, &site->target[i], 1.5);
}

static const struct event events[] = {
    {"a provider blocks", "block Outlook.com, Hotmail", block, "outlook", 0, 1},
    {"several servers block", "block", block_some, NULL, 0, 1},
    {"a new reason at a provider", "block Google (Gmail, Workspace)", new_class,
     "google", 0, 1},
    {"more fails at a provider", "provider GMX", fail_provider, "gmx", 0, 1},
    {"more fails at a domain", "domain example.org", fail_domain, "example.org",
     0, 1},
    {"a domain refuses", "refusing example.net", refuse_domain, "example.net",
     0, 1},
    {"more fails over all", "failures", nothing, NULL, 0, 6},
    {"a provider defers", "deferring Google (Gmail, Workspace)", defer_provider,
     NULL, 0, 1},
    {"a domain defers", "deferring example.org", defer_domain, NULL, 0, 1},
    {"mail piles up", "backlog", defer_all, NULL, 0, 1},
    {"no mail to a provider", "vanished GMX", nothing, "gmx", 0, 1},
    {"no mail to a domain", "vanished example.org", nothing, "example.org", 0,
     1},
    {"a host is silent", "silent mx2", nothing, NULL, 1, 1},
    {"a block ended", "recovered Deutsche Telekom, T-Online", nothing, NULL, 0,
     1},
};

/* The last day, without what the event replaces. */
static void happen(struct site *site, const struct event *event)
{
    const struct site whole = *site;

    for (int i = 0; i < site->targets; i++) {
        site->target[i].fails = fmin(0.25, site->target[i].fails * event->rate);
        if (is_of(&site->target[i], event->without))
            site->target[i].share = 0;
    }
    site->hosts -= event->hosts;
    site_day(site, site->last);
    memcpy(site->target, whole.target, sizeof site->target);
    event->happen(site);
    site->hosts = whole.hosts;
}

static void check_event(const struct event *event, uint64_t seed)
{
    struct site site = {0};
    struct findings findings;
    char text[200];

    site_make(&site, seed, true);
    site.hosts = 2;
    site_open(&site);
    site_history(&site);
    if (strncmp(event->want, "recovered", 9) == 0)
        for (int64_t day = site.last - 3; day < site.last; day++)
            refuse(&site, "telekom", 1, &blocked, day);
    happen(&site, event);
    ask(&site, &findings);
    if (findings.count != 1)
        tell(&site, &findings, seed);
    assert_int_equal(findings.count, 1);
    name(text, sizeof text, &findings.items[0]);
    assert_string_equal(text, event->want);
    findings_clear(&findings);
    bs_store_close(site.store);
}

static void test_event(void **state)
{
    for (uint64_t i = 0; i < SITES; i++)
        check_event(*state, event_seed + i);
}

static int open_data(void **state)
{
    (void)state;
    return bs_data_open(&data, NULL, NULL) != BS_OK;
}

static int close_data(void **state)
{
    (void)state;
    bs_data_close(data);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quiet)};
    int failed;

    /* SQLite takes and gives back much at once: thousands of times. */
    (void)mallopt(M_MMAP_THRESHOLD, 1 << 24);
    (void)mallopt(M_TRIM_THRESHOLD, 1 << 28);
    first_seed = argc > 1 ? strtoull(argv[1], NULL, 10) : (uint64_t)time(NULL);
    if (argc > 1)
        event_seed = first_seed;
    histories = argc > 2 ? strtoul(argv[2], NULL, 10) : HISTORIES;
    (void)printf("# seed %llu\n", (unsigned long long)first_seed);
    failed = RUN_CASES_WITH(test_event, events, open_data, close_data);
    return failed +
           cmocka_run_group_tests_name("quiet", tests, open_data, close_data);
}
