/* SPDX-License-Identifier: MIT */
#include "parse/head.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "parse/program.h"
#include "parse/shape.h"

#define PAD 64

static const struct head_case {
    const char *name;
    bool bare;
    const char *line;
    const char *want; /* "host|tag|body|repeat"; NULL: no head */
} head_cases[] = {
    {"RFC 3164", false, "Nov 23 15:52:06 mx1 postfix/smtp[12]: 1A: to=<a@b>",
     "mx1|postfix/smtp|1A: to=<a@b>|1"},
    {"a day of one digit", false, "Nov  3 15:52:06 mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},
    {"the year behind", false, "Nov 23 15:52:06 2026 mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},
    {"RFC 3339", false, "2026-11-23T15:52:06.123456+01:00 mx1 sm-mta[1]: x",
     "mx1|sm-mta|x|1"},
    {"Exim's own stamp, in syslog's place", false,
     "2026-11-23 15:52:06 mx1 exim[12]: x", "mx1|exim|x|1"},
    {"seconds", false, "1763913126.123456 mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},
    {"journalctl short-full", false,
     "Mon 2026-11-23 15:52:06 CET mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},

    {"no host", false, "Nov 23 15:52:06 postfix/smtp[12]: x",
     "-|postfix/smtp|x|1"},
    {"no host, no pid", false, "Nov 23 15:52:06 postfix/smtp: x",
     "-|postfix/smtp|x|1"},
    {"no pid", false, "Nov 23 15:52:06 mx1 postfix/smtp: x y",
     "mx1|postfix/smtp|x y|1"},
    {"no colon behind the pid", false, "Nov 23 15:52:06 mx1 postfix/smtp[1] x",
     "mx1|postfix/smtp|x|1"},
    {"no blank behind the colon", false,
     "Nov 23 15:52:06 mx1 postfix/smtp[1]:x", "mx1|postfix/smtp|x|1"},
    {"no body", false,
     "Nov 23 15:52:06 mx1 postfix/smtp[1]:", "mx1|postfix/smtp||1"},
    {"nothing behind the pid", false, "Nov 23 15:52:06 mx1 postfix/smtp[1]",
     "mx1|postfix/smtp||1"},
    {"a pid that is no number", false, "Nov 23 15:52:06 mx1 named[main]: x",
     "mx1|named|x|1"},
    {"blanks between", false, "Nov 23 15:52:06   mx1   postfix/smtp[1]:   x",
     "mx1|postfix/smtp|x|1"},
    {"a dash in the tag", false,
     "Nov 23 15:52:06 mx1 postfix-10.20.30.40/smtp[1]: x",
     "mx1|postfix-10.20.30.40/smtp|x|1"},
    {"a colon in the tag", false, "Nov 23 15:52:06 mx1 a:b[1]: x",
     "mx1|a:b|x|1"},
    {"text directly behind the tag's colon", false,
     "Nov 23 15:52:06 mx1 tag:text", NULL},
    {"a text with a colon behind that", false,
     "Nov 23 15:52:06 mx1 tag:text more: x", NULL},
    {"a bracket that stays open", false, "Nov 23 15:52:06 mx1 postfix[1 x: y",
     NULL},
    {"something behind the bracket", false,
     "Nov 23 15:52:06 mx1 postfix[1]x: y", NULL},
    {"only a colon", false, "Nov 23 15:52:06 mx1 : y", NULL},
    {"only a pid", false, "Nov 23 15:52:06 mx1 [12]: y", NULL},
    {"no program", false, "Nov 23 15:52:06 mx1", NULL},
    {"no program, three words", false, "Nov 23 15:52:06 mx1 said that", NULL},
    {"last message", false, "Nov 23 15:52:06 mx1 last message repeated 2 times",
     NULL},

    {"an IPv4 host", false, "Nov 23 15:52:06 192.0.2.1 postfix/smtp[1]: x",
     "192.0.2.1|postfix/smtp|x|1"},
    {"an IPv6 host", false, "Nov 23 15:52:06 2001:db8::1 postfix/smtp[1]: x",
     "2001:db8::1|postfix/smtp|x|1"},
    {"an IPv6 host in brackets", false,
     "Nov 23 15:52:06 [2001:db8::1] postfix/smtp[1]: x",
     "[2001:db8::1]|postfix/smtp|x|1"},
    {"a host that is a number", false, "Nov 23 15:52:06 17 postfix/smtp[1]: x",
     "17|postfix/smtp|x|1"},

    {"a level in the host's place", false,
     "Nov 23 15:52:06 mail.info postfix/smtp[1]: x", "-|postfix/smtp|x|1"},
    {"busybox", false, "Nov 23 15:52:06 mx1 mail.info postfix/smtp[1]: x",
     "mx1|postfix/smtp|x|1"},
    {"a level before the host", false,
     "Nov 23 15:52:06 mail.warn mx1 postfix/smtp[1]: x",
     "mx1|postfix/smtp|x|1"},
    {"in angles", false, "Nov 23 15:52:06 mx1 <mail.info> postfix/smtp[1]: x",
     "mx1|postfix/smtp|x|1"},
    {"in brackets", false, "Nov 23 15:52:06 mx1 [mail.err] postfix/smtp[1]: x",
     "mx1|postfix/smtp|x|1"},
    {"a local facility", false,
     "Nov 23 15:52:06 mx1 local0.notice postfix/smtp[1]: x",
     "mx1|postfix/smtp|x|1"},
    {"a name that is no level", false,
     "Nov 23 15:52:06 mail.information postfix/smtp[1]: x",
     "mail.information|postfix/smtp|x|1"},
    {"two hosts", false, "Nov 23 15:52:06 mx1 mx2 postfix/smtp[1]: x", NULL},
    {"two levels and a host", false,
     "Nov 23 15:52:06 mail.info mail.info mx1 postfix[1]: x", NULL},

    {"a priority", false, "<22>Nov 23 15:52:06 mx1 postfix/smtp[1]: x",
     "mx1|postfix/smtp|x|1"},
    {"the smallest priority", false, "<0>Nov 23 15:52:06 mx1 kernel: x",
     "mx1|kernel|x|1"},
    {"a priority over 191", false, "<192>Nov 23 15:52:06 mx1 kernel: x", NULL},
    {"no priority", false, "<>Nov 23 15:52:06 mx1 kernel: x", NULL},
    {"a priority that stays open", false, "<22 Nov 23 15:52:06 mx1 kernel: x",
     NULL},

    {"RFC 5424", false,
     "<22>1 2026-11-23T13:58:27.003Z mx1 postfix/smtp 25993 - - 4KR: to=<a>",
     "mx1|postfix/smtp|4KR: to=<a>|1"},
    {"RFC 5424, message id", false,
     "<22>1 2026-11-23T13:58:27Z mx1 postfix/smtp 25993 ID47 - x",
     "mx1|postfix/smtp|x|1"},
    {"no host in RFC 5424", false,
     "<22>1 2026-11-23T13:58:27Z - postfix/smtp 25993 - - x",
     "-|postfix/smtp|x|1"},
    {"structured data", false,
     "<22>1 2026-11-23T13:58:27Z mx1 p 1 - [a b=\"c\"][d e=\"f\"] x y",
     "mx1|p|x y|1"},
    {"a bracket in quotes", false,
     "<22>1 2026-11-23T13:58:27Z mx1 p 1 - [a b=\"c] d\"] x", "mx1|p|x|1"},
    {"an escaped quote", false,
     "<22>1 2026-11-23T13:58:27Z mx1 p 1 - [a b=\"c\\\"] d\"] x", "mx1|p|x|1"},
    {"an escaped bracket", false,
     "<22>1 2026-11-23T13:58:27Z mx1 p 1 - [a b=\"c\\] d\"] x", "mx1|p|x|1"},
    {"structured data that stays open", false,
     "<22>1 2026-11-23T13:58:27Z mx1 p 1 - [a b=\"c\\", "mx1|p||1"},
    {"a mark of UTF-8", false,
     "<22>1 2026-11-23T13:58:27Z mx1 p 1 - - \xEF\xBB\xBFx", "mx1|p|x|1"},
    {"no program in RFC 5424", false,
     "<22>1 2026-11-23T13:58:27Z mx1 - 1 - - x", NULL},
    {"RFC 5424 is cut", false, "<22>1 2026-11-23T13:58:27Z mx1", NULL},
    {"a tag in the message", false,
     "<22>1 2026-11-23T13:58:27Z mx1 mail - - - postfix/smtp[25993]: x",
     "mx1|postfix/smtp|x|1"},
    {"no program, a tag in the message", false,
     "<22>1 2026-11-23T13:58:27Z mx1 - - - - postfix/smtp[25993]: x",
     "mx1|postfix/smtp|x|1"},
    {"a word with a colon is no tag in the message", false,
     "<22>1 2026-11-23T13:58:27Z mx1 postfix/smtp 1 - - warning: x",
     "mx1|postfix/smtp|warning: x|1"},
    {"version 2", false, "<22>2 2026-11-23T13:58:27Z mx1 p 1 - - x", NULL},

    {"Solaris", false,
     "Nov 23 15:52:06 mx1 sendmail[12]: [ID 801593 mail.info] x: to=<a>",
     "mx1|sendmail|x: to=<a>|1"},
    {"Solaris, cut", false, "Nov 23 15:52:06 mx1 sendmail[12]: [ID 801593 ma",
     "mx1|sendmail|[ID 801593 ma|1"},
    {"docker-compose", false,
     "mailserver  | Nov 23 15:52:06 mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},
    {"docker-compose, long names", false,
     "a-mailserver-1    |    2026-11-23T15:52:06Z mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},
    {"docker-compose and a priority", false,
     "mail | <22>Nov 23 15:52:06 mx1 postfix/smtp[12]: x",
     "mx1|postfix/smtp|x|1"},
    {"a container's name over 64 bytes", false,
     "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm "
     "| Nov 23 15:52:06 mx1 postfix/smtp[12]: x",
     NULL},
    {"text before the stamp", false, "x Nov 23 15:52:06 mx1 p[12]: x", NULL},

    {"repeated", false,
     "Nov 23 15:52:06 mx1 postfix/smtp[1]: message repeated 3 times: [ x: y]",
     "mx1|postfix/smtp|x: y|3"},
    {"repeated, no blank", false,
     "Nov 23 15:52:06 mx1 postfix/smtp[1]: message repeated 3 times: [x]",
     "mx1|postfix/smtp|x|3"},
    {"repeated, cut", false,
     "Nov 23 15:52:06 mx1 postfix/smtp[1]: message repeated 3 times: [ x",
     "mx1|postfix/smtp|x|3"},
    {"repeated, nothing in it", false,
     "Nov 23 15:52:06 mx1 postfix/smtp[1]: message repeated 3 times: [",
     "mx1|postfix/smtp||3"},
    {"brackets inside", false,
     "Nov 23 15:52:06 mx1 p[1]: message repeated 2 times: [ a[1.2.3.4]]",
     "mx1|p|a[1.2.3.4]|2"},
    {"the largest number", false,
     "Nov 23 15:52:06 mx1 p[1]: message repeated 4294967295 times: [ x]",
     "mx1|p|x|4294967295"},
    {"a larger number", false,
     "Nov 23 15:52:06 mx1 p[1]: message repeated 4294967296 times: [ x]",
     "mx1|p|message repeated 4294967296 times: [ x]|1"},
    {"no number", false,
     "Nov 23 15:52:06 mx1 p[1]: message repeated many times: [ x]",
     "mx1|p|message repeated many times: [ x]|1"},

    {"bare", true, "2026-11-23 15:52:06 1abcde-000001-AB => a@b",
     "-|-|1abcde-000001-AB => a@b|1"},
    {"bare, pid", true, "2026-11-23 15:52:06.123 +0100 [12] 1abcde => a@b",
     "-|-|[12] 1abcde => a@b|1"},
    {"bare, what looks like a tag", true, "2026-11-23 15:52:06 exim[1]: x",
     "-|-|exim[1]: x|1"},
    {"bare, priority", true, "<22>2026-11-23 15:52:06 1abcde => a",
     "-|-|1abcde => a|1"},
    {"bare, docker-compose", true, "exim | 2026-11-23 15:52:06 1abcde => a",
     "-|-|1abcde => a|1"},
    {"bare, nothing behind", true, "2026-11-23 15:52:06 ", "-|-||1"},
    {"bare, only the stamp", true, "2026-11-23 15:52:06", NULL},
    {"bare, repeated", true,
     "2026-11-23 15:52:06 message repeated 2 times: [ 1abcde => a]",
     "-|-|1abcde => a|2"},

    {"empty", false, "", NULL},
    {"a word", false, "hello", NULL},
    {"only a stamp", false, "Nov 23 15:52:06", NULL},
    {"a stamp and a blank", false, "Nov 23 15:52:06 ", NULL},
};

static void print(char *out, size_t size, const struct bs_head *head)
{
    const struct bs_str none = BS_STR("-");
    const struct bs_str host = head->host.data != NULL ? head->host : none;
    const struct bs_str tag = head->tag.data != NULL ? head->tag : none;

    (void)snprintf(out, size, "%.*s|%.*s|%.*s|%u", BS_ARG(host), BS_ARG(tag),
                   BS_ARG(head->body), head->repeat);
}

static void test_parse(void **state)
{
    const struct head_case *c = *state;
    const size_t len = strlen(c->line);
    char *copy = malloc(len + 1); /* its end is seen by a sanitizer */
    struct bs_head head;
    char got[512];
    bool found;

    assert_non_null(copy);
    memcpy(copy + 1, c->line, len);
    found = bs_head_parse(&head, (struct bs_str){copy + 1, len}, c->bare);
    assert_int_equal(found, c->want != NULL);
    if (found) {
        print(got, sizeof got, &head);
        assert_string_equal(got, c->want);
    }
    free(copy);
}

/* Cut anywhere: nothing is read behind, and the parts lie in the line. */
static void test_cut(void **state)
{
    const struct head_case *c = *state;

    for (size_t len = 0; len < strlen(c->line); len++) {
        char *copy = malloc(len + 1);
        struct bs_head head;

        assert_non_null(copy);
        memcpy(copy + 1, c->line, len);
        if (bs_head_parse(&head, (struct bs_str){copy + 1, len}, c->bare)) {
            assert_true(head.body.data + head.body.len <= copy + 1 + len);
            assert_true(head.repeat == 1 || head.body.data > copy);
        }
        free(copy);
    }
}

/* What may follow a head that is known. */
static const char *const ends[] = {
    "postfix/smtp[12]: x",
    "postfix/smtp[12] x",
    "postfix/smtp[12]:x",
    "postfix/smtp[12]x",
    "postfix/smtp[12]:",
    "postfix/smtp[12]",
    "postfix/smtp[12",
    "postfix/smtp[1 2]: x",
    "postfix/smtp: x",
    "postfix/smtp:x",
    "postfix/smtp:",
    "postfix/smtp",
    "[12]: x",
    ": x",
    "",
    " ",
    "x y[1]: z",
    "mail.info y[1]: z",
    "<mail.info> y[1]: z",
    "2026 y[1]: z",
    "+0100 y[1]: z",
    "p[1]: message repeated 2 times: [ x]",
    "message repeated 2 times: [ x]",
    "p[1]: [ID 801593 mail.info] x",
    "[ID 801593 mail.info] x",
};

static bool same(struct bs_str a, struct bs_str b)
{
    return a.data == b.data && a.len == b.len;
}

static void expect_same(const struct bs_head *known, const struct bs_head *read)
{
    assert_true(same(known->stamp_text, read->stamp_text));
    assert_true(same(known->host, read->host));
    assert_true(same(known->tag, read->tag));
    assert_true(same(known->body, read->body));
    assert_int_equal(known->repeat, read->repeat);
    assert_memory_equal(&known->stamp.civil, &read->stamp.civil,
                        sizeof known->stamp.civil);
    assert_int_equal(known->stamp.epoch, read->stamp.epoch);
    assert_int_equal(known->stamp.nanosecond, read->stamp.nanosecond);
    assert_int_equal(known->stamp.digits, read->stamp.digits);
    assert_int_equal(known->stamp.has_epoch, read->stamp.has_epoch);
    assert_int_equal(known->stamp.has_zone, read->stamp.has_zone);
    assert_int_equal(known->stamp.utc_offset, read->stamp.utc_offset);
    assert_int_equal(known->stamp.iso, read->stamp.iso);
}

/* As the parser tells it. */
static size_t body_of(const struct bs_shape *shape, struct bs_str line)
{
    size_t name;
    const size_t end = bs_program_end(
        (struct bs_str){line.data + shape->len, line.len - shape->len}, &name);

    return end > 0 ? shape->len + end + 2 : 0;
}

/* A line that fits a shape gives by it what it gives by itself. */
static void check_known(const struct bs_shape *shape, struct bs_str line,
                        struct bs_stamp_memo *memo)
{
    struct bs_head known;
    struct bs_head read;

    if (!bs_shape_fits(shape, line))
        return;
    if (!bs_head_known(&known, line, shape->bare, &shape->layout,
                       body_of(shape, line), memo))
        return; /* it is read as a whole then */
    if (!bs_head_parse(&read, line, shape->bare))
        fail_msg("a head by its shape only: %.*s", BS_ARG(line));
    expect_same(&known, &read);
}

/* The same head with one digit of the stamp changed. */
static void check_digits(const struct bs_shape *shape, struct bs_str line,
                         const struct bs_head *head, char *text)
{
    struct bs_stamp_memo memo = {0};
    const size_t begin = (size_t)(head->stamp_text.data - line.data);

    for (size_t i = 0; i < begin + head->stamp_text.len; i++)
        for (char digit = '0'; digit <= '9'; digit++) {
            const char before = text[i];

            if (before < '0' || before > '9' || i < begin)
                continue;
            text[i] = digit;
            check_known(shape, line, &memo);
            check_known(shape, line, &memo); /* from the memo */
            text[i] = before;
        }
}

static void test_known(void **state)
{
    const struct head_case *c = *state;
    const size_t len = strlen(c->line);
    char text[512 + PAD] = "";
    const struct bs_str line = {text, len};
    struct bs_head head;
    struct bs_shape shape = {0};
    struct bs_stamp_memo memo = {0};

    memcpy(text, c->line, len);
    if (!bs_head_parse(&head, line, c->bare) ||
        !bs_shape_learn(&shape, line, &head, c->bare))
        return;
    assert_true(bs_shape_fits(&shape, line));
    assert_int_equal(shape.bare, c->bare);
    check_known(&shape, line, &memo);
    check_digits(&shape, line, &head, text);
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        memset(text + shape.len, 0, sizeof text - shape.len);
        memcpy(text + shape.len, ends[i], strlen(ends[i]));
        check_known(&shape, (struct bs_str){text, shape.len + strlen(ends[i])},
                    &memo);
    }
}

/* Usual lines are known at once: else the shapes would be of no use. */
static const struct usual_case {
    const char *name;
    bool bare;
    const char *first;
    const char *second;
} usual_cases[] = {
    {"RFC 3164", false, "Nov 23 15:52:06 mx1 postfix/smtp[12]: a",
     "Nov 24 01:00:59 mx1 postfix/qmgr[3]: b"},
    {"RFC 3339", false, "2026-11-23T15:52:06.123456+01:00 mx1 sm-mta[1]: a",
     "2027-01-01T00:00:00.999999+02:00 mx1 kernel: b"},
    {"Exim", true, "2026-11-23 15:52:06 1abcde-000001-AB => a@b",
     "2027-01-01 00:00:00 1xyzde-000001-AB => c@d"},
    {"no host", false, "Nov 23 15:52:06 postfix/smtp[12]: a",
     "Nov 24 01:00:59 postfix/smtp[12]: b"},
};

static void test_usual(void **state)
{
    const struct usual_case *c = *state;
    char text[256 + PAD] = "";
    struct bs_str line = {text, strlen(c->first)};
    struct bs_head head;
    struct bs_shape shape = {0};
    struct bs_stamp_memo memo = {0};

    memcpy(text, c->first, line.len);
    assert_true(bs_head_parse(&head, line, c->bare));
    assert_true(bs_shape_learn(&shape, line, &head, c->bare));
    line.len = strlen(c->second);
    memcpy(text, c->second, line.len);
    assert_true(bs_shape_fits(&shape, line));
    assert_true(bs_head_known(&head, line, shape.bare, &shape.layout,
                              body_of(&shape, line), &memo));
    assert_int_equal(memo.len, head.stamp_text.len);
    check_known(&shape, line, &memo);
}

int main(void)
{
    int failed = RUN_CASES(test_parse, head_cases);

    failed += RUN_CASES(test_cut, head_cases);
    failed += RUN_CASES(test_known, head_cases);
    failed += RUN_CASES(test_usual, usual_cases);
    return failed;
}
