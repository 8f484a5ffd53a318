/* SPDX-License-Identifier: MIT */
/*
 * scan - reads logs: the loop that events and report share.
 *
 * Errors   An input that cannot be opened or is damaged does not stop the
 *          others; the exit status tells.
 */
#include "cli/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "cli/accounting.h"
#include "cli/exit.h"
#include "cli/number.h"
#include "cli/out.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/stop.h"
#include "cli/twins.h"

#define UNMATCHED_MODE 0640 /* log lines: addresses of people */

struct run {
    struct scan *scan;
    const struct scan_hooks *hooks;
    struct bs_parser *parser;
    struct progress progress;
    struct out unmatched;
    bool keep_unmatched;
    bool stopped;
    bool again;            /* the same input */
    struct bs_input input; /* the one being read */
    uint64_t raw_before;   /* bytes of the files before it */
};

static int64_t milliseconds(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum bs_status open_judges(struct scan *scan, struct bs_error *err)
{
    uint64_t seeds[2];
    enum bs_status status;

    if (getrandom(seeds, sizeof seeds, 0) != (ssize_t)sizeof seeds)
        return say_fail(err, BS_EIO, "no random numbers from the system");
    status = bs_classifier_open(&scan->classifier, scan->data, seeds[0], err);
    if (status != BS_OK)
        return status;
    return bs_fates_new(&scan->fates,
                        &(struct bs_fates_options){.key = seeds[1]}, err);
}

enum bs_status scan_init(struct scan *scan, const struct reading *options,
                         const struct bs_data *data, int64_t now,
                         struct bs_error *err)
{
    enum bs_status status;

    *scan = (struct scan){.options = options, .data = data};
    status = zone_init(&scan->zone, options->tz, err);
    if (status != BS_OK)
        return status;
    status = when_range(&scan->range, options->since, options->until, now,
                        &scan->zone, err);
    return status == BS_OK ? open_judges(scan, err) : status;
}

void scan_clear(struct scan *scan)
{
    bs_classifier_close(scan->classifier);
    scan->classifier = NULL;
    bs_fates_free(scan->fates);
    scan->fates = NULL;
}

static int64_t to_utc(void *context, const struct bs_civil *local)
{
    struct run *run = context;

    return zone_to_utc(&run->scan->zone, local);
}

static void keep_line(void *context, struct bs_str line)
{
    struct run *run = context;

    out_str(&run->unmatched, line);
    if (line.len == 0 || line.data[line.len - 1] != '\n')
        out_add(&run->unmatched, "\n", 1);
}

static void take_note(void *context, const struct bs_note *note)
{
    struct run *run = context;

    bs_fates_note(run->scan->fates, note);
}

static void take_judged(void *context, struct bs_event *event)
{
    struct run *run = context;
    struct bs_input *input = &run->input;

    if (event->time < run->scan->range.since ||
        event->time >= run->scan->range.until)
        return;
    if (input->first_time == 0 || event->time < input->first_time)
        input->first_time = event->time;
    if (event->time > input->last_time)
        input->last_time = event->time;
    run->hooks->event(run->hooks->context, event);
}

/* What lies before --since may decide what becomes of mail after it. */
static void take_event(void *context, struct bs_event *event)
{
    struct run *run = context;

    bs_classify_event(run->scan->classifier, event);
    bs_fates_event(run->scan->fates, event, take_judged, run);
}

static void show_progress(struct run *run, const struct bs_reader *reader)
{
    struct bs_reader_state state = bs_reader_state(reader);
    struct progress_state shown = {
        .name = run->input.path,
        .done = state.bytes_raw,
        .size = state.size_raw,
        .before = run->raw_before,
    };

    progress_update(&run->progress, &shown, milliseconds());
}

/* Hints about an input that was read to its end, or to an error. */
static void say_input(struct run *run)
{
    const struct bs_input *input = &run->input;
    bool quiet = run->scan->options->quiet;
    uint64_t lines = accounting_lines(&input->lines);

    progress_clear(&run->progress);
    if (lines == 0 && !quiet && !run->scan->told && !run->scan->goes_on)
        say("%s: empty", accounting_name(input));
    if (lines > 0 && accounting_mail(&input->lines) == 0 && !quiet &&
        !run->scan->goes_on)
        accounting_say_no_mail(input);
    if (input->lines.limited > 0 && !quiet)
        say("%s: %" PRIu64 " lines were too costly for a regular expression",
            accounting_name(input), input->lines.limited);
    if (run->scan->options->verbose)
        accounting_say(input);
}

static struct scan_place
place_of(struct run *run, const struct bs_reader *reader)
{
    run->input.bytes = bs_reader_state(reader).bytes_text;
    run->input.lines = bs_parser_stats(run->parser);
    return (struct scan_place){
        .input = &run->input, .reader = reader, .parser = run->parser};
}

static void ask_next(struct run *run, const struct bs_reader *reader)
{
    const struct scan_hooks *hooks = run->hooks;
    struct scan_place place;

    if (hooks->block == NULL)
        return;
    place = place_of(run, reader);
    switch (hooks->block(hooks->context, &place)) {
    case SCAN_ON: break;
    case SCAN_AGAIN: run->again = true; break;
    case SCAN_STOP: run->stopped = true; break;
    }
}

static enum bs_status
read_blocks(struct run *run, struct bs_reader *reader, struct bs_error *err)
{
    while (!run->stopped && !run->again) {
        struct bs_str block;
        enum bs_status status;

        status = bs_reader_next(reader, &block, err);
        /* A signal ends standard input: its last line may be cut short. */
        if (stop_signal() != 0 &&
            (run->hooks->open == NULL || status == BS_EDAMAGED))
            return BS_OK;
        if (status != BS_OK || block.data == NULL)
            return status;
        bs_parser_block(run->parser, block, take_event, run);
        if (stop_signal() != 0)
            return BS_OK;
        ask_next(run, reader);
        show_progress(run, reader);
    }
    return BS_OK;
}

static void say_damage(struct run *run, const struct bs_error *err)
{
    char room[NUMBER_SIZE];
    uint64_t lines = accounting_lines(&run->input.lines);

    progress_clear(&run->progress);
    run->scan->failed++;
    if (lines == 0)
        say("%s", err->text);
    else
        say("%s, after %s lines; they are counted", err->text,
            number_count(room, (int64_t)lines, BS_EN));
}

static void
end_input(struct run *run, struct bs_reader *reader, enum bs_status status)
{
    const struct scan_place place = place_of(run, reader);
    const struct scan_hooks *hooks = run->hooks;

    run->raw_before += bs_reader_state(reader).bytes_raw;
    accounting_add(&run->scan->lines, &run->input.lines);
    run->scan->bytes += run->input.bytes;
    if (hooks->end != NULL && !hooks->end(hooks->context, &place, status))
        run->stopped = true;
}

static enum bs_status
open_input(struct run *run, const char *path, struct bs_reader **out,
           struct bs_parser_state *state, struct bs_error *err)
{
    const struct scan_hooks *hooks = run->hooks;

    if (hooks->open != NULL)
        return hooks->open(hooks->context, path, out, state, err);
    return bs_reader_open(out, path, err);
}

static void begin_input(struct run *run, const char *path,
                        const struct bs_reader *reader,
                        const struct bs_parser_state *state)
{
    int64_t modified = bs_reader_state(reader).modified;

    run->scan->inputs++;
    run->again = false;
    run->input = (struct bs_input){.path = path};
    bs_parser_begin(run->parser, (int)run->scan->options->year,
                    modified != 0 ? modified : (int64_t)time(NULL));
    bs_parser_resume(run->parser, state);
    if (run->hooks->begin != NULL)
        run->hooks->begin(run->hooks->context, path);
}

static bool may_go_on(const struct run *run)
{
    return !run->stopped && stop_signal() == 0;
}

static void read_input(struct run *run, const char *path)
{
    struct bs_error err = {0};
    struct bs_reader *reader;
    struct bs_parser_state state = {0};
    enum bs_status status = open_input(run, path, &reader, &state, &err);

    if (status != BS_OK) {
        progress_clear(&run->progress);
        say("%s", err.text);
        run->scan->failed++;
        run->stopped = status == BS_ESTORE;
        return;
    }
    if (reader == NULL)
        return;
    begin_input(run, path, reader, &state);
    status = read_blocks(run, reader, &err);
    end_input(run, reader, run->again || !may_go_on(run) ? BS_NOTHING : status);
    bs_reader_close(reader);
    if (status != BS_OK)
        say_damage(run, &err);
    if (!run->stopped && stop_signal() == 0 &&
        (status == BS_OK || accounting_lines(&run->input.lines) > 0))
        say_input(run);
}

static bool wait_for_more(struct run *run, struct inputs *inputs)
{
    const struct scan_hooks *hooks = run->hooks;

    return may_go_on(run) && hooks->wait != NULL &&
           hooks->wait(hooks->context, inputs);
}

static void read_inputs(struct run *run, struct inputs *inputs)
{
    bool more = run->hooks->wait == NULL || wait_for_more(run, inputs);

    for (; more; more = wait_for_more(run, inputs))
        for (size_t i = 0; i < inputs->count && may_go_on(run); i++)
            do {
                run->again = false;
                read_input(run, inputs->paths[i]);
            } while (run->again && may_go_on(run));
}

static enum bs_status open_unmatched(struct run *run, struct bs_error *err)
{
    const char *path = run->scan->options->unmatched;
    int fd;

    if (path == NULL)
        return BS_OK;
    fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, UNMATCHED_MODE);
    if (fd < 0)
        return say_fail(err, BS_EIO, "%s: %s", path, strerror(errno));
    out_descriptor(&run->unmatched, fd, path);
    run->keep_unmatched = true;
    return BS_OK;
}

