/* SPDX-License-Identifier: MIT */
/*
 * site - a made-up mail server, and its counts of five weeks.
 *
 * Volumes follow the weekday, grow or shrink, and are noisy by day and by
 * domain; what fails and what is deferred is more noisy than chance would be
 * (log-normal rates, binomial counts), and comes in small bursts. Days may be
 * missing, or be holidays.
 */
#ifndef TESTS_SITE_H
#define TESTS_SITE_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "../unit/store_lab.h"
#include "base/civil.h"
#include "cli/zone.h"

#define SITE_DAYS 30 /* the last is the day that is reported */
#define SITE_TARGETS 24

struct target { /* a domain */
    char name[24];
    const char *provider; /* NULL: none */
    double share;
    double fails;  /* rate */
    double defers; /* attempts by recipient */
};

struct site {
    uint64_t random;
    struct zone zone;
    struct bs_store *store;
    int64_t last; /* the reported day, since 1970-01-01 */
    int days;     /* of history */
    int hosts;
    int targets;
    double volume; /* recipients of a working day */
    double weekend;
    double growth; /* by week */
    double noise;  /* of days */
    double rate_noise;
    bool calm; /* no holiday, no missing day, a whole history */
    struct target target[SITE_TARGETS];
};

struct what { /* is counted */
    const struct target *target;
    enum bs_outcome outcome;
    const char *class; /* NULL: none */
    const char *severity;
    uint16_t code;
};

/* splitmix64: what follows each other must not be alike. */
static inline uint32_t site_below(struct site *site, uint32_t below)
{
    uint64_t z = site->random += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) % below);
}

static inline double site_unit(struct site *site)
{
    return (site_below(site, 1U << 30) + 0.5) / (1U << 30);
}

static inline double site_normal(struct site *site)
{
    return sqrt(-2 * log(site_unit(site))) *
           cos(6.283185307179586 * site_unit(site));
}

static inline double site_noise(struct site *site, double sigma)
{
    return exp(sigma * site_normal(site) - sigma * sigma / 2);
}

static inline double site_between(struct site *site, double low, double high)
{
    return low * exp(log(high / low) * site_unit(site));
}

static inline uint32_t site_poisson(struct site *site, double mean)
{
    const double least = exp(-mean);
    double product = site_unit(site);
    uint32_t n = 0;

    if (mean > 30) {
        const double n_real = mean + sqrt(mean) * site_normal(site) + 0.5;

        return n_real > 0 ? (uint32_t)n_real : 0;
    }
    for (; product > least; n++)
        product *= site_unit(site);
    return n;
}

/* bs_store_count() counts one. */
static inline void
site_hit(struct site *site, const struct bs_event *event, uint32_t n)
{
    struct bs_store *store = site->store;
    struct bs_tally_hit hit = {.n = n, .name = event->domain};

    assert_true(bs_keys_bucket(&store->keys, event->time, &hit.bucket));
    assert_true(bs_keys_tag(&store->keys, event, &hit.tag));
    hit.second = bs_keys_second(event->time);
    bs_tally_add(store->tally, &hit);
    store->changed = true;
}

/* Within an hour of a day, local time. */
static inline void site_count_at(struct site *site, const struct what *what,
                                 int64_t day, int hour, uint32_t n)
{
    static const struct bs_str hosts[] = {BYTES("mx1"), BYTES("mx2")};
    struct bs_civil local = {.hour = hour};
    struct bs_event event = {
        .outcome = what->outcome,
        .mta = BS_STR("postfix"),
        .domain = bs_str_of(what->target->name),
        .provider = bs_str_of(what->target->provider),
        .class = bs_str_of(what->class),
        .severity = bs_str_of(what->severity),
        .code = what->code,
    };

    bs_civil_date(day, &local.year, &local.month, &local.day);
    local.minute = (int)site_below(site, 60);
    event.time = zone_to_utc(&site->zone, &local);
    for (int host = 0; n > 0 && host < site->hosts; host++) {
        const uint32_t part = host + 1 == site->hosts ? n : (n + 1) / 2;

        event.host = hosts[host];
        site_hit(site, &event, part);
        n -= part;
    }
}

/* Over a day; few, or on a day before the last, at one time. */
static inline void
site_count(struct site *site, const struct what *what, int64_t day, uint32_t n)
{
    static const int hours[] = {8, 15};
    static const uint32_t parts[] = {2, 1};

    if (n < 40 || day < site->last) {
        if (n > 0)
            site_count_at(site, what, day,
                          hours[day < site->last ? 0 : site_below(site, 2)], n);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(hours); i++) {
        const uint32_t part = n / parts[i];

        site_count_at(site, what, day, hours[i], part);
        n -= part;
    }
}

static inline void site_deliver(struct site *site, const struct target *target,
                                int64_t day, uint32_t n)
{
    const struct what what = {target, BS_DELIVERED, NULL, NULL, 250};

    site_count(site, &what, day, n);
}

static inline void site_fail(struct site *site, const struct target *target,
                             int64_t day, uint32_t n)
{
    static const struct what kinds[] = {
        {NULL, BS_BOUNCED, "user_unknown", "hard", 550},
        {NULL, BS_BOUNCED, "mailbox_full", "soft", 552},
        {NULL, BS_BOUNCED, "spam_content", "block", 554},
        {NULL, BS_BOUNCED, "policy_other", "block", 550},
        {NULL, BS_EXPIRED, "expired", "soft", 0},
    };
    static const double odds[] = {0.6, 0.15, 0.1, 0.05, 0.1};

    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct what what = kinds[i];
        uint32_t part = site_poisson(site, n * odds[i]);

        what.target = target;
        part = i == 0 && part > n ? n : part;
        site_count(site, &what, day, part);
    }
}

