/* SPDX-License-Identifier: MIT */
/* round - the time between two rounds of reading what grows. */
#include "cli/round.h"

#include <time.h>

#include "cli/stop.h"

#define ROUND_MS 2000 /* at least */

int64_t round_milliseconds(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void round_wait(struct round *round, int notes, round_note_fn *matters,
                void *context)
{
    const int64_t end = round->last + round->idle_ms;
    int64_t now = round_milliseconds();
    bool noted = false;

    while (!noted && now < end && stop_signal() == 0 && !stop_hangup()) {
        noted = stop_poll(notes, (int)(end - now)) && matters(context);
        now = round_milliseconds();
    }
    if (noted && now < round->last + ROUND_MS)
        (void)stop_poll(-1, (int)(round->last + ROUND_MS - now));
    round->last = round_milliseconds();
}
