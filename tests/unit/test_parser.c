/* SPDX-License-Identifier: MIT */
#include "bouncestat/parser.h"

#include "base/civil.h"
#include "parse_lab.h"

/* Of tags alpha, and of bare lines "A123 ..." with a date of their own. */
static const char alpha[] =
    "[dialect alpha]\n"
    "tag = ^ alpha (?: / (?<service> .++ ) )?+ $\n"
    "claim = ^ A[0-9]++ [ ]\n"
    "[rule a]\n"
    "needle = to=\n"
    "regex = (?: A[0-9]++ [ ] )?+ to= (?<recipient> [^ ]++ ) [ ]"
    " (?: (?<delivered> ok ) | (?<bounced> no ) ) $\n"
    "sample = Nov 23 15:52:06 h alpha[1]: to=x ok\n"
    "[rule list]\n"
    "needle = rcpts=\n"
    "regex = rcpts= (?<recipients> .*+ ) $\n"
    "outcome = deferred\n"
    "sample = Nov 23 15:52:06 h alpha[1]: rcpts=a,b\n"
    "[ignore i]\n"
    "needle = to=\n"
    "regex = .*? skip\n"
    "sample = Nov 23 15:52:06 h alpha[1]: to=x skip\n";

/* Of tags beta; the second rule may run away. */
static const char beta[] = "[dialect beta]\n"
                           "tag = ^ beta $\n"
                           "[rule b]\n"
                           "needle = for\n"
                           "regex = for [ ] (?<recipient> [^ ]++ ) $\n"
                           "outcome = expired\n"
                           "sample = Nov 23 15:52:06 h beta[1]: for x\n"
                           "[rule away]\n"
                           "needle = (((\n"
                           "regex = [(]{3} (?: a+ )+ [)]\n"
                           "outcome = bounced\n"
                           "sample = Nov 23 15:52:06 h beta[1]: (((aa)\n"
                           "[rule c]\n"
                           "needle = )))\n"
                           "regex = .* [)]{3} $\n"
                           "outcome = bounced\n"
                           "sample = Nov 23 15:52:06 h beta[1]: )))\n";

/* Claims lines of tag gamma, and reads none. */
static const char without[] = "[dialect gamma]\n"
                              "tag = ^ gamma $\n";

static struct lab here;
static struct lab *const lab = &here;

static int set_up_lab(void **state)
{
    (void)state;
    lab_begin(lab);
    folder_write(&lab->folder, "patterns/a.conf", alpha);
    folder_write(&lab->folder, "patterns/b.conf", beta);
    folder_write(&lab->folder, "patterns/c.conf", without);
    lab_load(lab);
    lab_parser(lab);
    return 0;
}

static int tear_down_lab(void **state)
{
    (void)state;
    lab_end(lab);
    return 0;
}

