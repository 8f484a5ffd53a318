/* SPDX-License-Identifier: MIT */
/*
 * event_json - one event as one line of JSON.
 *
 * Knows    Many events in a row have the same second and the same code, so
 *          their texts are kept.
 * Source   RFC 3339; https://jsonlines.org/
 */
#include "cli/event_json.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/json.h"

void event_writer_init(struct event_writer *writer, struct out *out)
{
    *writer = (struct event_writer){.out = out, .second = INT64_MIN};
}

static void set_stamp(struct event_writer *writer, int64_t second)
{
    time_t seconds = (time_t)second;
    struct tm parts = {0};

    (void)gmtime_r(&seconds, &parts);
    if (strftime(writer->stamp, sizeof writer->stamp, "%Y-%m-%dT%H:%M:%S",
                 &parts) == 0)
        writer->stamp[0] = '\0';
    writer->second = second;
}

static void put_number(struct out *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    out_add(out, digits + at, sizeof digits - at);
}

static void put_fraction(struct out *out, uint32_t nanosecond, uint8_t count)
{
    char digits[10] = ".";

    for (size_t i = 9; i > 0; i--) {
        digits[i] = (char)('0' + nanosecond % 10);
        nanosecond /= 10;
    }
    if (count > 0)
        out_add(out, digits, (size_t)1 + (count < 9 ? count : 9));
}

static void put_time(struct event_writer *writer, const struct bs_event *event)
{
    struct out *out = writer->out;

    if (event->time != writer->second)
        set_stamp(writer, event->time);
    out_text(out, "{\"time\":\"");
    out_text(out, writer->stamp);
    put_fraction(out, event->nanosecond, event->digits);
    out_add(out, "Z\"", 2);
}

static void put_text(struct out *out, struct bs_str key, struct bs_str text)
{
    out_str(out, key);
    json_string(out, text);
}

static void put_codes(struct event_writer *writer, const struct bs_event *event)
{
    struct out *out = writer->out;

    out_str(out, BS_STR(",\"code\":"));
    if (event->code != 0)
        put_number(out, event->code);
    else
        out_str(out, BS_STR("null"));
    if (event->dsn.cls == 0) {
        out_str(out, BS_STR(",\"dsn\":null"));
        return;
    }
    if (bs_esc_cmp(event->dsn, writer->dsn) != 0) {
        writer->dsn = event->dsn;
        (void)bs_esc_format(writer->dsn_text, event->dsn);
    }
    put_text(out, BS_STR(",\"dsn\":"), bs_str_of(writer->dsn_text));
}

void event_write(struct event_writer *writer, const struct bs_event *event)
{
    struct out *out = writer->out;

    put_time(writer, event);
    put_text(out, BS_STR(",\"host\":"), event->host);
    put_text(out, BS_STR(",\"mta\":"), event->mta);
    put_text(out, BS_STR(",\"service\":"), event->service);
    put_text(out, BS_STR(",\"queue_id\":"), event->queue_id);
    put_text(out, BS_STR(",\"direction\":"),
             bs_str_of(bs_direction_text(event->direction)));
    put_text(out, BS_STR(",\"outcome\":"),
             bs_str_of(bs_outcome_text(event->outcome)));
    put_text(out, BS_STR(",\"recipient\":"), event->recipient);
    put_text(out, BS_STR(",\"domain\":"), event->domain);
    put_text(out, BS_STR(",\"sender\":"), event->sender);
    put_text(out, BS_STR(",\"relay\":"), event->relay);
    put_text(out, BS_STR(",\"relay_ip\":"), event->relay_ip);
    put_codes(writer, event);
    put_text(out, BS_STR(",\"text\":"), event->text);
    put_text(out, BS_STR(",\"class\":"), event->class);
    put_text(out, BS_STR(",\"severity\":"), event->severity);
    put_text(out, BS_STR(",\"provider\":"), event->provider);
    put_text(out, BS_STR(",\"rule\":"), event->rule);
    put_text(out, BS_STR(",\"file\":"), writer->file);
    out_str(out, BS_STR(",\"line\":"));
    put_number(out, event->line);
    out_add(out, "}\n", 2);
}
