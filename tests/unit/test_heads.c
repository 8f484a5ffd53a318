/* SPDX-License-Identifier: MIT */
/* Lines whose heads differ, side by side: none is read with another's head. */
#include "bouncestat/parser.h"

#include <string.h>

#include "cases.h"

#define PLAIN "2026-11-23 15:52:53 "
#define ZONE "2026-11-23 15:52:53 +0200 "
#define PID "2026-11-23 15:52:53 +0200 [12] "
#define MILLIS "2026-11-23 15:52:53.250 "
#define SYSLOG "Nov 23 15:52:53 mx1 exim[7]: "
#define LINE "1xVWLd-00002A-1o ** a@x.example: Unrouteable address\n"

static const struct heads_case {
    const char *name;
    const char *log;
    uint64_t events;
    int64_t seconds; /* sum of the events' times, from 15:52:53 UTC on */
} heads_cases[] = {
    {"one head", PLAIN LINE PLAIN LINE, 2, 0},
    {"a zone behind the stamp", PLAIN LINE ZONE LINE, 2, -7200},
    {"a zone now and then", ZONE LINE PLAIN LINE PID LINE PLAIN LINE, 4,
     -14400},
    {"a fraction", PLAIN LINE MILLIS LINE PLAIN LINE, 3, 0},
    {"more heads than are remembered",
     PLAIN LINE ZONE LINE MILLIS LINE SYSLOG LINE SYSLOG PLAIN LINE PID LINE
         PLAIN LINE,
     7, -14400},
};

struct sum {
    uint64_t events;
    int64_t seconds;
};

static void add(void *context, struct bs_event *event)
{
    struct sum *sum = context;

    sum->events++;
    sum->seconds += event->time - 1795449173; /* 2026-11-23 15:52:53 UTC */
}

static void test_heads(void **state)
{
    const struct heads_case *c = *state;
    struct bs_parser_options options = {0};
    struct bs_data *data;
    struct bs_parser *parser;
    struct bs_error err;
    struct sum sum = {0, 0};
    char room[1024] = {0};

    assert_int_equal(bs_data_open(&data, NULL, &err), BS_OK);
    options.data = data;
    assert_int_equal(bs_parser_new(&parser, &options, &err), BS_OK);
    bs_parser_begin(parser, 2026, 0);
    memcpy(room, c->log, strlen(c->log));
    bs_parser_block(parser, (struct bs_str){room, strlen(c->log)}, add, &sum);
    assert_int_equal(bs_parser_stats(parser).unmatched, 0);
    assert_int_equal(sum.events, c->events);
    assert_int_equal(sum.seconds, c->seconds);
    bs_parser_free(parser);
    bs_data_close(data);
}

int main(void)
{
    return RUN_CASES(test_heads, heads_cases);
}