static enum bs_status open_run(struct run *run, struct bs_error *err)
{
    const struct reading *options = run->scan->options;
    bool all = options->mta == NULL || strcmp(options->mta, "auto") == 0;
    bool watch = options->progress == PROGRESS_ON ||
                 (options->progress == PROGRESS_AUTO && !options->quiet &&
                  isatty(STDERR_FILENO) != 0);
    struct bs_parser_options parser = {
        .data = run->scan->data,
        .mta = all ? NULL : options->mta,
        .to_utc = to_utc,
        .unmatched = options->unmatched != NULL ? keep_line : NULL,
        .note = take_note,
        .context = run,
    };
    enum bs_status status = bs_parser_new(&run->parser, &parser, err);

    progress_init(&run->progress, watch, milliseconds());
    return status == BS_OK ? open_unmatched(run, err) : status;
}

static void say_forgotten(const struct scan *scan)
{
    const uint64_t forgotten = bs_fates_stats(scan->fates).forgotten;

    if (forgotten > 0 && !scan->options->quiet)
        say("%" PRIu64 " deferred %s forgotten, because too many wait: what "
            "becomes of them is counted as if nothing had been before",
            forgotten, forgotten == 1 ? "recipient was" : "recipients were");
}

/* What all inputs together mean for the exit status. */
static int verdict(struct run *run)
{
    const struct scan *scan = run->scan;
    const struct reading *options = scan->options;
    uint64_t unmatched = scan->lines.unmatched;
    int code = scan->failed > 0 ? EXIT_TROUBLE : EXIT_DONE;

    if (accounting_lines(&scan->lines) > 0 &&
        accounting_mail(&scan->lines) == 0 && !scan->goes_on) {
        code = EXIT_TROUBLE; /* now it is an error, no warning */
        if (options->quiet)
            accounting_say_no_mail(&run->input);
    }
    if (unmatched > 0 && (options->strict || (!options->quiet && !scan->told)))
        say("%" PRIu64 " %s could not be read%s", unmatched,
            unmatched == 1 ? "line" : "lines",
            options->strict              ? " (--strict)"
            : options->unmatched != NULL ? ""
                                         : ": --unmatched FILE keeps them");
    if (unmatched > 0 && options->strict)
        code = EXIT_TROUBLE;
    return stop_signal() != 0 ? EXIT_SIGNAL + stop_signal() : code;
}

int scan_run(struct scan *scan, char *const *operands, size_t count,
             const struct scan_hooks *hooks)
{
    struct run run = {.scan = scan, .hooks = hooks};
    struct bs_error err = {0};
    struct inputs inputs;
    enum bs_status status;
    int code;

    status =
        inputs_expand(&inputs, operands, count,
                      (scan->options->rotated ? INPUTS_ROTATED : 0) |
                          (scan->names ? INPUTS_NAMES : 0) |
                          (scan->options->quiet || (hooks->open != NULL &&
                                                    !scan->options->verbose)
                               ? INPUTS_QUIET
                               : 0),
                      &err);
    if (status == BS_OK && !scan->options->quiet && !scan->names)
        twins_warn(&inputs);
    if (status == BS_OK)
        status = open_run(&run, &err);
    if (status == BS_OK)
        stop_watch();
    if (status == BS_OK)
        read_inputs(&run, &inputs);
    progress_clear(&run.progress);
    say_forgotten(scan);
    code = status == BS_OK ? verdict(&run) : exit_error(&err);
    if (run.keep_unmatched)
        code = out_exit(&run.unmatched, code);
    bs_parser_free(run.parser);
    inputs_clear(&inputs);
    return code;
}
