/* SPDX-License-Identifier: MIT */
/*
 * parser - blocks of log lines → events.
 *
 * A parser holds the compiled dialects and the clock state of the log that
 * it is reading. It does no input or output, and reads neither the clock nor
 * the environment. One parser serves one thread at a time.
 */
#ifndef BOUNCESTAT_PARSER_H
#define BOUNCESTAT_PARSER_H

#include <stdint.h>

#include "bouncestat/data.h"
#include "bouncestat/event.h"

struct bs_parser;

struct bs_civil { /* a local date and time, proleptic Gregorian calendar */
    int year;
    int month;  /* 1-12 */
    int day;    /* 1-31 */
    int hour;   /* 0-23 */
    int minute; /* 0-59 */
    int second; /* 0-60 */
};

struct bs_parser_options {
    const struct bs_data *data; /* used during bs_parser_new() only */
    const char *mta;            /* read this dialect only; NULL: all */
    /* Local time of a stamp without zone → seconds UTC; NULL: it is UTC. */
    int64_t (*to_utc)(void *context, const struct bs_civil *local);
    /* A line that carries the mark of a delivery or refusal, and that no
     * rule could read; NULL: it is only counted. */
    void (*unmatched)(void *context, struct bs_str line);
    /* What lines say that are no event, in order with the events; NULL: they
     * are not looked at. Either way they are counted as ignored. */
    bs_note_fn *note;
    void *context; /* first argument of the three */
};

/* Every line is exactly one of the first four; cut lines are counted there
 * too. */
struct bs_stats {
    uint64_t matched;   /* gave events */
    uint64_t unmatched; /* marked as delivery or refusal, but unreadable */
    uint64_t ignored;   /* another line of a program that a dialect claims */
    uint64_t foreign;   /* not from a mail program */
    uint64_t cut;       /* longer than BS_LINE_MAX */
    uint64_t limited;   /* a regular expression hit its limit there */
    uint64_t events;
};

/*
 * Compiles the dialects. On success *out is owned by the caller, who gives
 * it to bs_parser_free(); on failure *out is NULL and err says which file
 * and line.
 * Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX, BS_EPATTERN, BS_EUSAGE (mta).
 */
BS_API BS_MUST_CHECK enum bs_status
bs_parser_new(struct bs_parser **out, const struct bs_parser_options *options,
              struct bs_error *err);

/*
 * Starts a new log: line numbers begin at 1, counters at 0. Stamps without a
 * year begin in the given year or, if that is 0, with the latest date that is
 * not after newest (seconds UTC: when the log was last written to).
 */
BS_API void bs_parser_begin(struct bs_parser *parser, int year, int64_t newest);

struct bs_parser_state {  /* what the lines so far mean for the next one */
    int year, month, day; /* of the last stamp without a year; 0: none yet */
    uint64_t lines;
};

/* Goes on with a log that was read up to here; after bs_parser_begin(). The
 * counters begin at 0 all the same. */
BS_API void
bs_parser_resume(struct bs_parser *parser, const struct bs_parser_state *state);

BS_API struct bs_parser_state bs_parser_state(const struct bs_parser *parser);

/*
 * Reads whole lines; the last may lack its newline, it is a line all the
 * same. Calls on_event for each event, in order. Never fails: what cannot be
 * read is counted. A block has less than 4 GiB, and at least 64 readable bytes
 * follow it, as bs_reader_next() gives it.
 */
BS_API void bs_parser_block(struct bs_parser *parser, struct bs_str block,
                            bs_event_fn *on_event, void *context);

/* The counters since bs_parser_begin(). */
BS_API struct bs_stats bs_parser_stats(const struct bs_parser *parser);

/* The names of the dialects, NULL behind the last. */
BS_API const char *bs_parser_dialect(const struct bs_parser *parser, size_t i);

/*
 * Runs the samples of all dialects, with and without the needles in front,
 * and tells each fault (a sample that fails, a rule that no sample reaches, a
 * pattern that is slow or open to attack) to report, one line each with file
 * and line. *samples and *faults are counts.
 */
typedef void bs_check_fn(void *context, const char *text);
BS_API BS_MUST_CHECK enum bs_status
bs_parser_check(const struct bs_data *data, bs_check_fn *report, void *context,
                size_t *samples, size_t *faults, struct bs_error *err);

/* Frees the parser; NULL is allowed. */
BS_API void bs_parser_free(struct bs_parser *parser);

#endif