#define AT "Nov 23 15:52:06 mx1 "
#define A4 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct log_case {
    const char *name;
    struct bs_str log;
    struct bs_stats want;
    const char *events;    /* "rule line" */
    const char *unmatched; /* lines */
} log_cases[] = {
    {"nothing", BYTES(""), {0}, "", ""},
    {"an empty line", BYTES("\n"), {.foreign = 1}, "", ""},
    {"empty lines", BYTES("\n\n\r\n\n"), {.foreign = 4}, "", ""},
    {"a dialect without rules",
     BYTES(AT "gamma: to=a ok\n" AT "alpha: to=b ok\n" AT "gamma[1]: x\n"),
     {.matched = 1, .ignored = 2, .events = 1},
     "a 2\n",
     ""},
    {"one event",
     BYTES(AT "alpha[1]: to=a ok\n"),
     {.matched = 1, .events = 1},
     "a 1\n",
     ""},
    {"without a newline",
     BYTES(AT "alpha[1]: to=a ok"),
     {.matched = 1, .events = 1},
     "a 1\n",
     ""},
    {"one byte without a newline",
     BYTES(AT "alpha[1]: to=a ok\nx"),
     {.matched = 1, .foreign = 1, .events = 1},
     "a 1\n",
     ""},
    {"CRLF",
     BYTES(AT "alpha[1]: to=a ok\r\n" AT "alpha[1]: to=b no\r\n"),
     {.matched = 2, .events = 2},
     "a 1\na 2\n",
     ""},
    {"CR at the end of all",
     BYTES(AT "alpha[1]: to=a ok\r"),
     {.matched = 1, .events = 1},
     "a 1\n",
     ""},
    {"two CRs",
     BYTES(AT "alpha[1]: to=a ok\r\r\n"),
     {.unmatched = 1},
     "",
     AT "alpha[1]: to=a ok\r\n"},
    {"one of each",
     BYTES(AT "alpha[1]: to=a ok\n" AT "alpha[1]: hello\n" AT
              "alpha[1]: to=a\n" AT "kernel: to=a ok\n" AT "alpha[1]: to=skip\n"
              "no head\n"),
     {.matched = 1, .unmatched = 1, .ignored = 2, .foreign = 2, .events = 1},
     "a 1\n",
     AT "alpha[1]: to=a\n"},
    {"the needle in the head only",
     BYTES("Nov 23 15:52:06 to=h alpha[1]: x\n"),
     {.unmatched = 1},
     "",
     "Nov 23 15:52:06 to=h alpha[1]: x\n"},
    {"two needles in a line",
     BYTES(AT "alpha[1]: to=a rcpts=b ok\n" AT "alpha[1]: rcpts=to=\n"),
     {.matched = 1, .unmatched = 1, .events = 1},
     "list 2\n",
     AT "alpha[1]: to=a rcpts=b ok\n"},
    {"a needle many times",
     BYTES(AT "alpha[1]: to=to=to=to=to=to=to=to=to= ok\n" AT
              "alpha[1]: to=b ok\n"),
     {.matched = 2, .events = 2},
     "a 1\na 2\n",
     ""},
    {"a list",
     BYTES(AT "alpha[1]: rcpts=<a@b>,<c@d>, e\n"),
     {.matched = 1, .events = 3},
     "list 1\nlist 1\nlist 1\n",
     ""},
    {"a list without a name in it",
     BYTES(AT "alpha[1]: rcpts=\n" AT "alpha[1]: rcpts=, ,\n" AT
              "alpha[1]: rcpts=[more]\n"),
     {.unmatched = 3},
     "",
     AT "alpha[1]: rcpts=\n" AT "alpha[1]: rcpts=, ,\n" AT
        "alpha[1]: rcpts=[more]\n"},
    {"repeated no time",
     BYTES(AT "alpha[1]: message repeated 0 times: [ to=a ok]\n"),
     {.unmatched = 1},
     "",
     AT "alpha[1]: message repeated 0 times: [ to=a ok]\n"},
    {"a needle over two lines",
     BYTES(AT "alpha[1]: t\n" AT "alpha[1]: o=x\n"),
     {.ignored = 2},
     "",
     ""},
    {"the other's needle",
     BYTES(AT "alpha[1]: for x\n" AT "beta[1]: to=x\n"),
     {.ignored = 2},
     "",
     ""},
    {"a needle in a foreign line between",
     BYTES(AT "alpha[1]: x\n" AT "kernel: to=a ok\n" AT "alpha[1]: y\n" AT
              "alpha[1]: to=a ok\n"),
     {.matched = 1, .ignored = 2, .foreign = 1, .events = 1},
     "a 4\n",
     ""},
    {"two dialects by turns",
     BYTES(AT "alpha[1]: to=a ok\n" AT "beta[1]: for x\n" AT
              "alpha[1]: to=b no\n" AT "beta[1]: for y\n" AT "kernel: to=\n" AT
              "beta[1]: for z\n" AT "alpha[1]: to=c ok\n"),
     {.matched = 6, .foreign = 1, .events = 6},
     "a 1\nb 2\na 3\nb 4\nb 6\na 7\n",
     ""},
    {"two hosts by turns",
     BYTES("Nov 23 15:52:06 mx1 alpha[1]: to=a ok\n"
           "Nov 23 15:52:06 mail2.example alpha[1]: to=b ok\n"
           "Nov 23 15:52:07 mx1 kernel: x\n"
           "Nov 23 15:52:07 mail2.example alpha/in[2]: to=c ok\n"
           "Nov 23 15:52:08 mx1 alpha: to=d ok\n"),
     {.matched = 4, .foreign = 1, .events = 4},
     "a 1\na 2\na 4\na 5\n",
     ""},
    {"more heads than are remembered",
     BYTES("Nov 23 15:52:06 h1 alpha[1]: to=a ok\n"
           "Nov 23 15:52:06 h22 alpha[1]: to=b ok\n"
           "2026-11-23T15:52:06Z h1 alpha[1]: to=c ok\n"
           "<22>Nov 23 15:52:06 h1 alpha[1]: to=d ok\n"
           "<22>1 2026-11-23T15:52:06Z h alpha 1 - - to=e ok\n"
           "2026-11-23 15:52:06 A12 to=f ok\n"
           "Nov 23 15:52:06 alpha[1]: to=g ok\n"
           "c  | Nov 23 15:52:06 h1 mail.info alpha[1]: to=h ok\n"
           "Nov 23 15:52:06 h1 alpha[1]: to=i ok\n"
           "1795448000.5 h22 alpha[1]: to=j ok\n"),
     {.matched = 10, .events = 10},
     "a 1\na 2\na 3\na 4\na 5\na 6\na 7\na 8\na 9\na 10\n",
     ""},
    {"bare lines",
     BYTES("2026-11-23 15:52:06 A1 to=a ok\n2026-11-23 15:52:06 to=b ok\n"
           "2026-11-23 15:52:07 A1 x\n2026-11-23 15:52:08.123 A1 to=c ok\n"),
     {.matched = 2, .ignored = 1, .foreign = 1, .events = 2},
     "a 1\na 4\n",
     ""},
    {"bare lines with another stamp",
     BYTES("Nov 23 15:52:06 A1 to=a ok\n2026-11-23T15:52:06 A1 to=b ok\n"),
     {.foreign = 2},
     "",
     ""},
    {"its own stamp in syslog",
     BYTES(AT "alpha[1]: 2026-11-23 15:52:06 A1 to=a ok\n" AT
              "alpha[1]: 2026-11-23 15:52:06 +0100 to=b ok\n" AT
              "alpha[1]: [1/2] to=c ok\n"),
     {.matched = 3, .events = 3},
     "a 1\na 2\na 3\n",
     ""},
    {"repeated",
     BYTES(AT "alpha[1]: message repeated 3 times: [ to=a ok]\n" AT
              "alpha[1]: message repeated 2 times: [ rcpts=a,b]\n" AT
              "alpha[1]: message repeated 1000001 times: [ to=a ok]\n"),
     {.matched = 2, .unmatched = 1, .events = 7},
     "a 1\na 1\na 1\nlist 2\nlist 2\nlist 2\nlist 2\n",
     AT "alpha[1]: message repeated 1000001 times: [ to=a ok]\n"},
    {"NULs",
     BYTES(AT "alpha[1]: to=\0\0 ok\n\0\n" AT "alp\0ha[1]: to=a ok\n"
              "Nov 23\0 15:52:06 mx1 alpha[1]: to=a ok\n" AT
              "alpha[1]: to=a\0 no\n"),
     {.matched = 2, .foreign = 3, .events = 2},
     "a 1\na 5\n",
     ""},
    {"bytes over 7F",
     BYTES(AT "alpha[1]: to=\xff\xfe ok\n"
              "Nov 23 15:52:06 m\xc3\xbcx1 alpha[1]: to=a ok\n\xff\n"),
     {.matched = 2, .foreign = 1, .events = 2},
     "a 1\na 2\n",
     ""},
    {"a head that is cut",
     BYTES(AT "alpha[1\n" AT "alpha[1]\n" AT "alpha\nNov 23 15:5\n" AT
              "alpha:\n" AT "alpha: to=a ok\n"),
     {.matched = 1, .ignored = 2, .foreign = 3, .events = 1},
     "a 6\n",
     ""},
    {"the same behind a good one",
     BYTES(AT "alpha[1]: to=a ok\n" AT "alpha[1\n" AT "alpha[1]\n" AT
              "alpha\nNov 23 15:5\n" AT "alpha:\n" AT "alpha: to=a ok\n"),
     {.matched = 2, .ignored = 2, .foreign = 3, .events = 2},
     "a 1\na 7\n",
     ""},
    {"no pid, and what looks like one",
     BYTES(AT "alpha[1 2]: x\n" AT "alpha[1]: x\n" AT "alpha[1 2]: x\n" AT
              "alpha[1]x: y\n" AT "alpha[123456789]: x\n" AT "alpha[]: x\n" AT
              "alpha[a]b]: x\n" AT "alpha[1\n]\n" AT "alpha[1] x\n" AT
              "alpha[1]:\n"),
     {.ignored = 5, .foreign = 6},
     "",
     ""},
    {"runs away",
     BYTES(AT "beta[1]: (((" A4 "\n" AT "beta[1]: for x\n"),
     {.matched = 1, .unmatched = 1, .limited = 1, .events = 1},
     "b 2\n",
     AT "beta[1]: (((" A4 "\n"},
    {"runs away, and another rule reads it",
     BYTES(AT "beta[1]: (((" A4 " )))\n"),
     {.matched = 1, .events = 1},
     "c 1\n",
     ""},
};

