/* SPDX-License-Identifier: MIT */
/* However a log is cut into blocks at the ends of lines, it says the same. */
#include "logs.h"

#define ROUNDS 8
#define LINES 1500

/* Blocks of up to most lines. */
static void read_chunks(struct logs *logs, struct said *said,
                        const struct bs_buf *log, uint32_t most)
{
    size_t begin = 0;

    said_begin(said);
    while (begin < log->len) {
        uint32_t lines = 1 + logs_random(logs, most);
        size_t end = begin;

        while (end < log->len && lines-- > 0) {
            const char *newline = memchr(log->data + end, '\n', log->len - end);

            assert_non_null(newline);
            end = (size_t)(newline + 1 - log->data);
        }
        said_block(said, log->data + begin, end - begin);
        begin = end;
    }
}

static void test_chunks(void **state)
{
    static const uint32_t most[] = {1, 3, 130, 700};
    struct logs logs;
    struct said whole;
    struct said parts;

    (void)state;
    logs_open(&logs);
    said_open(&whole, &logs);
    said_open(&parts, &logs);
    logs.years = false;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct bs_buf log = logs_make(&logs, seed, LINES);
        struct bs_stats stats;

        print_message("seed %llu\n", (unsigned long long)seed);
        said_begin(&whole);
        bs_buf_reset(&whole.events);
        said_block(&whole, log.data, log.len);
        stats = bs_parser_stats(whole.parser);
        assert_int_equal(stats_lines(&stats), LINES);
        bs_buf_reset(&parts.events);
        read_chunks(&logs, &parts, &log, most[seed % COUNT_OF(most)]);
        expect_same(&whole, &parts);
        bs_buf_clear(&log);
    }
    said_close(&whole);
    said_close(&parts);
    logs_close(&logs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chunks)};

    return cmocka_run_group_tests_name("chunks", tests, NULL, NULL);
}
