/* SPDX-License-Identifier: MIT */
/* reading - the options of all commands that read logs. */
#include "cli/reading.h"

#define AT(member) .at = offsetof(struct reading, member)

const struct opt range_options[] = {
    {.name = "since",
     .letter = 'S',
     .kind = OPT_TEXT,
     AT(since),
     .arg = "TIME",
     .help = "from TIME on: \"2026-11-20 08:00\", 2026-11-20, 08:00, today, "
             "yesterday, -24h, -7d, @EPOCH, RFC 3339"},
    {.name = "until",
     .letter = 'U',
     .kind = OPT_TEXT,
     AT(until),
     .arg = "TIME",
     .help = "up to TIME, which itself is left out"},
};
const size_t range_options_count = COUNT_OF(range_options);

const struct opt reading_options[] = {
    {.name = "rotated",
     .letter = 'R',
     .kind = OPT_FLAG,
     AT(rotated),
     .help = "read the rotated forms of FILE, too: FILE.1, FILE-YYYYMMDD, "
             "compressed or not, oldest first"},
    {.name = "mta",
     .kind = OPT_TEXT,
     AT(mta),
     .arg = "NAME",
     .help = "read this mail program only: auto (all), postfix, exim, "
             "sendmail"},
    {.name = "year",
     .kind = OPT_COUNT,
     AT(year),
     .min = 1970,
     .max = 9999,
     .arg = "YYYY",
     .help = "year of the first line of a log without years (default: so "
             "that the log ends before it was last written to)"},
    {.name = "tz",
     .kind = OPT_TEXT,
     AT(tz),
     .arg = "ZONE",
     .help = "time zone of stamps without one (default: the system's)"},
    {.name = "unmatched",
     .kind = OPT_TEXT,
     AT(unmatched),
     .arg = "FILE",
     .help = "keep the lines that could not be read in FILE"},
    {.name = "strict",
     .kind = OPT_FLAG,
     AT(strict),
     .help = "exit status 2 if a line could not be read"},
    {.name = "jobs",
     .letter = 'j',
     .kind = OPT_COUNT,
     AT(jobs),
     .min = 1,
     .max = 1024,
     .arg = "N",
     .help = "use at most N threads; for now there is one"},
    {.name = "progress",
     .kind = OPT_SET,
     .set = PROGRESS_ON,
     AT(progress),
     .help = "show how far the reading is (default: on a terminal)"},
    {.name = "no-progress",
     .kind = OPT_SET,
     .set = PROGRESS_OFF,
     AT(progress),
     .help = "do not show it"},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPT_FLAG,
     AT(quiet),
     .help = "no hints and warnings, only errors"},
    {.name = "verbose",
     .letter = 'v',
     .kind = OPT_FLAG,
     AT(verbose),
     .help = "say for each input how its lines were counted"},
};
const size_t reading_options_count = COUNT_OF(reading_options);