static void expect_stats(const struct bs_stats *want)
{
    const struct bs_stats got = bs_parser_stats(lab->parser);

    assert_int_equal(got.matched, want->matched);
    assert_int_equal(got.unmatched, want->unmatched);
    assert_int_equal(got.ignored, want->ignored);
    assert_int_equal(got.foreign, want->foreign);
    assert_int_equal(got.cut, want->cut);
    assert_int_equal(got.limited, want->limited);
    assert_int_equal(got.events, want->events);
}

static void expect_text(struct bs_buf *got, const char *want)
{
    assert_string_equal(bs_buf_text(got), want);
    bs_buf_reset(got);
}

static void test_log(void **state)
{
    const struct log_case *c = *state;

    lab->show = "rule line";
    bs_buf_reset(&lab->seen);
    bs_buf_reset(&lab->unmatched);
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, c->log);
    expect_stats(&c->want);
    expect_text(&lab->seen, c->events);
    expect_text(&lab->unmatched, c->unmatched);
}

/* The same in a block for each line. */
static void test_line_by_line(void **state)
{
    const struct log_case *c = *state;

    lab->show = "rule line";
    bs_buf_reset(&lab->seen);
    bs_buf_reset(&lab->unmatched);
    bs_parser_begin(lab->parser, 2026, 0);
    for (size_t at = 0; at < c->log.len;) {
        const char *data = c->log.data + at;
        const char *newline = memchr(data, '\n', c->log.len - at);
        const size_t len =
            newline != NULL ? (size_t)(newline + 1 - data) : c->log.len - at;

        lab_block(lab, (struct bs_str){data, len});
        at += len;
    }
    expect_stats(&c->want);
    expect_text(&lab->seen, c->events);
    expect_text(&lab->unmatched, c->unmatched);
}

