/* SPDX-License-Identifier: MIT */
/* test_notes - what lines tell of a message that are no event. */
#include "parse_lab.h"

#include <string.h>

static const char dialect[] =
    "[dialect toy]\n"
    "tag = ^ toy (?: / (?<service> .+ ) )? $\n"
    "next-id = queued as *\n"
    "next-id = OK id=*\n"
    "next-id = * Message accepted for delivery\n"
    "\n"
    "[rule delivery]\n"
    "needle = status=\n"
    "regex = ^ (?<queue> \\w+ ) : [ ] to= (?<recipient> [^,]+ ) , [ ] status= "
    "(?<delivered> sent ) [ ] (?<text> .* ) $\n"
    "sample = Nov 23 15:52:10 mx1 toy/smtp[1]: A: to=a@b, status=sent yes\n"
    "expect = outcome=delivered\n"
    "\n"
    "[ignore other]\n"
    "needle = status=\n"
    "regex = ^ \\w+ : [ ] from=\n"
    "sample = Nov 23 15:52:10 mx1 toy/smtp[1]: A: from=<>, status=other\n"
    "\n"
    "[note in]\n"
    "behind-id = client=\n"
    "service = smtpd\n"
    "tells = accepted\n"
    "sample = Nov 23 15:52:10 mx1 toy/smtpd[1]: A: client=x\n"
    "expect = queue_id=A host=mx1\n"
    "\n"
    "[note bounce]\n"
    "behind-id = from=<>, \n"
    "tells = null-sender\n"
    "tells = accepted\n"
    "sample = Nov 23 15:52:10 mx1 toy/qmgr[1]: A: from=<>, size=1\n"
    "expect = queue_id=A\n";

static const char text[] =
    "Nov 23 15:52:10 mx1 toy/smtpd[1]: A1: client=h[192.0.2.1]\n"
    "Nov 23 15:52:10 mx1 toy/smtpd[1]: connect from A1: client=h\n"
    "Nov 23 15:52:10 mx1 toy/smtpd[1]: NOQUEUE: client=h[192.0.2.1]\n"
    "Nov 23 15:52:10 mx1 toy/cleanup[1]: A2: client=no\n"
    "Nov 23 15:52:11 mx1 cron[1]: A3: client=no\n"
    "Nov 23 15:52:11 mx1 toy/smtp[1]: A1: to=a@b, status=sent Ok: queued as "
    "A4\n"
    "Nov 23 15:52:12 mx1 toy/x/smtpd[1]: A4: client=h[192.0.2.1]\n"
    "Nov 23 15:52:12 mx1 toy/qmgr[1]: A5: from=<>, size=1\n"
    "Nov 23 15:52:12 mx1 toy/qmgr[1]: A6: from=<>, status=other\n"
    "<22>1 2026-11-23T15:52:13Z mx2 toy/smtpd - - - A7: client=h\n"
    "Nov 23 15:52:12 mx1 toy/smtpd[1]: A: client=h";

static const char notes[] = "A1 mx1 accepted\n"
                            "A1 sent, next A4\n"
                            "A4 mx1 accepted\n"
                            "A5 mx1 accepted null 15:52:12\n"
                            "A6 mx1 accepted null 15:52:12\n"
                            "A7 mx2 accepted\n"
                            "A mx1 accepted\n";

static void on_note(void *context, const struct bs_note *note)
{
    struct lab *lab = context;

    assert_string_equal(note->mta.data, "toy");
    bs_buf_print(&lab->seen, "%.*s %.*s%s", BS_ARG(note->queue_id),
                 BS_ARG(note->host), note->accepted ? " accepted" : "");
    if (note->null_sender)
        bs_buf_print(&lab->seen, " null %02d:%02d:%02d",
                     (int)(note->time / 3600 % 24), (int)(note->time / 60 % 60),
                     (int)(note->time % 60));
    bs_buf_addc(&lab->seen, '\n');
}

static void on_event(void *context, struct bs_event *event)
{
    struct lab *lab = context;

    bs_buf_print(&lab->seen, "%.*s sent, next %.*s\n", BS_ARG(event->queue_id),
                 BS_ARG(event->next_id));
}

