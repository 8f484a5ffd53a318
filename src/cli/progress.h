/* SPDX-License-Identifier: MIT */
/* progress - how far the reading is, in one line of a terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/opt.h"

struct progress {
    bool on;
    bool shown;    /* there is a line to be cleared */
    int64_t begin; /* milliseconds of a clock that only moves forward */
    int64_t last;  /* of the last update */
};

struct progress_state {
    const char *name; /* of the file */
    uint64_t done;    /* bytes read of it */
    uint64_t size;    /* bytes of it; 0: not known */
    uint64_t before;  /* bytes of the files before it */
};

/* Begins at now (milliseconds). */
void progress_init(struct progress *progress, bool on, int64_t now);

/* Shows the state, at most five times a second. */
void progress_update(struct progress *progress,
                     const struct progress_state *state, int64_t now);

/* Clears the line; to be called before anything else is printed. */
void progress_clear(struct progress *progress);

/* The line itself, without control characters; for tests. */
void progress_line(char *out, size_t size, const struct progress_state *state,
                   int64_t milliseconds);

#endif
