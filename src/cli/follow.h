/* SPDX-License-Identifier: MIT */
/*
 * follow - keeps reading logs that grow, over their rotation.
 *
 * A file stays open from before it is read until some time after another has
 * taken its name: what is written to it after it was renamed is read, too.
 */
#ifndef CLI_FOLLOW_H
#define CLI_FOLLOW_H

#include "cli/ingest.h"
#include "cli/round.h"

struct follow_file {
    char *path;
    int fd;
    bool replaced; /* another file has this name now */
    int64_t until; /* then it is given up, milliseconds */
};

struct follow {
    int notes; /* inotify; -1: none, only time passes */
    struct follow_file *files;
    size_t count;
    char **paths; /* what is followed */
    size_t path_count;
    bool begun;
    struct round round;
};

/* Fills in the hook "wait", and what ingest needs for it. */
void follow_init(struct follow *follow, struct ingest *ingest,
                 struct scan_hooks *hooks);

void follow_clear(struct follow *follow);

#endif
