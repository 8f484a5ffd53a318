/* SPDX-License-Identifier: MIT */
#include "bouncestat/parser.h"

#include "base/alloc.h"
#include "parse_lab.h"

/* Lines 1 and 2 of every file. */
#define DIALECT "[dialect d]\ntag = ^ d (?: / (?<service> .+ ) )?+ $\n"
#define HEAD "Nov 23 15:52:06 h d[1]: "
#define RULE                                                                   \
    "[rule r]\nneedle = to=\n"                                                 \
    "regex = to=< (?<recipient> [^>]*+ ) > [ ] (?<reply> .*+ ) $\n"            \
    "outcome = bounced\n"

static void add_fault(void *context, const char *text)
{
    struct bs_buf *faults = context;
    const char *name = strstr(text, "x.conf:");

    assert_non_null(name); /* each names its file */
    bs_buf_add(faults, name + 7, strlen(name + 7));
    bs_buf_addc(faults, '\n');
}

static const struct check_case {
    const char *name;
    const char *text;
    size_t samples;
    const char *want; /* faults, without the name of the file */
} check_cases[] = {
    {"good",
     DIALECT RULE "sample = " HEAD "to=<a@B.example> 550 5.1.1 no\n"
                  "expect = outcome=bounced code=550 dsn=5.1.1 "
                  "text=\"550 5.1.1 no\" domain=b.example\n",
     1, ""},
    {"every field",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\n"
                  "expect = time=2026-11-23T15:52:06Z host=h mta=d service=d "
                  "queue_id=- direction=out outcome=bounced recipient=a@b "
                  "domain=b sender=- relay=- relay_ip=- code=550 dsn=- "
                  "text=\"550 no\" rule=r\n",
     1, ""},
    {"wrong code",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = code=551\n", 1,
     "8: code is '550', not '551'\n"},
    {"wrong null",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = dsn=5.1.1\n", 1,
     "8: dsn is '-', not '5.1.1'\n"},
    {"two wrong",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\n"
                  "expect = domain=c code=550 recipient=\"x y\"\n",
     1, "8: domain is 'b', not 'c'\n8: recipient is 'a@b', not 'x y'\n"},
    {"wrong in the second sample",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = code=550\n"
                  "sample = " HEAD "to=<a@b> 551 no\nexpect = code=550\n",
     2, "10: code is '551', not '550'\n"},
    {"unknown field",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = colour=red\n", 1,
     "8: unknown field 'colour'\n"},
    {"no expect", DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\n", 1,
     "7: no expect for this sample\n"},
    {"more expected than there is",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\n"
                  "expect = code=550\nexpect = code=550\n",
     1, "7: 1 events, 2 expected\n"},
    {"fewer expected",
     DIALECT "[rule r]\nneedle = to=\nregex = to= (?<recipients> .*+ )\n"
             "outcome = bounced\n"
             "sample = " HEAD "to=<a>,<b>\nexpect = recipient=a\n",
     1, "7: 2 events, 1 expected\n"},
    {"repeated",
     DIALECT RULE "sample = " HEAD "message repeated 2 times: [ to=<a@b> 1 ]\n"
                  "expect = recipient=a@b\nexpect = recipient=a@b\n",
     1, ""},

    {"a sample that nothing reads",
     DIALECT RULE "sample = " HEAD "to=a\nexpect = code=550\n", 1,
     "7: rule 'r' does not match, but 'none'\n"},
    {"a sample without the needle",
     DIALECT RULE "sample = " HEAD "for=<a@b> 550 no\nexpect = code=550\n", 1,
     "7: rule 'r' does not match, but 'none'\n"},
    {"a sample of another program",
     DIALECT RULE "sample = Nov 23 15:52:06 h e[1]: to=<a@b> 550 no\n"
                  "expect = code=550\n",
     1, "7: no line of this dialect\n"},
    {"a sample without a head",
     DIALECT RULE "sample = to=<a@b> 550 no\nexpect = code=550\n", 1,
     "7: no line of this dialect\n"},
    {"a sample of another rule",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = code=550\n"
                  "[rule s]\nneedle = for=\nregex = for=\n"
                  "sample = " HEAD "to=<a@b> for= 550\nexpect = code=-\n",
     2, "12: rule 's' does not match, but 'r'\n"},
    {"a rule that another shadows",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = code=550\n"
                  "[rule s]\nneedle = to=\n"
                  "regex = to=<a@b> [ ] (?<reply> .*+ ) $\n"
                  "sample = " HEAD "to=<a@b> 550 no\nexpect = code=550\n",
     2, "12: rule 's' does not match, but 'r'\n"},
    {"a rule that an ignore shadows",
     DIALECT "[ignore i]\nneedle = to=\nregex = to=\n"
             "sample = " HEAD "to=\n" RULE "sample = " HEAD
             "to=<a@b> 550 no\nexpect = code=550\n",
     2, "11: rule 'r' does not match, but 'i'\n"},
    {"an ignore that a rule shadows",
     DIALECT RULE "sample = " HEAD "to=<a@b> 550 no\nexpect = code=550\n"
                  "[ignore i]\nneedle = to=\nregex = to=<a@b>\n"
                  "sample = " HEAD "to=<a@b> 550 no\n",
     2, "12: rule 'i' does not match, but 'r'\n"},
    {"an ignore that another shadows",
     DIALECT "[ignore i]\nneedle = to=\nregex = to=\n"
             "sample = " HEAD "to=\n"
             "[ignore j]\nneedle = to=\nregex = to=<a>\n"
             "sample = " HEAD "to=<a>\n",
     2, "10: rule 'j' does not match, but 'i'\n"},

    {"another result without needles",
     DIALECT "[rule r]\nneedle = for=\nregex = (?<recipient> [^ ]*+ )\n"
             "outcome = expired\n"
             "sample = " HEAD "for=a\nexpect = outcome=expired\n" RULE
             "sample = " HEAD "to=<a@b> 550 no\nexpect = code=550\n",
     2, "13: another result without needles\n"},
    {"an ignore without needles",
     DIALECT "[ignore i]\nneedle = for=\nregex = .\n"
             "sample = " HEAD "for=a\n" RULE "sample = " HEAD
             "to=<a@b> 550 no\nexpect = code=550\n",
     2, "11: another result without needles\n"},

    {"a form that reads something else",
     DIALECT "[rule r]\nneedle = to=\noutcome = expired\n"
             "form = to=<*recipient>,\nregex = to= (?<recipient> [^,]++ )\n"
             "sample = " HEAD "to=a,\nexpect = recipient=a\n"
             "sample = " HEAD "to=b,c,\nexpect = recipient=b,c\n",
     2, "10: another result without the form\n"},
    {"a first sample that is not of the form",
     DIALECT "[rule r]\nneedle = to=\noutcome = expired\n"
             "form = to=<*recipient>,\nregex = to= (?<recipient> [^,]++ )\n"
             "sample = " HEAD "to=a\nexpect = recipient=a\n"
             "sample = " HEAD "to=b,\nexpect = recipient=b\n",
     2, "6: the first sample is not of this form\n"},
    {"a form behind a front",
     DIALECT "[front f]\nregex = (?<queue> [0-9A-F]++ ) : [ ]\n"
             "[rule r]\nafter = f\nneedle = to=\noutcome = expired\n"
             "form = to=<recipient>, <queue>; x=<text>\n"
             "regex = to= (?<recipient> .*? ) , [ ] (?<queue> .*? ) ;"
             " [ ] x= (?<text> .*+ ) $\n"
             "sample = " HEAD "1A: to=a@b, c; x=\n"
             "expect = queue_id=1A recipient=a@b text=\n"
             "sample = " HEAD "1A: to=a@b, c; x=y;,z\n"
             "expect = queue_id=1A recipient=a@b text=y;,z\n",
     2, ""},

    {"a form with every kind of value",
     DIALECT
     "[rule r]\nneedle = to=\n"
     "form = to=<recipient>, s=<outcome> (<>: <*text>(<stage>))\n"
     "regex = to= (?<recipient> [^,]++ ) , [ ] s=\n"
     " (?: (?<bounced> bounced ) | (?<expired> expired ) | x ) [ ] \\(\n"
     " [^:]++ : [ ] (?<text> .* ) \\( (?<stage> [^()]*+ ) \\)\\) $\n"
     "outcome = deferred\n"
     "sample = " HEAD "to=a@b, s=bounced (h: (x) y(z))\n"
     "expect = outcome=bounced recipient=a@b text=\"(x) y\" stage=z\n"
     "sample = " HEAD "to=a@b, s=expired (h: i: (z))\n"
     "expect = outcome=expired text=i: stage=z\n"
     "sample = " HEAD "to=a@b, s=x (h: y(z))\n"
     "expect = outcome=deferred text=y stage=z\n",
     3, ""},

    {"after a front",
     DIALECT "[front f]\nregex = (?<queue> [0-9A-F]++ ) : [ ]\nskip-to = to=\n"
             "[rule r]\nafter = f\nneedle = to=\n"
             "regex = to= (?<recipient> .*+ ) $\noutcome = bounced\n"
             "sample = " HEAD "1A: x=y, to=a@b\n"
             "expect = queue_id=1A recipient=a@b\n",
     1, ""},
    {"bare lines",
     "[dialect d]\nclaim = ^ [0-9]++ [ ]\n" RULE
     "sample = 2026-11-23 15:52:06 17 to=<a@b> 550 no\nexpect = code=550\n"
     "[rule s]\nneedle = for=\nregex = [0-9]++ [ ] for= (?<recipient> .++ ) $\n"
     "outcome = expired\n"
     "sample = 2026-11-23 15:52:06 17 for=a@b\nexpect = domain=b service=-\n",
     2, "7: rule 'r' does not match, but 'none'\n"},
};

