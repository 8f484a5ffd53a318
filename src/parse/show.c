/* SPDX-License-Identifier: MIT */
/* show - an event's fields as text, for the samples. */
#include "parse/show.h"

#include <stdio.h>

#include "base/civil.h"

static int show_str(char *out, size_t size, struct bs_str text)
{
    if (text.data == NULL)
        text = BS_STR("-");
    return snprintf(out, size, "%.*s", BS_ARG(text));
}

static int show_time(char *out, size_t size, const struct bs_event *event)
{
    int64_t days = event->time / BS_DAY_SECONDS;
    int seconds = (int)(event->time % BS_DAY_SECONDS);
    char fraction[10];
    int year;
    int month;
    int day;

    bs_civil_date(days, &year, &month, &day);
    (void)snprintf(fraction, sizeof fraction, "%09u",
                   event->nanosecond % 1000000000U);
    return snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d%s%.*sZ", year,
                    month, day, seconds / 3600, seconds / 60 % 60, seconds % 60,
                    event->digits > 0 ? "." : "", event->digits, fraction);
}

static int show_code(char *out, size_t size, const struct bs_event *event)
{
    return event->code != 0 ? snprintf(out, size, "%03u", event->code)
                            : snprintf(out, size, "-");
}

static int show_dsn(char *out, size_t size, const struct bs_event *event)
{
    char text[BS_ESC_BUFSIZE];

    return event->dsn.cls != 0 && bs_esc_format(text, event->dsn) > 0
               ? snprintf(out, size, "%s", text)
               : snprintf(out, size, "-");
}

static int show_direction(char *out, size_t size, const struct bs_event *event)
{
    return snprintf(out, size, "%s", bs_direction_text(event->direction));
}

static int show_outcome(char *out, size_t size, const struct bs_event *event)
{
    return snprintf(out, size, "%s", bs_outcome_text(event->outcome));
}

#define STRINGS(X)                                                             \
    X(host)                                                                    \
    X(mta)                                                                     \
    X(service)                                                                 \
    X(queue_id)                                                                \
    X(recipient)                                                               \
    X(domain)                                                                  \
    X(sender)                                                                  \
    X(relay)                                                                   \
    X(relay_ip)                                                                \
    X(text)                                                                    \
    X(stage)                                                                   \
    X(next_id)                                                                 \
    X(rule)

#define X(name)                                                                \
    static int show_##name(char *out, size_t size,                             \
                           const struct bs_event *event)                       \
    {                                                                          \
        return show_str(out, size, event->name);                               \
    }
STRINGS(X)
#undef X

static const struct {
    const char *name;
    int (*show)(char *, size_t, const struct bs_event *);
} fields[] = {{"time", show_time},
              {"code", show_code},
              {"dsn", show_dsn},
              {"direction", show_direction},
              {"outcome", show_outcome},
#define X(name) {#name, show_##name},
              STRINGS(X)
#undef X
};

#define FIELD_COUNT (sizeof fields / sizeof fields[0])

int bs_event_show(char *out, size_t size, const struct bs_event *event,
                  struct bs_str field)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (bs_str_eq(field, bs_str_of(fields[i].name)))
            return fields[i].show(out, size, event);
    return -1;
}

void bs_event_dump(struct bs_buf *buf, const struct bs_event *event)
{
    char text[1024];

    for (size_t i = 0; i < FIELD_COUNT; i++) {
        (void)fields[i].show(text, sizeof text, event);
        bs_buf_print(buf, "%s=%s ", fields[i].name, text);
    }
    bs_buf_addc(buf, '\n');
}
