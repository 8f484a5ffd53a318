/* SPDX-License-Identifier: MIT */
/*
 * entry - an entry of systemd's journal → a line of a log. Knows: base.
 *
 * The same line, whether the entry comes from the journal itself or from what
 * journalctl made of it: time, host, identifier[pid]: message.
 */
#ifndef INPUT_ENTRY_H
#define INPUT_ENTRY_H

#include <stddef.h>

#include "bouncestat/str.h"

/* One byte more than BS_LINE_MAX: a line of so many was cut. */
#define BS_ENTRY_SIZE ((size_t)BS_LINE_MAX + 1)

enum bs_entry_field {
    BS_ENTRY_MESSAGE,
    BS_ENTRY_HOST,
    BS_ENTRY_IDENTIFIER,
    BS_ENTRY_COMMAND, /* in place of the identifier */
    BS_ENTRY_SYSLOG_PID,
    BS_ENTRY_PID,         /* in place of that */
    BS_ENTRY_SOURCE_TIME, /* microseconds since 1970 */
    BS_ENTRY_TIME,        /* in place of that */
    BS_ENTRY_FIELDS
};

/* What systemd calls them. */
extern const char *const bs_entry_names[BS_ENTRY_FIELDS];

/* The value of a field, none if it is not there; it lives until the next
 * call. */
typedef struct bs_str bs_entry_get(void *entry, enum bs_entry_field field);

/* Writes the line, without its newline, and returns its length. An entry
 * without a time has none in its line, too. */
size_t
bs_entry_line(char out[static BS_ENTRY_SIZE], bs_entry_get *get, void *entry);

#endif
