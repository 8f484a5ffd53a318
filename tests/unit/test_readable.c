/* SPDX-License-Identifier: MIT */
#include "classify/readable.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "classify/local.h"
#include "classify/mask.h"

#define ROOM 4096

/* What people see of a reply. */
static const struct readable_case {
    const char *name;
    const char *text;
    const char *want;
} readable_cases[] = {
    {"empty", "", ""},
    {"words stay as they are", "Mailbox FULL, sorry", "Mailbox FULL, sorry"},
    {"codes in front go",
     "550 5.1.1 <a@b.org>: Recipient address rejected: User unknown",
     "<address>: Recipient address rejected: User unknown"},
    {"codes alone stay", "550 5.1.1", "550 5.1.1"},
    {"a basic code alone", "450", "450"},
    {"codes of each line go",
     "550-5.1.1 The account does not exist. Please try 550-5.1.1 again at\n"
     "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser az10-293 - "
     "gsmtp",
     "The account does not exist. Please try again at "
     "https://support.google.com/… <id> - gsmtp"},
    {"lines without enhanced code", "554-Transaction failed 554 See there",
     "Transaction failed See there"},
    {"another code stays", "450-4.2.1 first 550 5.1.1 last",
     "first 550 5.1.1 last"},
    {"a code that somebody else said",
     "undeliverable address: host mx.example.org[192.0.2.1] said: 550 no",
     "undeliverable address: host <host> said: 550 no"},
    {"enhanced code in a reply", "no mailbox here (#5.1.1 - chkuser)",
     "no mailbox here (#5.1.1 - chkuser)"},
    {"host with address", "connect to mx.example.org[192.0.2.1]:25: refused",
     "connect to <host>: refused"},
    {"host alone", "lost mx1.example.org.", "lost <host>."},
    {"host in a DNS error",
     "Name service error for name=b.example.org type=MX: Host not found",
     "Name service error for name=<host> type=MX: Host not found"},
    {"host with a number of its own", "from 192-0-2-1.dyn.example.org ok",
     "from <host> ok"},
    {"international host", "to a.xn--p1ai ok", "to <host> ok"},
    {"block lists are named",
     "[192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/q/1",
     "[<ip>] blocked using zen.spamhaus.org; https://www.spamhaus.org/…"},
    {"listed at", "192.0.2.1 is listed at zen.spamhaus.org (127.0.0.2)",
     "<ip> is listed at zen.spamhaus.org (<ip>)"},
    {"words with points are no host", "RESOLVER.ADR.RecipientNotFound; e.g. no",
     "RESOLVER.ADR.RecipientNotFound; e.g. no"},
    {"a missing blank is no host", "refused.Please wait",
     "refused.Please wait"},
    {"IPv6", "from 2001:db8::1:2 [IPv6:::1] ::1 no",
     "from <ip> [<ip>] <ip> no"},
    {"providers' codes", "(S3150) OFR_416 [CS01] RP-001 AS(201806281)",
     "(S3150) OFR_416 [CS01] RP-001 AS(<n>)"},
    {"ids", "queued as 4F2A1B q23-20020a508e47.64 pti208",
     "queued as <id> <id> <id>"},
    {"id and host",
     "[DB8EUR05FT0.eop.outlook.com 2026-11-23T15:00:00.482Z 08DE2A]",
     "[<host> <id>:<n>:<id> <id>]"},
    {"numbers", "size 12345 over 2.5 of 30, score=7",
     "size <n> over <n> of <n>, score=<n>"},
    {"times", "try again in 00:05:30", "try again in <n>"},
    {"units", "wait 300s, 20MB, a 5-day limit",
     "wait <n>s, <n>MB, a <n>-day limit"},
    {"standards", "see RFC5321, TLSv1.2 or IPv6",
     "see RFC5321, TLSv1.2 or IPv6"},
    {"URL", "see https://x.example.org.", "see https://x.example.org."},
    {"URL with a tail", "(http://x.org/a?b=c&d) no", "(http://x.org/…) no"},
    {"URL of an address", "see http://192.0.2.17/a", "see http://<host>/…"},
    {"URL of an id", "at https://q1w2e3r4t5y6.x.org/a", "at https://<host>/…"},
    {"no scheme", "q1w2e3r4t5y6://x.org", "<id>://<host>"},
    {"URL in angles", "see <https://x.org/a>.", "see <https://x.org/…>."},
    {"user of a URL", "ftp://anna@x.org/ or http://a:b@x.org/",
     "ftp://… or http://…"},
    {"address in a URL", "https://x.org/?u=anna@x.org no",
     "https://x.org/… no"},
    {"VERP, SRS", "<b+anna=x.org@y.org> SRS0=a=b=x.org=anna@y.org no",
     "<address> <address> no"},
    {"in quotes behind a user", "unknown user: \"anna\"",
     "unknown user: \"<user>\""},
    {"in quotes with a blank", "unknown user \"anna b\"",
     "unknown user \"<user>\""},
    {"in brackets", "mailbox [anna] full", "mailbox [<user>] full"},
    {"a user's mailbox", "the user's mailbox 'is' full",
     "the user's mailbox '<user>' full"},
    {"other quotes", "command \"DATA\" bad", "command \"DATA\" bad"},
    {"angles", "<anna>... User unknown", "<…>... User unknown"},
    {"an angle that was cut", "no such user <ann", "no such user <…"},
    {"blanks and control characters", " a \t\r\n b\x1b[1m \x7f ", "a b [<n>m"},
    {"C1 control characters", "a\xc2\x9bz", "a z"},
    {"bad bytes", "a\xff z", "a\xef\xbf\xbd z"},
    {"other languages", "用户不存在 Empfänger", "用户不存在 Empfänger"},
};

