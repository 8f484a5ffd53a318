/* SPDX-License-Identifier: MIT */
/*
 * progress - how far the reading is, in one line of a terminal.
 *
 * Knows    Only the numbers and the time that it is handed.
 */
#include "cli/progress.h"

#include <stdio.h>

#include "bouncestat/str.h"

#define UPDATE_MS 200
#define LINE_MAX_BYTES 160

void progress_init(struct progress *progress, bool on, int64_t now)
{
    *progress =
        (struct progress){.on = on, .begin = now, .last = now - UPDATE_MS / 2};
}

/* "12 kB", "3.4 GB" */
static void amount(char *out, size_t size, double bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    size_t i = 0;

    for (; bytes >= 1000 && i + 1 < COUNT_OF(units); i++)
        bytes /= 1000;
    (void)snprintf(out, size, "%.*f %s", bytes < 10 && i > 0 ? 1 : 0, bytes,
                   units[i]);
}

static void remaining(char *out, size_t size, double seconds)
{
    unsigned long whole = seconds < 360000 ? (unsigned long)seconds : 360000;

    if (whole >= 3600)
        (void)snprintf(out, size, "%lu:%02lu:%02lu", whole / 3600,
                       whole / 60 % 60, whole % 60);
    else
        (void)snprintf(out, size, "%lu:%02lu", whole / 60, whole % 60);
}

void progress_line(char *out, size_t size, const struct progress_state *state,
                   int64_t milliseconds)
{
    double seconds = (double)(milliseconds > 0 ? milliseconds : 1) / 1000;
    double rate = (double)(state->before + state->done) / seconds;
    char done[32];
    char speed[32];
    char left[64];
    char name[48];

    (void)bs_str_terminal(name, sizeof name, bs_str_of(state->name));
    amount(done, sizeof done, (double)state->done);
    amount(speed, sizeof speed, rate);
    if (state->size < state->done || state->size == 0 || rate < 1) {
        (void)snprintf(out, size, "%s  %s  %s/s", name, done, speed);
        return;
    }
    remaining(left, sizeof left, (double)(state->size - state->done) / rate);
    (void)snprintf(out, size, "%s  %3.0f %%  %s  %s/s  %s left", name,
                   100.0 * (double)state->done / (double)state->size, done,
                   speed, left);
}

void progress_update(struct progress *progress,
                     const struct progress_state *state, int64_t now)
{
    char line[LINE_MAX_BYTES];

    if (!progress->on || now - progress->last < UPDATE_MS)
        return;
    progress->last = now;
    progress->shown = true;
    progress_line(line, sizeof line, state, now - progress->begin);
    (void)fprintf(stderr, "\r\033[K%s", line);
    (void)fflush(stderr);
}

void progress_clear(struct progress *progress)
{
    if (!progress->shown)
        return;
    progress->shown = false;
    (void)fputs("\r\033[K", stderr);
    (void)fflush(stderr);
}