/* A line of len bytes with a mark at its start, or at its end. */
static struct bs_str long_line(char *line, size_t len, bool mark_first)
{
    static const char head[] = AT "alpha[1]: ";

    memset(line, 'x', len);
    memcpy(line, head, sizeof head - 1);
    memcpy(mark_first ? line + sizeof head - 1 : line + len - 6, "to=a", 4);
    memcpy(line + len - 2, "no", 2);
    if (mark_first)
        line[sizeof head + 10] = ' ';
    line[len] = '\n';
    return (struct bs_str){line, len + 1};
}

static const struct cut_case {
    const char *name;
    size_t len;
    bool mark_first;
    struct bs_stats want;
} cut_cases[] = {
    {"the maximum", BS_LINE_MAX, true, {.unmatched = 1}},
    {"one more", BS_LINE_MAX + 1, true, {.unmatched = 1, .cut = 1}},
    {"megabytes", (size_t)3 << 20, true, {.unmatched = 1, .cut = 1}},
    {"a mark in the last bytes", BS_LINE_MAX, false, {.unmatched = 1}},
    {"a mark behind the maximum",
     BS_LINE_MAX + 100,
     false,
     {.ignored = 1, .cut = 1}},
    {"a mark far behind", (size_t)3 << 20, false, {.ignored = 1, .cut = 1}},
};

