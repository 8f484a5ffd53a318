/* SPDX-License-Identifier: MIT */
/*
 * entry - an entry of systemd's journal → a line of a log.
 *
 * Knows    Control characters are written as rsyslogd does, #012, so that no
 *          message begins a line of its own.
 * Limits   Of host, identifier and pid the first WORD_MAX bytes are taken.
 * Source   systemd.journal-fields(7).
 */
#include "input/entry.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/number.h"

#define WORD_MAX 256
#define MICRO 1000000
#define LAST_SECOND UINT64_C(253402300799) /* of the year 9999 */

struct line {
    char *text;
    size_t len;
};

const char *const bs_entry_names[BS_ENTRY_FIELDS] = {
    [BS_ENTRY_MESSAGE] = "MESSAGE",
    [BS_ENTRY_HOST] = "_HOSTNAME",
    [BS_ENTRY_IDENTIFIER] = "SYSLOG_IDENTIFIER",
    [BS_ENTRY_COMMAND] = "_COMM",
    [BS_ENTRY_SYSLOG_PID] = "SYSLOG_PID",
    [BS_ENTRY_PID] = "_PID",
    [BS_ENTRY_SOURCE_TIME] = "_SOURCE_REALTIME_TIMESTAMP",
    [BS_ENTRY_TIME] = "__REALTIME_TIMESTAMP",
};

static void add_raw(struct line *line, const char *data, size_t len)
{
    if (len > BS_ENTRY_SIZE - line->len)
        len = BS_ENTRY_SIZE - line->len;
    memcpy(line->text + line->len, data, len);
    line->len += len;
}

/* In a word, a blank is written like a control character. */
static void add_text(struct line *line, struct bs_str text, bool word)
{
    if (word && text.len > WORD_MAX)
        text.len = WORD_MAX;
    for (size_t i = 0; i < text.len && line->len < BS_ENTRY_SIZE; i++) {
        const unsigned char c = (unsigned char)text.data[i];
        char code[5];

        if (c >= 0x20 + (unsigned)word && c != 0x7f) {
            line->text[line->len++] = text.data[i];
            continue;
        }
        (void)snprintf(code, sizeof code, "#%03o", c);
        add_raw(line, code, 4);
    }
}

static struct bs_str either(bs_entry_get *get, void *entry,
                            enum bs_entry_field first,
                            enum bs_entry_field second)
{
    const struct bs_str text = get(entry, first);

    return text.len > 0 ? text : get(entry, second);
}

/* False: the field is no time. */
static bool read_time(struct bs_str text, uint64_t *seconds)
{
    uint64_t micro;

    if (text.len == 0 ||
        bs_number_parse(&micro, UINT64_MAX, text.data, text.len) != text.len)
        return false;
    *seconds = micro / MICRO < LAST_SECOND ? micro / MICRO : LAST_SECOND;
    return micro > 0;
}

static void add_time(struct line *line, uint64_t time)
{
    const int rest = (int)(time % BS_DAY_SECONDS);
    char stamp[64];
    int year, month, day;

    bs_civil_date((int64_t)(time / BS_DAY_SECONDS), &year, &month, &day);
    (void)snprintf(stamp, sizeof stamp, "%04d-%02d-%02dT%02d:%02d:%02d+00:00 ",
                   year, month, day, rest / 3600, rest / 60 % 60, rest % 60);
    add_raw(line, stamp, strlen(stamp));
}

size_t
bs_entry_line(char out[static BS_ENTRY_SIZE], bs_entry_get *get, void *entry)
{
    struct line line = {0};
    struct bs_str pid;
    uint64_t time;

    line.text = out;
    if (read_time(get(entry, BS_ENTRY_SOURCE_TIME), &time) ||
        read_time(get(entry, BS_ENTRY_TIME), &time))
        add_time(&line, time);
    add_text(&line, get(entry, BS_ENTRY_HOST), true);
    add_raw(&line, " ", 1);
    add_text(&line, either(get, entry, BS_ENTRY_IDENTIFIER, BS_ENTRY_COMMAND),
             true);
    pid = either(get, entry, BS_ENTRY_SYSLOG_PID, BS_ENTRY_PID);
    if (pid.len > 0) {
        add_raw(&line, "[", 1);
        add_text(&line, pid, true);
        add_raw(&line, "]", 1);
    }
    add_raw(&line, ": ", 2);
    add_text(&line, get(entry, BS_ENTRY_MESSAGE), false);
    return line.len;
}
