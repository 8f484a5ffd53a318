/* SPDX-License-Identifier: MIT */
/* Where stamps have years, two logs say joined what they say one by one. */
#include "logs.h"

#define ROUNDS 8
#define LINES 1500

static void add(struct bs_stats *sum, const struct bs_stats *more)
{
    sum->matched += more->matched;
    sum->unmatched += more->unmatched;
    sum->ignored += more->ignored;
    sum->foreign += more->foreign;
    sum->cut += more->cut;
    sum->limited += more->limited;
    sum->events += more->events;
}

static void
read_one(struct said *said, const char *data, size_t len, struct bs_stats *sum)
{
    struct bs_stats stats;

    said_begin(said);
    said_block(said, data, len);
    stats = bs_parser_stats(said->parser);
    said->shift += stats_lines(&stats);
    add(sum, &stats);
}

static void test_joined(void **state)
{
    struct logs logs;
    struct said whole;
    struct said parts;

    (void)state;
    logs_open(&logs);
    said_open(&whole, &logs);
    said_open(&parts, &logs);
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct bs_buf log = logs_make(&logs, seed, LINES);
        struct bs_stats one = {0};
        struct bs_stats two = {0};
        const size_t at = logs_random(&logs, (uint32_t)log.len);
        const char *newline = memchr(log.data + at, '\n', log.len - at);
        const size_t first = (size_t)(newline + 1 - log.data);

        print_message("seed %llu\n", (unsigned long long)seed);
        bs_buf_reset(&whole.events);
        bs_buf_reset(&parts.events);
        whole.shift = 0;
        parts.shift = 0;
        read_one(&whole, log.data, log.len, &one);
        read_one(&parts, log.data, first, &two);
        read_one(&parts, log.data + first, log.len - first, &two);
        assert_int_equal(stats_lines(&one), LINES);
        assert_memory_equal(&one, &two, sizeof one);
        assert_string_equal(bs_buf_text(&whole.events),
                            bs_buf_text(&parts.events));
        assert_true(whole.events.len > 0);
        bs_buf_clear(&log);
    }
    said_close(&whole);
    said_close(&parts);
    logs_close(&logs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_joined)};

    return cmocka_run_group_tests_name("joined", tests, NULL, NULL);
}