static void test_cut(void **state)
{
    const struct cut_case *c = *state;
    static const char next[] = AT "alpha[1]: to=b ok\n";
    char *text = malloc(c->len + 1 + sizeof next);
    struct bs_stats want = c->want;
    size_t len;

    assert_non_null(text);
    len = long_line(text, c->len, c->mark_first).len;
    memcpy(text + len, next, sizeof next);
    lab->show = "line domain recipient";
    bs_buf_reset(&lab->unmatched);
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, (struct bs_str){text, len + sizeof next - 1});
    want.matched++;
    want.events++;
    expect_stats(&want);
    expect_text(&lab->seen, "2 - b\n");
    if (c->want.unmatched > 0)
        assert_int_equal(lab->unmatched.len,
                         (c->len < BS_LINE_MAX ? c->len : BS_LINE_MAX) + 1);
    bs_buf_reset(&lab->unmatched);

    /* The reader gives such a line without its newline. */
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, (struct bs_str){text, len - 1});
    expect_stats(&c->want);
    bs_buf_reset(&lab->unmatched);
    free(text);
}

static const char *const odd[] = {
    AT "alpha[1]: to=a ok\n",
    AT "alpha[1]: x\n",
    AT "kernel: to=a ok\n",
    AT "beta[1]: for x\n",
    AT "alpha[1]: to=a\n",
    "Nov 23 15:52:07 mail2.example alpha/in[2]: to=c no\n",
    "2026-11-23 15:52:06 A12 to=f ok\n",
    "\n",
};

/* Far more lines than a batch holds; each number and kind is right. */
static void test_many(void **state)
{
    const struct bs_stats want = {.matched = 4000,
                                  .unmatched = 1000,
                                  .ignored = 1000,
                                  .foreign = 2000,
                                  .events = 4000};
    struct bs_buf log;
    struct bs_buf events;

    (void)state;
    bs_buf_init(&log, (size_t)1 << 24);
    bs_buf_init(&events, (size_t)1 << 24);
    for (unsigned i = 0; i < 8000; i++) {
        const unsigned kind = (i / 8 * 7 + i) % 8;

        bs_buf_add(&log, odd[kind], strlen(odd[kind]));
        if (kind == 0 || kind == 3 || kind == 5 || kind == 6)
            bs_buf_print(&events, "%s %u\n", kind == 3 ? "b" : "a", i + 1);
    }
    lab->show = "rule line";
    bs_buf_reset(&lab->unmatched);
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, (struct bs_str){bs_buf_text(&log), log.len});
    expect_stats(&want);
    expect_text(&lab->seen, bs_buf_text(&events));
    bs_buf_reset(&lab->unmatched);
    bs_buf_clear(&log);
    bs_buf_clear(&events);
}

