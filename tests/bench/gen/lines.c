/* SPDX-License-Identifier: MIT */
/* lines - a heap of lines by time; those of one time stay in order. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gen.h"

struct line {
    int64_t time;
    uint64_t number;
    char *text;
};

static struct line *heap;
static size_t used;
static size_t room;
static uint64_t number;
static uint64_t bytes;

static bool earlier(const struct line *a, const struct line *b)
{
    return a->time != b->time ? a->time < b->time : a->number < b->number;
}

static void push(struct line line)
{
    size_t i = used++;

    if (used > room) {
        room = room == 0 ? 1024 : 2 * room;
        heap = realloc(heap, room * sizeof *heap);
        if (heap == NULL)
            abort();
    }
    for (; i > 0 && earlier(&line, &heap[(i - 1) / 2]); i = (i - 1) / 2)
        heap[i] = heap[(i - 1) / 2];
    heap[i] = line;
}

static struct line pop(void)
{
    struct line first = heap[0];
    struct line last = heap[--used];
    size_t i = 0;

    for (size_t child = 1; child < used; child = 2 * i + 1) {
        if (child + 1 < used && earlier(&heap[child + 1], &heap[child]))
            child++;
        if (!earlier(&heap[child], &last))
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    heap[used].text = NULL; /* it has moved, or is first */
    return first;
}

void at(int64_t time, const char *format, ...)
{
    char text[2048];
    va_list ap;
    struct line line = {time, number++, NULL};

    va_start(ap, format);
    (void)vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    line.text = strdup(text);
    if (line.text == NULL)
        abort();
    push(line);
}

/* "Mar  1 00:00:00 mx1 " and its kind; made anew once a second. */
static const char *stamp_text(int64_t time, enum stamp stamp)
{
    static const char *const formats[] = {
        [STAMP_3164] = "%b %e %H:%M:%S mx1 ",
        [STAMP_3339] = "%Y-%m-%dT%H:%M:%S.",
        [STAMP_EXIM] = "%Y-%m-%d %H:%M:%S ",
    };
    static char text[80];
    static time_t made = -1;
    time_t now = (time_t)(INT64_C(1772323200) + time / SECOND); /* 2026-03-01 */
    size_t len;

    if (now != made || stamp == STAMP_3339) {
        struct tm tm;

        len = strftime(text, sizeof text, formats[stamp], gmtime_r(&now, &tm));
        if (stamp == STAMP_3339)
            (void)snprintf(text + len, sizeof text - len, "%06u+00:00 mx1 ",
                           (unsigned)(time % SECOND));
        made = now;
    }
    return text;
}

void lines_until(int64_t time, uint64_t max_bytes, enum stamp stamp)
{
    while (used > 0 && heap[0].time <= time && bytes < max_bytes) {
        struct line line = pop();
        int len = printf("%s%s\n", stamp_text(line.time, stamp), line.text);

        free(line.text);
        if (len < 0)
            exit(2);
        bytes += (uint64_t)len;
    }
}

uint64_t lines_bytes(void)
{
    return bytes;
}
