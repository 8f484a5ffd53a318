/* SPDX-License-Identifier: MIT */
/*
 * round - the time between two rounds of reading what grows.
 *
 * A round begins soon after something has happened, but not at once: others
 * want to write to the database, too.
 */
#ifndef CLI_ROUND_H
#define CLI_ROUND_H

#include <stdbool.h>
#include <stdint.h>

struct round {
    int64_t last; /* when it began, milliseconds */
    int idle_ms;  /* so long without a note, at most */
};

/* There is something to read from the descriptor: does it matter? */
typedef bool round_note_fn(void *context);

/* Of the clock that always goes on. */
int64_t round_milliseconds(void);

/* Waits for a note, -1: none will come, or a signal; then a new round
 * begins. */
void round_wait(struct round *round, int notes, round_note_fn *matters,
                void *context);

#endif