/* Lines with dates, "event" or not, and the year of each event. */
static const struct month_case {
    const char *name;
    int year;
    const char *newest; /* or "" */
    const char *dates;  /* in the order of the file; "*": with an event */
    const char *want;   /* years */
} month_cases[] = {
    {"one", 2020, "", "Jan 10*", "2020"},
    {"over New Year", 2020, "", "Dec 31*,Jan  1*", "2020 2021"},
    {"quiet months", 2020, "", "Jan 10*,Mar 10,May 10,Jul 10,Sep 10*",
     "2020 2020"},
    {"quiet months, days of one digit", 2020, "",
     "Jan  1*,Mar  2,May  3,Jul  4,Sep  5*", "2020 2020"},
    {"quiet months, newest first", 2021, "",
     "Sep 10*,Jul 10,May 10,Mar 10,Jan 10*", "2021 2021"},
    {"quiet months over New Year", 2020, "",
     "Jun 10*,Sep 10,Dec 10,Mar 10,Jun 10*", "2020 2021"},
    {"no event before", 2020, "", "Nov 10,Feb 10,May 10*", "2021"},
    {"the log's age is that of its first line", 0, "2026-11-25",
     "Dec 10,Mar 10,Jul 10,Nov 24*", "2026"},
    {"years", 2000, "",
     "Jan 10*,May 10,Sep 10,Jan 10*,May 10,Sep 10,Jan 10,May 10,Sep 10*",
     "2000 2001 2002"},
    {"a month comes again", 2020, "", "Jan 10*,Jun 10,Jan 10,Sep 10*",
     "2020 2019"},
    {"jitter", 2020, "", "Dec 31*,Jan  1*,Dec 31*,Jan  1*,Dec 31,Jan  1*",
     "2020 2021 2020 2021 2021"},
};

static int64_t noon(const char *date)
{
    int year;
    int month;
    int day;

    if (sscanf(date, "%d-%d-%d", &year, &month, &day) != 3)
        return 0;
    return bs_civil_days(year, month, day) * BS_DAY_SECONDS + 43200;
}

/* Each date stands in a number of lines, of hosts by turns. */
static void add_dates(struct bs_buf *log, const char *dates, int lines)
{
    for (const char *at = dates; *at != '\0'; at += 6) {
        const bool event = at[6] == '*';

        for (int i = 0; i < lines; i++)
            bs_buf_print(log, "%.6s 12:00:00 mx%d alpha[1]: hello\n", at,
                         i % 2);
        if (event)
            bs_buf_print(log, "%.6s 12:00:00 mx0 alpha[1]: to=a ok\n", at);
        at += event;
        at += at[6] == ',';
    }
}

static void test_months(void **state)
{
    const struct month_case *c = *state;

    for (int lines = 1; lines < 4; lines++) {
        struct bs_buf log;
        char got[128] = "";
        const char *at;

        bs_buf_init(&log, 65536);
        add_dates(&log, c->dates, lines);
        lab->show = "time";
        bs_parser_begin(lab->parser, c->year, noon(c->newest));
        lab_block(lab, (struct bs_str){bs_buf_text(&log), log.len});
        at = bs_buf_text(&lab->seen);
        while (*at != '\0') {
            const size_t len = strlen(got);

            (void)snprintf(got + len, sizeof got - len, "%s%.4s",
                           len > 0 ? " " : "", at);
            at = strchr(at, '\n') + 1;
        }
        bs_buf_reset(&lab->seen);
        bs_buf_clear(&log);
        assert_string_equal(got, c->want);
    }
}

/* Gives the lines one by one, each to a parser that has just begun. */
static void read_in_runs(const struct month_case *c, struct bs_str log)
{
    struct bs_parser_state now = {0};
    uint64_t lines = 0;

    for (size_t at = 0; at < log.len;) {
        const char *begin = log.data + at;
        const char *end = memchr(begin, '\n', log.len - at);
        struct bs_str line = {begin, (size_t)(end - begin) + 1};

        /* From the second line on, neither year nor age matter. */
        bs_parser_begin(lab->parser, at == 0 ? c->year : 1999,
                        at == 0 ? noon(c->newest) : 0);
        bs_parser_resume(lab->parser, &now);
        lab_block(lab, line);
        now = bs_parser_state(lab->parser);
        assert_int_equal(now.lines, ++lines);
        at += line.len;
    }
}

