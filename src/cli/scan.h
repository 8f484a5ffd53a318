/* SPDX-License-Identifier: MIT */
/*
 * scan - reads logs: the loop that events and report share.
 *
 * Opens each input, feeds it to the parser, shows progress, counts, and says
 * what went wrong; what becomes of the events is the caller's.
 */
#ifndef CLI_SCAN_H
#define CLI_SCAN_H

#include "bouncestat/classifier.h"
#include "bouncestat/fate.h"
#include "bouncestat/parser.h"
#include "bouncestat/reader.h"
#include "bouncestat/store.h"
#include "cli/folders.h"
#include "cli/inputs.h"
#include "cli/reading.h"
#include "cli/when.h"
#include "cli/zone.h"

struct scan_place {               /* in the input that is being read */
    const struct bs_input *input; /* counters and times so far */
    const struct bs_reader *reader;
    const struct bs_parser *parser;
};

enum scan_next {
    SCAN_ON,
    SCAN_AGAIN, /* ends this input, and opens it once more */
    SCAN_STOP
};

struct scan_hooks { /* each may be NULL but event */
    /* Opens an input instead of bs_reader_open(), and says how the parser goes
     * on. *out is NULL if there is nothing to read. */
    enum bs_status (*open)(void *context, const char *path,
                           struct bs_reader **out,
                           struct bs_parser_state *state, struct bs_error *err);
    void (*begin)(void *context, const char *path); /* of an input */
    /* Within --since and --until, with its class. */
    void (*event)(void *context, const struct bs_event *event);
    enum scan_next (*block)(void *context, const struct scan_place *place);
    /* What was read of an input, also if it ended with an error, which is its
     * status; BS_NOTHING if it ended early. False: stop. */
    bool (*end)(void *context, const struct scan_place *place,
                enum bs_status status);
    /* Before the inputs are read, and again whenever they have been: changes
     * them to what is to be read next. False: that was all. */
    bool (*wait)(void *context, struct inputs *inputs);
    void *context;
};

struct scan {
    const struct reading *options;
    const struct bs_data *data; /* borrowed */
    struct when_range range;
    struct zone zone;
    struct bs_classifier *classifier;
    struct bs_fates *fates;
    bool told;    /* the result itself tells of empty inputs and lost lines */
    bool goes_on; /* one run of many: that nothing is new is no news */
    bool names;   /* the operands are no files: the hook open knows them */
    /* the result */
    struct bs_stats lines; /* of all inputs */
    uint64_t bytes;        /* of all inputs, decompressed */
    size_t inputs;         /* that were opened */
    size_t failed;         /* that were not, or only partly readable */
};

/* Reads the options that can be wrong (zone, times), loads the classifier, and
 * makes the fates, empty and with a key of their own. now is the clock. To be cleared by scan_clear() in any case.
 * Errors: BS_EUSAGE, those of bs_classifier_open(). */
BS_MUST_CHECK enum bs_status
scan_init(struct scan *scan, const struct reading *options,
          const struct bs_data *data, int64_t now, struct bs_error *err);

void scan_clear(struct scan *scan);

/* Reads the inputs that the operands name. Says errors by itself, and returns
 * the exit status: 0, 2, or 128 + signal. */
int scan_run(struct scan *scan, char *const *operands, size_t count,
             const struct scan_hooks *hooks);

#endif
