/* SPDX-License-Identifier: MIT */
/*
 * bench_store - what the store costs beside the tally: not a test.
 *
 * Usage: bench_store [EVENTS [DATABASE [DOMAINS [HOURS]]]]. Times are CPU
 * seconds of this process. "bench_store 3000000 big.db 5000000 8760" makes the
 * database of bouncestat-schema(5).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bouncestat/store.h"
#include "tally/tally.h"

#define NAMES_MAX 5000000
#define START (1790000000 / 3600 * 3600)

static const char *const reports[] = {
    "sql/report/totals.sql",         "sql/report/domains.sql",
    "sql/report/codes.sql",          "sql/report/refusals.sql",
    "sql/report/inputs.sql",         "sql/report/by-day.sql",
    "sql/report/by-hour.sql",        "sql/query/failing-domains.sql",
    "sql/query/never-delivered.sql", "sql/query/code-domains.sql",
    "sql/query/domain-codes.sql",    "sql/query/daily-totals.sql",
    "sql/query/busiest-hours.sql",   "sql/query/rising-domains.sql",
    "sql/query/top-codes.sql",       "sql/query/reply-texts.sql",
    "sql/report/texts.sql",
};

static uint32_t names_count = 200000;
static uint32_t hours = 168;
static char names[NAMES_MAX][24];
static double zipf[NAMES_MAX];
static uint64_t state = 88172645463325252U;

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint32_t draw(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) % below);
}

static uint32_t draw_name(void)
{
    const double at =
        (double)draw(1U << 30) / (1U << 30) * zipf[names_count - 1];
    uint32_t low = 0;
    uint32_t high = names_count - 1;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (zipf[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void make_names(void)
{
    double sum = 0;

    for (uint32_t i = 0; i < names_count; i++) {
        (void)snprintf(names[i], sizeof names[i], "%x.example.net",
                       i * 2654435761U);
        sum += 1 / pow(i + 1, 1.02);
        zipf[i] = sum;
    }
}

/* Small, so that reading it costs little; a parser makes its event anew. */
struct load {
    uint32_t name;
    uint32_t second; /* from the first */
    uint16_t code;
    uint8_t outcome;
    uint8_t subject;
    uint8_t detail;
    uint8_t text; /* 0: none */
};

#define TEXTS 40 /* of each code */

static char texts[TEXTS][120];

static void make_texts(void)
{
    for (int i = 0; i < TEXTS; i++)
        (void)snprintf(texts[i], sizeof texts[i],
                       "<address>: Recipient address rejected: reason %d, see "
                       "https://support.example.com/<id>",
                       i);
}

static void make_load(struct load *load, size_t count)
{
    static const uint16_t codes[] = {421, 450, 451, 452, 550, 552, 553, 554};

    for (size_t i = 0; i < count; i++) {
        struct load *one = &load[i];
        const uint32_t kind = draw(100);

        one->second = (uint32_t)(i * (uint64_t)hours * 3600 / count);
        one->name = draw_name();
        one->code = 250;
        if (kind < 60)
            continue;
        one->code = codes[draw(8)];
        one->outcome = one->code < 500 ? BS_DEFERRED : BS_BOUNCED;
        one->subject = (uint8_t)draw(8);
        one->detail = (uint8_t)draw(3);
        one->text = (uint8_t)(1 + one->name % 8 + draw(2) * draw(TEXTS - 8));
    }
}

static void read_event(struct bs_event *event, const struct load *load)
{
    event->time = START + load->second;
    event->domain = bs_str_of(names[load->name]);
    event->code = load->code;
    event->outcome = load->outcome;
    event->dsn = (struct bs_esc){(uint16_t)(load->code / 100), load->subject,
                                 load->detail};
    event->masked =
        load->text != 0 ? bs_str_of(texts[load->text - 1]) : (struct bs_str){0};
}

static double time_tally(const struct load *load, size_t count)
{
    struct bs_event event = {0};
    struct bs_tally *tally;
    double start;

    if (bs_tally_new(&tally, &(struct bs_tally_options){0}, NULL) != BS_OK)
        return 0;
    start = seconds();
    for (size_t i = 0; i < count; i++) {
        read_event(&event, &load[i]);
        bs_tally_add(tally, &(struct bs_tally_hit){
                                .bucket = load[i].second / 3600,
                                .tag = (uint32_t)(event.code % 8 * 32 +
                                                  event.dsn.subject * 4 +
                                                  event.dsn.detail),
                                .name = event.domain,
                                .n = 1});
    }
    if (bs_tally_drain(tally) != BS_OK)
        return 0;
    start = seconds() - start;
    bs_tally_free(tally);
    return start;
}

static bool count_row(void *context, const struct bs_row *row)
{
    (void)row;
    ++*(size_t *)context;
    return true;
}

static void time_reports(struct bs_store *store)
{
    const struct bs_param params[] = {
        {"top", {.type = BS_INTEGER, .integer = 20}},
        {"code", {.type = BS_TEXT, .text = BS_STR("5.1.1")}},
        {"domain", {.type = BS_TEXT, .text = bs_str_of(names[1000])}},
    };
    struct bs_error err;

    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        size_t rows = 0;
        const double start = seconds();

        if (bs_store_query(store, reports[i], params, 3, count_row, &rows,
                           &err) != BS_OK)
            (void)fprintf(stderr, "%s\n", err.text);
        (void)printf("%-32s %8.2f ms %6zu rows\n", reports[i],
                     (seconds() - start) * 1e3, rows);
    }
}

static int run(const struct bs_data *data, const struct load *load,
               size_t count, const char *path)
{
    struct bs_event event = {.host = BS_STR("mx1.example.org"),
                             .mta = BS_STR("postfix")};
    const struct bs_store_options options = {
        .data = data, .path = path, .max_bytes = (size_t)1 << 30};
    struct bs_store *store;
    struct bs_error err;
    double start = seconds();

    if (bs_store_open(&store, &options, &err) != BS_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 2;
    }
    (void)printf("open %.2f ms\n", (seconds() - start) * 1e3);
    start = seconds();
    for (size_t i = 0; i < count; i++) {
        read_event(&event, &load[i]);
        (void)bs_store_count(store, &event);
    }
    start = seconds() - start;
    (void)printf("count %.1f ns an event", start / (double)count * 1e9);
    (void)printf(", tally alone %.1f\n",
                 time_tally(load, count) / (double)count * 1e9);
    start = seconds();
    if (bs_store_flush(store, &err) != BS_OK)
        (void)fprintf(stderr, "%s\n", err.text);
    (void)printf("flush %.3f s\n", seconds() - start);
    time_reports(store);
    bs_store_close(store);
    return 0;
}

int main(int argc, char **argv)
{
    const size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1200000;
    struct load *load = calloc(count + 1, sizeof *load);
    struct bs_data *data;
    int result = 2;

    if (argc > 3)
        names_count = (uint32_t)strtoul(argv[3], NULL, 10);
    if (argc > 4)
        hours = (uint32_t)strtoul(argv[4], NULL, 10);
    if (names_count == 0 || names_count > NAMES_MAX || hours == 0)
        return result;
    if (load == NULL || bs_data_open(&data, NULL, NULL) != BS_OK)
        return result;
    make_names();
    make_texts();
    make_load(load, count);
    result = run(data, load, count, argc > 2 ? argv[2] : NULL);
    bs_data_close(data);
    free(load);
    return result;
}
