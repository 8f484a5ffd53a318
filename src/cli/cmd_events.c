/* SPDX-License-Identifier: MIT */
/* cmd_events - logs → one JSON object a line for each event. */
#include <time.h>

#include "cli/cmd.h"
#include "cli/event_json.h"
#include "cli/exit.h"
#include "cli/scan.h"

struct choices {
    const char *file; /* -o */
    bool json;        /* taken, because it is the only form */
};

static const struct opt choice_options[] = {
    {.name = "json",
     .kind = OPT_FLAG,
     .at = offsetof(struct choices, json),
     .help = "print JSON; the only form there is"},
    {.name = "output",
     .letter = 'o',
     .kind = OPT_TEXT,
     .at = offsetof(struct choices, file),
     .arg = "FILE",
     .help = "write to FILE, which appears when it is complete"},
};

struct events {
    struct out out;
    struct event_writer writer;
};

static void begin(void *context, const char *path)
{
    struct events *events = context;

    events->writer.file = bs_str_of(path);
}

static void take(void *context, const struct bs_event *event)
{
    struct events *events = context;

    event_write(&events->writer, event);
}

static enum scan_next flush(void *context, const struct scan_place *place)
{
    struct events *events = context;

    (void)place;
    return out_flush(&events->out) ? SCAN_ON : SCAN_STOP;
}

static int print_events(struct scan *scan, const struct choices *choices,
                        char *const *operands, size_t count)
{
    struct events events;
    struct bs_error err = {0};
    int code;
    struct scan_hooks hooks = {
        .begin = begin, .event = take, .block = flush, .context = &events};

    if (out_open(&events.out, choices->file, &err) != BS_OK)
        return exit_error(&err);
    event_writer_init(&events.writer, &events.out);
    code = scan_run(scan, operands, count, &hooks);
    if (bs_fates_status(scan->fates, &err) != BS_OK) {
        out_abandon(&events.out);
        return exit_error(&err);
    }
    return out_exit(&events.out, code);
}

int cmd_events(int argc, char **argv)
{
    struct reading reading = {0};
    struct folders folders = {0};
    struct choices choices = {0};
    const struct opt_group groups[] = {
        {"Input", range_options, range_options_count, &reading},
        {NULL, reading_options, reading_options_count, &reading},
        {NULL, folders_options, folders_options_count, &folders},
        {"Output", choice_options, COUNT_OF(choice_options), &choices},
    };
    const struct opt_command command = {
        .name = "events",
        .usage = "[OPTION]... FILE|DIR|GLOB|-...",
        .about =
            "Reads mail logs and prints one JSON object a line for each event: "
            "one recipient's delivery attempt, or one refused client.",
        .groups = groups,
        .group_count = COUNT_OF(groups),
    };
    struct bs_error err = {0};
    struct bs_data *data = NULL;
    struct scan scan = {0};
    enum bs_status status;
    int rest;
    int code = opt_begin(&command, argc, argv, &rest);

    if (code >= 0)
        return code;
    status = folders_open(&data, &folders, &err);
    if (status == BS_OK)
        status = scan_init(&scan, &reading, data, (int64_t)time(NULL), &err);
    if (status != BS_OK)
        code = exit_error(&err);
    else
        code =
            print_events(&scan, &choices, argv + rest, (size_t)(argc - rest));
    scan_clear(&scan);
    bs_data_close(data);
    return code;
}