static inline void site_defer(struct site *site, const struct target *target,
                              int64_t day, uint32_t n)
{
    const bool grey = site_below(site, 3) == 0;
    const struct what what = {target, BS_DEFERRED,
                              grey ? "greylisted" : "remote_busy", "soft", 451};

    site_count(site, &what, day, n);
}

/* A usual day of a domain; mean: recipients. */
static inline void site_usual(struct site *site, const struct target *target,
                              int64_t day, double mean, double rate)
{
    const uint32_t n = site_poisson(site, mean * site_noise(site, 0.35));
    double fails = n * target->fails * rate * site_noise(site, 0.25);
    double defers = n * target->defers * site_noise(site, 0.6);
    uint32_t failed = site_poisson(site, fails);

    if (site_below(site, 60) == 0) /* a list with dead addresses */
        failed += site_below(site, 8);
    if (n > 0 && site_below(site, 60) == 0) /* retried and retried */
        defers += site_below(site, 60);
    failed = failed < n ? failed : n;
    site_deliver(site, target, day, n - failed);
    site_fail(site, target, day, failed);
    site_defer(site, target, day, site_poisson(site, defers));
}

static inline bool site_is_weekend(int64_t day)
{
    const int64_t weekday = (day + 4) % 7; /* 0: Sunday */

    return weekday == 0 || weekday == 6;
}

/* The recipients that a day would have. */
static inline double site_mean(struct site *site, int64_t day)
{
    double mean = site->volume * site_noise(site, site->noise) *
                  pow(site->growth, (double)(day - site->last) / 7);

    if (site_is_weekend(day))
        mean *= site->weekend;
    if (site->calm)
        return mean;
    if (site_below(site, 30) == 0) /* a holiday */
        mean *= site_between(site, 0.05, 0.5);
    if (site_below(site, 40) == 0) /* a newsletter */
        mean *= site_between(site, 1.5, 4);
    return mean;
}

static inline void site_day(struct site *site, int64_t day)
{
    const double mean = site_mean(site, day);
    const double rate = site_noise(site, site->rate_noise);
    const struct target *before = NULL;
    double of_provider = rate;

    for (int i = 0; i < site->targets; i++) {
        const struct target *target = &site->target[i];

        if (before == NULL || before->provider != target->provider)
            of_provider = rate * site_noise(site, site->rate_noise);
        before = target;
        site_usual(site, target, day, mean * target->share, of_provider);
    }
}

static inline void site_add(struct site *site, const char *name,
                            const char *provider, double share)
{
    struct target *target = &site->target[site->targets++];

    (void)snprintf(target->name, sizeof target->name, "%s", name);
    target->provider = provider;
    target->share = share;
    target->fails = site_between(site, 0.002, 0.06);
    target->defers = site_between(site, 0.005, 0.08);
}

static inline void site_targets(struct site *site)
{
    static const struct {
        const char *name;
        const char *provider;
        double share;
    } known[] = {
        {"outlook.com", "outlook", 0.08},
        {"hotmail.com", "outlook", 0.05},
        {"live.de", "outlook", 0.02},
        {"gmail.com", "google", 0.18},
        {"googlemail.com", "google", 0.03},
        {"gmx.de", "gmx", 0.07},
        {"web.de", "gmx", 0.06},
        {"t-online.de", "telekom", 0.06},
        {"yahoo.com", "yahoo", 0.03},
        {"example.org", NULL, 0.05},
        {"example.net", NULL, 0.04},
    };
    const int own = 8 + (int)site_below(site, 6);
    double rest = 0.33;

    site->targets = 0;
    for (size_t i = 0; i < COUNT_OF(known); i++)
        site_add(site, known[i].name, known[i].provider,
                 known[i].share * site_between(site, 0.7, 1.4));
    for (int i = 0; i < own; i++) {
        char name[24];

        (void)snprintf(name, sizeof name, "firm%d.example", i);
        site_add(site, name, NULL, rest / 5);
        rest -= rest / 5;
    }
}

/* Everything about a site follows from the seed. */
static inline void site_make(struct site *site, uint64_t seed, bool calm)
{
    site->random = seed * 0xD1342543DE82EF95U;
    site->calm = calm;
    site->last = 20454 + (int64_t)site_below(site, 730); /* 2026 on */
    if (site_below(site, 4) == 0) /* near the ends of summer time */
        site->last = (site_below(site, 2) == 0 ? 20751 : 20541) +
                     (int64_t)site_below(site, 30);
    site->days = SITE_DAYS - 1;
    if (!calm && site_below(site, 5) == 0)
        site->days = (int)site_below(site, 20);
    site->hosts = site_below(site, 4) == 0 ? 2 : 1;
    site->volume = calm ? site_between(site, 12000, 60000)
                        : site_between(site, 40, 100000);
    site->weekend =
        calm ? site_between(site, 0.5, 0.9) : site_between(site, 0.01, 1.1);
    site->growth = 1 + 0.03 * site_normal(site);
    site->noise = site_between(site, 0.05, 0.3);
    site->rate_noise = site_between(site, 0.1, calm ? 0.2 : 0.3);
    site_targets(site);
}

/* The days before the last. */
static inline void site_history(struct site *site)
{
    for (int64_t day = site->last - site->days; day < site->last; day++)
        if (site->calm || site_below(site, 40) > 0)
            site_day(site, day);
}

static inline const struct target *
site_find(const struct site *site, const char *name)
{
    for (int i = 0; i < site->targets; i++)
        if (strcmp(site->target[i].name, name) == 0)
            return &site->target[i];
    fail_msg("no target %s", name);
    return NULL;
}

#endif