static void expect(const char *text, struct bs_str recipient, const char *want)
{
    char own[ROOM];
    char masked[ROOM];
    char got[BS_READABLE_MAX + 1];
    const struct bs_str hidden = bs_local_hide(own, bs_str_of(text), recipient);
    const size_t len = bs_mask(masked, hidden);

    got[bs_readable(got, (struct bs_str){masked, len})] = '\0';
    assert_string_equal(got, want);
}

static void test_readable(void **state)
{
    const struct readable_case *c = *state;

    expect(c->text, (struct bs_str){0}, c->want);
}

/* The recipient's name where no domain is with it. */
static const struct local_case {
    const char *name;
    const char *recipient;
    const char *text;
    const char *want;
} local_cases[] = {
    {"as a word", "alice@x.org", "No such user alice here",
     "No such user <user> here"},
    {"any case", "alice@x.org", "user ALICE: no, Alice",
     "user <user>: no, <user>"},
    {"first and last", "alice@x.org", "alice is not alice",
     "<user> is not <user>"},
    {"in quotes", "alice@x.org", "no 'alice' here", "no '<user>' here"},
    {"within a word", "ali@x.org", "alice italian", "alice italian"},
    {"in a path", "alice@x.org", "/var/mail/alice: full",
     "/var/mail/<user>: full"},
    {"with a point", "a.smith@x.org", "no a.smith", "no <user>"},
    {"address", "alice@x.org", "alice@x.org unknown", "<address> unknown"},
    {"in front of a plus", "alice+news@x.org", "no alice, no alice+news",
     "no <user>, no <user>"},
    {"quoted", "\"a b\"@x.org", "no \"a b\" or a b", "no \"<user>\" or <user>"},
    {"bare", "alice", "no alice", "no <user>"},
    {"role", "postmaster@x.org", "ask postmaster", "ask postmaster"},
    {"two letters", "no@x.org", "no, no", "no, no"},
    {"two letters in quotes", "no@x.org", "no 'no'", "no '<user>'"},
    {"UTF-8", "jürgen@x.org", "jürgen jürgens", "<user> jürgens"},
    {"none", "", "no alice", "no alice"},
    {"no local part", "@x.org", "no alice", "no alice"},
};

static void test_local(void **state)
{
    const struct local_case *c = *state;

    expect(c->text, bs_str_of(c->recipient), c->want);
}

/* In quotes, it may begin with a blank. */
static void test_long_local(void **state)
{
    char recipient[160];
    char text[ROOM];

    (void)state;
    for (size_t i = 0; i < sizeof recipient; i++)
        recipient[i] = i % 4 == 0 ? ' ' : 'x';
    (void)snprintf(text, sizeof text, "no%.*s, no", (int)sizeof recipient,
                   recipient);
    expect(text, (struct bs_str){recipient, sizeof recipient}, "no<user> no");
}

/* What is long is cut at a character, and says so. */
static void test_long(void **state)
{
    char text[ROOM];
    char got[BS_READABLE_MAX];

    (void)state;
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "ä", 2);
    for (size_t shift = 0; shift < 2; shift++) {
        const size_t len = bs_readable(
            got, (struct bs_str){text + shift, sizeof text - 2 - shift});

        assert_true(len <= BS_READABLE_MAX && len > BS_READABLE_MAX - 4);
        assert_memory_equal(got + len - 3, "…", 3);
    }
    memset(text, 'a', sizeof text);
    assert_int_equal(bs_readable(got, (struct bs_str){text, BS_READABLE_MAX}),
                     BS_READABLE_MAX);
    assert_int_equal(got[BS_READABLE_MAX - 1], 'a');
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_long_local),
                                       cmocka_unit_test(test_long)};

    return RUN_CASES(test_readable, readable_cases) +
           RUN_CASES(test_local, local_cases) +
           cmocka_run_group_tests(tests, NULL, NULL);
}
