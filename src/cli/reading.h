/* SPDX-License-Identifier: MIT */
/* reading - the options of all commands that read logs. */
#ifndef CLI_READING_H
#define CLI_READING_H

#include "cli/folders.h"
#include "cli/opt.h"

enum { PROGRESS_AUTO, PROGRESS_ON, PROGRESS_OFF };

struct reading {
    const char *since;
    const char *until;
    bool rotated;
    const char *mta; /* NULL, "auto": all */
    uint64_t year;   /* 0: not given */
    const char *tz;
    const char *unmatched; /* file for lines that no rule could read */
    bool strict;
    uint64_t jobs; /* threads; 0: not given */
    int progress;
    bool quiet;
    bool verbose;
};

extern const struct opt range_options[]; /* --since, --until */
extern const size_t range_options_count;
extern const struct opt reading_options[]; /* the others */
extern const size_t reading_options_count;

#endif