static size_t check(const char *text, size_t *samples, struct bs_buf *faults)
{
    struct folder folder;
    struct bs_data *data;
    struct bs_error err;
    char path[256];
    size_t count;

    folder_make(&folder);
    folder_write(&folder, "x.conf", text);
    assert_int_equal(
        bs_data_open_file(&data, folder_path(&folder, "x.conf", path), &err),
        BS_OK);
    if (bs_parser_check(data, add_fault, faults, samples, &count, &err) !=
        BS_OK)
        fail_msg("%s", err.text);
    bs_data_close(data);
    folder_remove(&folder);
    return count;
}

static size_t lines_in(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static void test_check(void **state)
{
    const struct check_case *c = *state;
    struct bs_buf faults;
    size_t samples;
    size_t count;

    bs_buf_init(&faults, 65536);
    count = check(c->text, &samples, &faults);
    assert_string_equal(bs_buf_text(&faults), c->want);
    assert_int_equal(samples, c->samples);
    assert_int_equal(count, lines_in(c->want));
    bs_buf_clear(&faults);
}

static const struct slow_case {
    const char *name;
    const char *regex;
    const char *body;
    bool slow;
} slow_cases[] = {
    {"linear", "[^=]*+ = .*+", "ab=c", false},
    {"linear, from the right", ".* = c $", "ab=c", false},
    {"linear, lazy", ".*? = c $", "ab=c", false},
    {"two stars side by side", "[^=]* [^:]* = c $", "ab=c", true},
    {"lazy and again lazy", ".*? = .*? = c $", "a=b=c", true},
    {"stars and what they jump over", ".* = .* = .* = c $", "a=b=d=c", true},
    {"the same with letters", "a .* b .* c .* d $", "abcd", false},
    {"cubic", "[^=]* [^:]* [^;]* = c $", "ab=c", true},
    {"a star in a star", "(?: [^=]* x? )* = y", "ab=y", true},
    {"exponential", "(?: a | a0? | [^=] )* = y", "ab=y", true},
    {"exponential, nested", "(?: a+ )+ y", "aay", true},
    {"the same, possessive", "(?: a++ )++ y", "aay", false},
};

static void test_slow(void **state)
{
    const struct slow_case *c = *state;
    struct bs_buf faults;
    char text[512];
    size_t samples;

    (void)snprintf(text, sizeof text,
                   DIALECT "[rule r]\nneedle = %c\nregex = %s\n"
                           "outcome = bounced\n"
                           "sample = " HEAD "%s\nexpect = outcome=bounced\n",
                   c->body[strlen(c->body) - 1], c->regex, c->body);
    bs_buf_init(&faults, 65536);
    assert_int_equal(check(text, &samples, &faults), c->slow);
    assert_int_equal(samples, 1);
    if (c->slow)
        assert_non_null(strstr(bs_buf_text(&faults), "5: slow pattern: "));
    else
        assert_string_equal(bs_buf_text(&faults), "");
    bs_buf_clear(&faults);
}

/* Whatever allocation fails, it is told, and nothing leaks. */
static void test_no_memory(void **state)
{
    struct folder folder;
    struct bs_data *data;
    struct bs_error err;
    enum bs_status status = BS_ENOMEM;
    struct bs_buf faults;
    char path[256];
    size_t samples;
    size_t count;

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "x.conf",
                 DIALECT "[rule r]\nneedle = x\nregex = x\noutcome = bounced\n"
                         "sample = " HEAD "x\nexpect = outcome=bounced\n");
    assert_int_equal(
        bs_data_open_file(&data, folder_path(&folder, "x.conf", path), &err),
        BS_OK);
    bs_buf_init(&faults, 65536);
    for (long n = 0; status != BS_OK; n++) {
        const unsigned long live = bs_alloc_live();

        bs_alloc_fail_after(n);
        status =
            bs_parser_check(data, add_fault, &faults, &samples, &count, &err);
        bs_alloc_fail_after(-1);
        if (status != BS_OK)
            assert_int_equal(status, BS_ENOMEM);
        assert_int_equal(bs_alloc_live(), live);
    }
    assert_string_equal(bs_buf_text(&faults), "");
    bs_data_close(data);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_memory)};
    int failed = RUN_CASES(test_check, check_cases);

    failed += RUN_CASES(test_slow, slow_cases);
    return failed + cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
