/* SPDX-License-Identifier: MIT */
/* show - an event's fields as text, for the samples. Knows: base, code. */
#ifndef PARSE_SHOW_H
#define PARSE_SHOW_H

#include "base/buf.h"
#include "bouncestat/event.h"

/*
 * Writes the field of that name (those of `bouncestat events`) like snprintf,
 * "-" for what is unknown, and returns its length; -1: no such field.
 */
int bs_event_show(char *out, size_t size, const struct bs_event *event,
                  struct bs_str field);

/* Adds all fields, as one line. */
void bs_event_dump(struct bs_buf *buf, const struct bs_event *event);

#endif