/* A log that is read in many runs has the years and line numbers of one. */
static void test_runs(void **state)
{
    const struct month_case *c = *state;
    struct bs_buf log;
    char *want;

    bs_buf_init(&log, 65536);
    add_dates(&log, c->dates, 2);
    lab->show = "line time";
    bs_parser_begin(lab->parser, c->year, noon(c->newest));
    lab_block(lab, (struct bs_str){bs_buf_text(&log), log.len});
    want = strdup(bs_buf_text(&lab->seen));
    bs_buf_reset(&lab->seen);
    read_in_runs(c, (struct bs_str){bs_buf_text(&log), log.len});
    lab_expect_seen(lab, want);
    free(want);
    bs_buf_clear(&log);
}

/* Without a stamp that lacks its year there is nothing to go on with. */
static void test_state(void **state)
{
    struct bs_parser_state now;

    (void)state;
    bs_parser_begin(lab->parser, 2020, 0);
    lab_block(lab, BS_STR("2026-11-23 15:52:06 A1 to=d ok\nno stamp\n"));
    now = bs_parser_state(lab->parser);
    assert_int_equal(now.year, 0);
    assert_int_equal(now.month, 0);
    assert_int_equal(now.lines, 2);
    lab_block(lab, BS_STR("Dec 31 00:00:00 h alpha[1]: to=a ok\n"));
    now = bs_parser_state(lab->parser);
    assert_int_equal(now.year, 2020);
    assert_int_equal(now.month, 12);
    assert_int_equal(now.day, 31);
    bs_buf_reset(&lab->seen);
}

/* One log is nothing to the next. */
static void test_begin(void **state)
{
    const struct bs_stats one = {.matched = 1, .events = 1};

    (void)state;
    lab->show = "line time";
    bs_parser_begin(lab->parser, 2020, 0);
    lab_block(lab, BS_STR("\n\nDec 31 00:00:00 h alpha[1]: to=a ok\n"));
    lab_block(lab, BS_STR("Jan  1 00:00:00 h alpha[1]: to=a ok\n"));
    lab_expect_seen(lab, "3 2020-12-31T00:00:00Z\n4 2021-01-01T00:00:00Z\n");
    bs_parser_begin(lab->parser, 2020, 0);
    lab_block(lab, BS_STR("Jan  1 00:00:00 h alpha[1]: to=a ok\n"));
    lab_expect_seen(lab, "1 2020-01-01T00:00:00Z\n");
    expect_stats(&one);
}

/* What an event says of its line. */
static void test_fields(void **state)
{
    (void)state;
    lab->show = "mta service host recipient domain outcome direction time";
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, BS_STR(AT "alpha/x/y[1]: to=A@B.Example no\n"
                             "2026-11-23T15:52:06.120+01:00 h beta[2]: for c\n"
                             "2026-11-23 15:52:06 A1 to=d ok\n"));
    lab_expect_seen(lab,
                    "alpha x/y mx1 A@B.Example b.example bounced out "
                    "2026-11-23T15:52:06Z\n"
                    "beta beta h c - expired out 2026-11-23T14:52:06.120Z\n"
                    "alpha - - d - delivered out 2026-11-23T15:52:06Z\n");
}

/* A head that is too long to be remembered, with nothing remembered or with
 * other heads around it. */
static void test_long_host(void **state)
{
#define LONG_HOST                                                              \
    "Nov 23 15:52:06 a-very-long-host-name-in-the-cloud.eu-central-1.example "
    (void)state;
    lab->show = "service line";
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, BS_STR(LONG_HOST "alpha/in[1]: to=a ok\n" LONG_HOST
                                    "alpha/x/y[1]: to=a ok\n" LONG_HOST
                                    "alpha: to=a ok\n"));
    lab_expect_seen(lab, "in 1\nx/y 2\nalpha 3\n");
    bs_parser_begin(lab->parser, 2026, 0);
    lab_block(lab, BS_STR(AT "alpha/in[1]: to=a ok\n" LONG_HOST
                             "alpha/x/y[1]: to=a ok\n" AT
                             "alpha: to=a ok\n" LONG_HOST
                             "alpha/0123456789/0123456789/0123456789[1]: to=a "
                             "ok\n" AT
                             "alpha/0123456789/0123456789/0123456789[1]: to=a "
                             "ok\n"));
    lab_expect_seen(lab, "in 1\nx/y 2\nalpha 3\n"
                         "0123456789/0123456789/0123456789 4\n"
                         "0123456789/0123456789/0123456789 5\n");
}

