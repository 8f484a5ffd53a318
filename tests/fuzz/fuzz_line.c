/* SPDX-License-Identifier: MIT */
/* Every line of a log, read with all dialects, is counted once; its events are
 * whole; and the log says the same when it is cut into two blocks. */
#include "bouncestat/parser.h"

#include <string.h>

#include "fuzz.h"
#include "parse/address.h"

#define PAD 64 /* readable bytes behind a block */

struct seen {
    uint64_t events;
    uint64_t unmatched;
    uint64_t hash; /* of all that the events say */
    uint64_t line; /* of the last */
};

static struct bs_parser *parser;
static struct seen *seen; /* in this run */

static void add(struct bs_str text)
{
    seen->hash = (seen->hash ^ (text.data != NULL)) * 0x100000001B3U;
    for (size_t i = 0; i < text.len; i++)
        seen->hash =
            (seen->hash ^ (unsigned char)text.data[i]) * 0x100000001B3U;
    MUST(text.len <= BS_LINE_MAX);
}

static void on_event(void *context, struct bs_event *event)
{
    MUST(context == parser);
    MUST(event->direction < BS_DIRECTION_COUNT);
    MUST(event->outcome < BS_OUTCOME_COUNT);
    MUST(event->nanosecond <= 999999999 && event->digits <= 9);
    MUST(event->code <= 999 && event->mta.len > 0 && event->rule.len > 0);
    MUST(event->domain.data == NULL ||
         (event->domain.len > 0 && event->domain.len <= BS_DOMAIN_MAX));
    MUST(event->domain.data == NULL || event->recipient.data != NULL);
    for (size_t i = 0; i < event->domain.len; i++)
        MUST(event->domain.data[i] < 'A' || event->domain.data[i] > 'Z');
    MUST(event->line >= seen->line);
    seen->line = event->line;
    seen->events++;
    add(event->host);
    add(event->mta);
    add(event->service);
    add(event->queue_id);
    add(event->recipient);
    add(event->domain);
    add(event->sender);
    add(event->relay);
    add(event->relay_ip);
    add(event->text);
    add(event->rule);
    seen->hash ^= (uint64_t)event->time ^ (uint64_t)event->line << 40 ^
                  (uint64_t)event->code << 20;
}

static void on_unmatched(void *context, struct bs_str line)
{
    (void)context;
    MUST(line.len <= BS_LINE_MAX);
    seen->unmatched++;
}

static void make_parser(void)
{
    struct bs_parser_options options = {.unmatched = on_unmatched};
    struct bs_data *data;
    struct bs_error err;

    MUST(bs_data_open(&data, NULL, &err) == BS_OK);
    options.data = data;
    MUST(bs_parser_new(&parser, &options, &err) == BS_OK);
    bs_data_close(data);
}

/* A block of its own, with exactly the bytes behind it that may be read. */
static void read_block(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + PAD);

    MUST(copy != NULL);
    memcpy(copy, data, size);
    memset(copy + size, '=', PAD);
    bs_parser_block(parser, (struct bs_str){copy, size}, on_event, parser);
    free(copy);
}

static struct bs_stats
read_log(struct seen *into, const uint8_t *data, size_t size, size_t first)
{
    *into = (struct seen){0};
    seen = into;
    bs_parser_begin(parser, 0, INT64_C(1795445526));
    read_block(data, first);
    read_block(data + first, size - first);
    return bs_parser_stats(parser);
}

static uint64_t lines_in(const uint8_t *data, size_t size)
{
    uint64_t lines = size > 0 && data[size - 1] != '\n';

    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *newline =
        size > 2 ? memchr(data + size / 2, '\n', size - size / 2) : NULL;
    struct seen whole;
    struct seen parts;
    struct bs_stats stats;
    struct bs_stats again;

    if (parser == NULL)
        make_parser();
    stats = read_log(&whole, data, size, 0);
    MUST(stats.matched + stats.unmatched + stats.ignored + stats.foreign ==
         lines_in(data, size));
    MUST(stats.events == whole.events && stats.unmatched == whole.unmatched);
    MUST(stats.events >= stats.matched && stats.limited <= stats.unmatched);
    MUST((stats.matched == 0) == (stats.events == 0));
    if (newline == NULL)
        return 0;
    again = read_log(&parts, data, size, (size_t)(newline + 1 - data));
    /* A time that cannot be is seen only where a head is read. */
    again.ignored += again.foreign;
    stats.ignored += stats.foreign;
    again.foreign = 0;
    stats.foreign = 0;
    MUST(memcmp(&stats, &again, sizeof stats) == 0);
    MUST(memcmp(&whole, &parts, sizeof whole) == 0);
    return 0;
}
