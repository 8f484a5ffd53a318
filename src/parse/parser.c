/* SPDX-License-Identifier: MIT */
/*
 * parser - blocks of log lines → events.
 *
 * A block is read in batches of lines. First each line is given to the dialect
 * that claims it (batch.c). Then, for each run of lines of one dialect, the
 * dialect's needles are looked for over the whole run; only a line that holds
 * one meets a regex (line.c). All others are but counted, or give a note.
 *
 * Memory   Everything is allocated by bs_parser_new().
 */
#include "bouncestat/parser.h"

#include "base/alloc.h"
#include "base/fail.h"
#include "parse/batch.h"
#include "parse/line.h"
#include "parse/note.h"

#define HITS_MAX 64

struct seeker { /* looks for two needles of a dialect at once */
    size_t next;
    size_t more; /* where next has to stand for more to be looked for */
    struct bs_hit hits[HITS_MAX + BS_SCAN_SPARE + 1]; /* the last: the end */
};

struct bs_parser {
    struct bs_rules *rules;
    struct bs_liner liner;
    struct bs_batch batch;
    struct bs_stats stats;
    uint64_t lines; /* before the batch */
    void (*unmatched)(void *context, struct bs_str line);
    bs_note_fn *note;
    void *context;
    struct seeker seekers[(BS_NEEDLES_MAX + 1) / 2];
    size_t note_count;                        /* of the batch */
    size_t notes_told;                        /* of these */
    struct bs_note_place notes[BS_BATCH_MAX]; /* lines that may give one */
};

enum bs_status bs_parser_new(struct bs_parser **out,
                             const struct bs_parser_options *options,
                             struct bs_error *err)
{
    struct bs_parser *parser = bs_new(1, sizeof *parser);
    enum bs_status status;

    *out = NULL;
    if (parser == NULL)
        return bs_fail_memory(err);
    status = bs_rules_load(&parser->rules, options->data, options->mta, err);
    if (status == BS_OK)
        status = bs_rx_context_new(&parser->liner.context, err);
    if (status != BS_OK) {
        bs_parser_free(parser);
        return status;
    }
    parser->liner.tags.rules = parser->rules;
    parser->liner.tags.context = parser->liner.context;
    parser->liner.clock.to_utc = options->to_utc;
    parser->liner.clock.context = options->context;
    parser->unmatched = options->unmatched;
    parser->note = options->note;
    parser->context = options->context;
    *out = parser;
    return BS_OK;
}

void bs_parser_begin(struct bs_parser *parser, int year, int64_t newest)
{
    bs_clock_begin(&parser->liner.clock, year, newest);
    parser->stats = (struct bs_stats){0};
    parser->lines = 0;
    parser->liner.memo.len = 0;
    bs_batch_begin(&parser->batch); /* the clock waits for a stamp */
}

void bs_parser_resume(struct bs_parser *parser,
                      const struct bs_parser_state *state)
{
    struct bs_clock *clock = &parser->liner.clock;

    parser->lines = state->lines;
    if (state->month == 0)
        return;
    clock->year = state->year;
    clock->month = state->month;
    clock->day = state->day;
}

struct bs_parser_state bs_parser_state(const struct bs_parser *parser)
{
    const struct bs_clock *clock = &parser->liner.clock;
    const bool known = clock->month != 0; /* else the year is only given */

    return (struct bs_parser_state){
        .year = known ? clock->year : 0,
        .month = clock->month,
        .day = clock->day,
        .lines = parser->lines,
    };
}

struct run { /* lines of one dialect, others' between them */
    const struct bs_dialect *dialect;
    size_t first;
    size_t last; /* exclusive */
    const char *data;
    size_t begin; /* bytes in the block */
    size_t end;
};