static void begin(struct lab *lab, bs_note_fn *note)
{
    const struct bs_parser_options options = {.note = note, .context = lab};
    struct bs_parser_options with = options;

    lab_begin(lab);
    folder_write(&lab->folder, "patterns/toy.conf", dialect);
    lab_load(lab);
    with.data = lab->data;
    if (bs_parser_new(&lab->parser, &with, &lab->err) != BS_OK)
        fail_msg("%s", lab->err.text);
}

/* The text in two blocks. */
static void feed(struct lab *lab, size_t first)
{
    char block[sizeof text + LAB_PAD] = {0};

    memcpy(block, text, sizeof text);
    bs_parser_begin(lab->parser, 2026, 0);
    bs_parser_block(lab->parser, (struct bs_str){block, first}, on_event, lab);
    bs_parser_block(lab->parser,
                    (struct bs_str){block + first, sizeof text - 1 - first},
                    on_event, lab);
}

static void test_order(void **state)
{
    struct lab lab;

    (void)state;
    begin(&lab, on_note);
    for (size_t i = 0; i < sizeof text; i++) {
        if (i > 0 && text[i - 1] != '\n')
            continue;
        feed(&lab, i);
        lab_expect_seen(&lab, notes);
    }
    lab_end(&lab);
}

static void test_accounting(void **state)
{
    struct lab lab;
    struct bs_stats stats;

    (void)state;
    begin(&lab, NULL);
    feed(&lab, 0);
    lab_expect_seen(&lab, "A1 sent, next A4\n");
    stats = bs_parser_stats(lab.parser);
    assert_int_equal(stats.matched, 1);
    assert_int_equal(stats.ignored, 9);
    assert_int_equal(stats.foreign, 1);
    assert_int_equal(stats.unmatched, 0);
    lab_end(&lab);
}

static void fault(void *context, const char *said)
{
    fail_msg("%s%s", (const char *)context, said);
}

static void test_samples(void **state)
{
    struct lab lab;
    size_t samples;
    size_t faults;
    char none[] = "";

    (void)state;
    begin(&lab, NULL);
    assert_int_equal(
        bs_parser_check(lab.data, fault, none, &samples, &faults, &lab.err),
        BS_OK);
    assert_int_equal(samples, 4);
    assert_int_equal(faults, 0);
    lab_end(&lab);
}

static const struct next_case {
    const char *name;
    const char *reply;
    const char *id; /* "": none */
} next_cases[] = {
    {"postfix", "250 2.0.0 Ok: queued as 4XyZ12abcdz3", "4XyZ12abcdz3"},
    {"exim", "250 OK id=1xVWTP-00001h-2C", "1xVWTP-00001h-2C"},
    {"sendmail", "250 2.0.0 6ANFnR Message accepted for delivery", "6ANFnR"},
    {"sendmail without code", "6ANFnR Message accepted for delivery", "6ANFnR"},
    {"words behind", "250 Ok: queued as A1 by me", ""},
    {"no id", "250 Ok: queued as ", ""},
    {"no id either", " Message accepted for delivery", ""},
    {"hostile", "250 Ok: queued as A1\"x", ""},
    {"short", "id=A", ""},
    {"empty", "", ""},
};

static void test_next(void **state)
{
    const struct next_case *c = *state;
    struct lab lab;
    char line[512];
    char want[64];
    int len;

    begin(&lab, on_note);
    bs_parser_begin(lab.parser, 2026, 0);
    len = snprintf(line, sizeof line - LAB_PAD,
                   "Nov 23 15:52:11 mx1 toy/smtp[1]: A1: to=a@b, status=sent "
                   "%s",
                   c->reply);
    bs_parser_block(lab.parser, (struct bs_str){line, (size_t)len}, on_event,
                    &lab);
    (void)snprintf(want, sizeof want, "A1 sent, next %s\n", c->id);
    lab_expect_seen(&lab, want);
    lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_accounting),
        cmocka_unit_test(test_samples),
    };

    return cmocka_run_group_tests_name("notes", tests, NULL, NULL) +
           RUN_CASES(test_next, next_cases);
}
