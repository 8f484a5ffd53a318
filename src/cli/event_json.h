/* SPDX-License-Identifier: MIT */
/* event_json - one event as one line of JSON. */
#ifndef CLI_EVENT_JSON_H
#define CLI_EVENT_JSON_H

#include "bouncestat/event.h"
#include "cli/out.h"

struct event_writer {
    struct out *out;
    struct bs_str file; /* the input's name; borrowed */
    int64_t second;     /* whose text is in stamp; INT64_MIN: none */
    char stamp[24];     /* "2026-11-20T08:00:00" */
    struct bs_esc dsn;  /* whose text is in dsn_text */
    char dsn_text[BS_ESC_BUFSIZE];
};

void event_writer_init(struct event_writer *writer, struct out *out);

/* Keys and their order are those that the manual promises. */
void event_write(struct event_writer *writer, const struct bs_event *event);

#endif