static void
count_match(struct bs_parser *parser, enum bs_match match, struct bs_str line)
{
    struct bs_stats *stats = &parser->stats;

    if (match == BS_LIMITED)
        stats->limited++;
    switch (match) {
    case BS_MATCHED: stats->matched++; break;
    case BS_IGNORED: stats->ignored++; break;
    case BS_FOREIGN: stats->foreign++; break;
    case BS_LIMITED:
    case BS_UNMATCHED:
        stats->unmatched++;
        if (parser->unmatched != NULL)
            parser->unmatched(parser->context, line);
        break;
    }
}

static size_t pairs_of(const struct bs_dialect *dialect)
{
    return (dialect->needle_count + 1) / 2;
}

/* Finds the next places of a pair of needles; the last may be alone. */
static void
seek(struct seeker *seeker, const struct run *run, size_t pair, size_t begin)
{
    const struct bs_needle *one = &run->dialect->needles[2 * pair];
    const bool alone = 2 * pair + 1 == run->dialect->needle_count;
    const size_t count =
        bs_needles_find(one, alone ? one : one + 1, run->data, begin, run->end,
                        seeker->hits, HITS_MAX);

    seeker->hits[count].place = (uint32_t)run->end;
    seeker->next = 0;
    seeker->more = count < HITS_MAX ? SIZE_MAX : count;
}

/* Which pair has the next hit. */
static size_t first_hit(const struct seeker *seekers, size_t count)
{
    size_t first = 0;

    for (size_t i = 1; i < count; i++)
        if (seekers[i].hits[seekers[i].next].place <
            seekers[first].hits[seekers[first].next].place)
            first = i;
    return first;
}

/* Passes over the hits before line_end; the bits of the needles in the line. */
static uint32_t advance(struct seeker *seekers, const struct run *run,
                        size_t from, size_t line_end)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < pairs_of(run->dialect); i++) {
        struct seeker *seeker = &seekers[i];
        struct bs_hit hit;

        while ((hit = seeker->hits[seeker->next]).place < line_end) {
            if (hit.place >= from)
                bits |= hit.which << 2 * i;
            if (++seeker->next == seeker->more)
                seek(seeker, run, i, (size_t)hit.place + 1);
        }
    }
    return bits;
}

static struct bs_line line_at(const struct bs_parser *parser,
                              const struct run *run, size_t i, uint32_t needles,
                              struct bs_mark mark)
{
    const struct bs_batch_line *at = &parser->batch.lines[i];
    const struct bs_shape *shape = &parser->batch.shapes[at->shape];

    return (struct bs_line){
        .text = {run->data + at->begin, at->end - at->begin},
        .number = parser->lines + i + 1,
        .needles = needles,
        .mark = mark,
        .bare = at->bare,
        .shape = at->head > 0 && shape->len == at->head ? shape : NULL,
        .body = at->body,
        .service_begin = at->tag.service_begin,
        .service_end = at->tag.service_end,
    };
}

static void tell_note(struct bs_parser *parser, const struct run *run,
                      const struct bs_note_place *place)
{
    const struct bs_batch_line *at = &parser->batch.lines[place->line];
    const struct bs_note_rule *rule;
    struct bs_note note;
    struct bs_line line;

    if (!bs_note_known(place, at, &parser->batch.shapes[at->shape], run->data,
                       &note)) {
        line = line_at(parser, run, place->line, 0, (struct bs_mark){0});
        if (!bs_note_read(&parser->liner, run->dialect, &line, &rule, &note))
            return;
    }
    parser->note(parser->context, &note);
}

/* Is the next note that of a line before end? */
static inline bool has_note(const struct bs_parser *parser, size_t end)
{
    return parser->notes_told < parser->note_count &&
           parser->notes[parser->notes_told].line < end;
}

/* The notes of the lines before end. */
static inline void
tell_notes(struct bs_parser *parser, const struct run *run, size_t end)
{
    while (has_note(parser, end))
        tell_note(parser, run, &parser->notes[parser->notes_told++]);
}