static int64_t hour_west(void *context, const struct bs_civil *local)
{
    unsigned *asked = context;

    ++*asked;
    return bs_civil_days(local->year, local->month, local->day) *
               BS_DAY_SECONDS +
           local->hour * 3600 + local->minute * 60 + local->second + 3600;
}

static void take_time(void *context, struct bs_event *event)
{
    int64_t *time = context;

    *time = event->time;
}

/* One dialect only, a zone, and nobody who wants the unmatched lines. */
static void test_options(void **state)
{
    static const char log[] =
        AT "beta[1]: for x\n" AT "beta[1]: for x y\n" AT "alpha[1]: to=a ok\n";
    char room[sizeof log + LAB_PAD] = "";
    unsigned asked = 0;
    const struct bs_parser_options options = {.data = lab->data,
                                              .mta = "beta",
                                              .to_utc = hour_west,
                                              .context = &asked};
    struct bs_parser *parser;
    int64_t time = 0;

    (void)state;
    assert_int_equal(bs_parser_new(&parser, &options, &lab->err), BS_OK);
    assert_string_equal(bs_parser_dialect(parser, 0), "beta");
    assert_null(bs_parser_dialect(parser, 1));
    bs_parser_begin(parser, 1970, 0);
    memcpy(room, log, sizeof log);
    bs_parser_block(parser, (struct bs_str){room, sizeof log - 1}, take_time,
                    &time);
    assert_int_equal(time, ((INT64_C(326) * 24 + 16) * 60 + 52) * 60 + 6);
    assert_true(asked >= 1 && asked <= 2);
    assert_int_equal(bs_parser_stats(parser).matched, 1);
    assert_int_equal(bs_parser_stats(parser).unmatched, 1);
    assert_int_equal(bs_parser_stats(parser).foreign, 1);
    bs_parser_free(parser);
}

static void test_new(void **state)
{
    const struct bs_parser_options options = {.data = lab->data,
                                              .mta = "delta"};
    struct bs_parser *parser;

    (void)state;
    assert_int_equal(bs_parser_new(&parser, &options, &lab->err), BS_EUSAGE);
    assert_null(parser);
    assert_string_equal(lab->err.text, "unknown mail program 'delta'");
    assert_string_equal(bs_parser_dialect(lab->parser, 0), "alpha");
    assert_string_equal(bs_parser_dialect(lab->parser, 1), "beta");
    assert_string_equal(bs_parser_dialect(lab->parser, 2), "gamma");
    assert_null(bs_parser_dialect(lab->parser, 3));
    bs_parser_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many),      cmocka_unit_test(test_begin),
        cmocka_unit_test(test_fields),    cmocka_unit_test(test_options),
        cmocka_unit_test(test_long_host), cmocka_unit_test(test_new),
        cmocka_unit_test(test_state),
    };
    int failed = RUN_CASES_WITH(test_log, log_cases, set_up_lab, tear_down_lab);

    failed +=
        RUN_CASES_WITH(test_line_by_line, log_cases, set_up_lab, tear_down_lab);
    failed += RUN_CASES_WITH(test_cut, cut_cases, set_up_lab, tear_down_lab);
    failed +=
        RUN_CASES_WITH(test_months, month_cases, set_up_lab, tear_down_lab);
    failed += RUN_CASES_WITH(test_runs, month_cases, set_up_lab, tear_down_lab);
    return failed + cmocka_run_group_tests_name("parser", tests, set_up_lab,
                                                tear_down_lab);
}
