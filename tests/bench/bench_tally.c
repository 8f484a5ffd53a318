/* SPDX-License-Identifier: MIT */
/*
 * bench_tally - what a hit costs, under the load of 1 GiB of Postfix log.
 *
 * Usage    bench_tally [rounds]
 *          1.18 million hits in 144 buckets, names by Zipf's law with exponent
 *          1.02 over 200000, 84% of the hits delivered. The names lie one after
 *          the other in a text, as they do in a log. Prints the least time of
 *          all rounds: the machine has other things to do. Its twin
 *          bench_tally_no_ring does the same without the ring.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "tally/tally.h"

#define HITS 1176831
#define NAMES 200000
#define BUCKETS 144
#define FAILED 0.16
#define TAGS 40 /* of failures */
#define EXPONENT 1.02
#define NAME_SIZE 48

struct load {
    double *zipf; /* running sums of the weights of the names */
    char *text;
    struct bs_tally_hit *hits;
    uint64_t random;
};

struct times { /* nanoseconds of a round */
    double add;
    double rows;
    double by_name;
};

struct result {
    size_t rows;
    size_t names;
};

static void *must(void *block)
{
    if (block == NULL)
        abort();
    return block;
}

static double now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static double next_share(uint64_t *state)
{
    return (double)(next_random(state) >> 11) / 9007199254740992.0;
}

static size_t choose_name(struct load *load)
{
    double want = next_share(&load->random) * load->zipf[NAMES - 1];
    size_t low = 0;
    size_t high = NAMES - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (load->zipf[middle] < want)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Spelt from the number, so that frequent names are not neighbours by name. */
static int spell(char *out, size_t name)
{
    static const char *const tops[] = {"com", "net", "de", "org", "co.uk"};
    uint32_t word = (uint32_t)name * 2654435761U;

    return snprintf(out, NAME_SIZE, "%s%x%s.%s", name % 3 ? "" : "mail.", word,
                    name % 7 ? "" : "-systems", tops[name % 5]);
}

static void make_load(struct load *load)
{
    double sum = 0;
    char *end;

    load->zipf = must(calloc(NAMES, sizeof *load->zipf));
    load->text = must(malloc((size_t)HITS * NAME_SIZE));
    load->hits = must(calloc(HITS, sizeof *load->hits));
    load->random = 42;
    for (size_t i = 0; i < NAMES; i++)
        load->zipf[i] = sum += pow((double)i + 1, -EXPONENT);
    end = load->text;
    for (size_t i = 0; i < HITS; i++) {
        size_t name = choose_name(load);
        uint32_t tag = (uint32_t)(name % 4); /* sent, by one way or another */
        int len = spell(end, name);

        if (next_share(&load->random) < FAILED)
            tag = 4 + (uint32_t)(next_random(&load->random) % TAGS);

        load->hits[i] = (struct bs_tally_hit){
            .bucket = (uint32_t)(i * BUCKETS / HITS),
            .tag = tag,
            .name = {end, (size_t)len},
            .second = (uint16_t)(i * BUCKETS % HITS * 3600 / HITS),
            .n = 1,
        };
        end += len;
    }
}

static void
run(const struct load *load, struct times *times, struct result *result)
{
    const struct bs_tally_row *rows;
    const uint32_t *names;
    struct bs_tally *tally;
    double start = now();

    if (bs_tally_new(&tally, &(struct bs_tally_options){.seed = 7}, NULL) !=
        BS_OK)
        abort();
    for (size_t i = 0; i < HITS; i++)
        bs_tally_add(tally, &load->hits[i]);
    if (bs_tally_drain(tally) != BS_OK)
        abort();
    times->add = now() - start;
    start = now();
    if (bs_tally_rows(tally, &rows, &result->rows) != BS_OK)
        abort();
    times->rows = now() - start;
    start = now();
    if (bs_tally_by_name(tally, &names, &result->names) != BS_OK)
        abort();
    times->by_name = now() - start;
    bs_tally_free(tally);
}

static double peak_mib(void)
{
    struct rusage usage;

    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 15;
    struct times least = {1e18, 1e18, 1e18};
    struct result result = {0};
    struct load load;
    double before;

    make_load(&load);
    before = peak_mib();
    for (int i = 0; i < rounds; i++) {
        struct times times;

        run(&load, &times, &result);
        least.add = fmin(least.add, times.add);
        least.rows = fmin(least.rows, times.rows);
        least.by_name = fmin(least.by_name, times.by_name);
    }
    printf("%zu names, %zu rows: %.1f ns/hit; rows %.1f ms, by name %.1f ms; "
           "%.1f MiB\n",
           result.names, result.rows, least.add / HITS, least.rows / 1e6,
           least.by_name / 1e6, peak_mib() - before);
    free(load.zipf);
    free(load.text);
    free(load.hits);
    return 0;
}