/* A line that gave events gives no note. */
static inline void drop_note(struct bs_parser *parser, size_t i)
{
    parser->notes_told += has_note(parser, i + 1);
}

/* The lines of a run that hold a needle. */
static void
read_hits(struct bs_parser *parser, const struct run *run, size_t pairs)
{
    const struct bs_batch_line *lines = parser->batch.lines;
    struct seeker *seekers = parser->seekers;
    size_t i = run->first;
    size_t first;
    struct bs_hit hit;

    for (size_t k = 0; k < pairs; k++)
        seek(&seekers[k], run, k, run->begin);
    while (first = first_hit(seekers, pairs),
           hit = seekers[first].hits[seekers[first].next],
           hit.place < run->end) {
        const size_t needle = 2 * first + (hit.which == 2);
        const struct bs_mark mark = {&run->dialect->needles[needle],
                                     run->data + hit.place};
        const struct bs_batch_line *at;
        struct bs_line line;
        enum bs_match match;
        uint32_t needles;

        while (i + 1 < run->last && lines[i + 1].begin <= hit.place)
            i++;
        at = &lines[i];
        needles = advance(seekers, run, at->begin,
                          i + 1 < run->last ? at[1].begin : run->end);
        if (at->tag.dialect == NULL || hit.place >= at->end)
            continue;
        line = line_at(parser, run, i, needles, mark);
        tell_notes(parser, run, i);
        parser->stats.ignored--; /* it was counted as one before */
        match = bs_line_read(&parser->liner, run->dialect, &line,
                             &parser->stats.events);
        count_match(parser, match, line.text);
        if (match == BS_MATCHED)
            drop_note(parser, i);
    }
}

static void read_run(struct bs_parser *parser, const struct run *run)
{
    const size_t pairs = pairs_of(run->dialect);

    if (pairs > 0) /* a dialect without rules but claims its lines */
        read_hits(parser, run, pairs);
    tell_notes(parser, run, run->last);
}

static void read_batch(struct bs_parser *parser, struct bs_str block)
{
    const struct bs_batch *batch = &parser->batch;
    struct run run = {.data = block.data};

    parser->notes_told = 0;
    parser->note_count = parser->note != NULL
                             ? bs_notes_find(batch, block.data, parser->notes)
                             : 0;
    for (size_t i = 0; i < batch->count; i++) {
        const struct bs_batch_line *line = &batch->lines[i];

        if (line->tag.dialect == NULL) {
            parser->stats.foreign++;
            continue;
        }
        parser->stats.ignored++;
        if (line->tag.dialect != run.dialect) {
            if (run.dialect != NULL)
                read_run(parser, &run);
            run.dialect = line->tag.dialect;
            run.first = i;
            run.begin = line->begin;
        }
        run.last = i + 1;
        run.end = line->end;
    }
    if (run.dialect != NULL)
        read_run(parser, &run);
    parser->stats.cut += batch->cut;
    parser->lines += batch->count;
}

void bs_parser_block(struct bs_parser *parser, struct bs_str block,
                     bs_event_fn *on_event, void *context)
{
    parser->liner.on_event = on_event;
    parser->liner.event_context = context;
    for (size_t at = 0; at < block.len;) {
        at = bs_batch_fill(&parser->batch, block, at, &parser->liner.tags,
                           &parser->liner.clock);
        read_batch(parser, block);
    }
}

struct bs_stats bs_parser_stats(const struct bs_parser *parser)
{
    return parser->stats;
}

const char *bs_parser_dialect(const struct bs_parser *parser, size_t i)
{
    const struct bs_dialect *d = parser->rules->dialects;

    while (d != NULL && i-- > 0)
        d = d->next;
    return d != NULL ? d->name.data : NULL;
}

void bs_parser_free(struct bs_parser *parser)
{
    if (parser == NULL)
        return;
    bs_rx_context_free(parser->liner.context);
    bs_rules_free(parser->rules);
    bs_free(parser);
}
