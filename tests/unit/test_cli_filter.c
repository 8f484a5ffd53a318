/* SPDX-License-Identifier: MIT */
#include "cli/filter.h"

#include <string.h>

#include "cases.h"

static const struct filter_case {
    const char *name;
    const char *domains[3], *hosts[3], *codes[3]; /* end with NULL */
    const char *classes[3], *providers[3], *severities[3];
    const char *domain, *host; /* of the event */
    const char *class, *provider, *severity;
    uint16_t code;
    struct bs_esc dsn;
    bool want;
} filter_cases[] = {
    {.name = "no filter", .want = true},
    {.name = "class",
     .classes = {"mailbox_full", "user_unknown"},
     .class = "user_unknown",
     .want = true},
    {.name = "another class",
     .classes = {"mailbox_full"},
     .class = "user_unknown"},
    {.name = "no class", .classes = {"mailbox_full"}},
    {.name = "provider and severity",
     .providers = {"google"},
     .severities = {"hard"},
     .provider = "google",
     .severity = "hard",
     .want = true},
    {.name = "provider, but another severity",
     .providers = {"google"},
     .severities = {"hard"},
     .provider = "google",
     .severity = "soft"},
    {.name = "domain",
     .domains = {"a.example"},
     .domain = "a.example",
     .want = true},
    {.name = "domain in capitals",
     .domains = {"A.Example"},
     .domain = "a.example",
     .want = true},
    {.name = "another domain", .domains = {"a.example"}, .domain = "b.example"},
    {.name = "end of a domain",
     .domains = {"a.example"},
     .domain = "aa.example"},
    {.name = "below a domain",
     .domains = {"a.example"},
     .domain = "x.a.example"},
    {.name = "no domain", .domains = {"a.example"}},
    {.name = "second of two",
     .domains = {"a.example", "b.example"},
     .domain = "b.example",
     .want = true},
    {.name = "star",
     .domains = {"*.a.example"},
     .domain = "x.a.example",
     .want = true},
    {.name = "star, two below",
     .domains = {"*.a.example"},
     .domain = "y.x.a.example",
     .want = true},
    {.name = "star, itself", .domains = {"*.a.example"}, .domain = "a.example"},
    {.name = "star, only the dot",
     .domains = {"*.a.example"},
     .domain = ".a.example"},
    {.name = "star, end of a label",
     .domains = {"*.a.example"},
     .domain = "xa.example"},
    {.name = "host", .hosts = {"mx1"}, .host = "MX1", .want = true},
    {.name = "another host", .hosts = {"mx1"}, .host = "mx2"},
    {.name = "one of two kinds",
     .domains = {"a.example"},
     .hosts = {"mx1"},
     .domain = "a.example",
     .host = "mx2"},
    {.name = "both kinds",
     .domains = {"a.example"},
     .hosts = {"mx1"},
     .domain = "a.example",
     .host = "mx1",
     .want = true},
    {.name = "basic code", .codes = {"550"}, .code = 550, .want = true},
    {.name = "another basic code", .codes = {"550"}, .code = 551},
    {.name = "class of basic codes",
     .codes = {"5xx"},
     .code = 599,
     .want = true},
    {.name = "capitals", .codes = {"45X"}, .code = 450, .want = true},
    {.name = "other class", .codes = {"5xx"}, .code = 450},
    {.name = "basic, none there", .codes = {"5xx"}, .dsn = {5, 1, 1}},
    {.name = "enhanced code",
     .codes = {"5.7.1"},
     .dsn = {5, 7, 1},
     .want = true},
    {.name = "a longer enhanced code", .codes = {"5.7.1"}, .dsn = {5, 7, 10}},
    {.name = "subject", .codes = {"5.7.x"}, .dsn = {5, 7, 26}, .want = true},
    {.name = "any class", .codes = {"X.7.1"}, .dsn = {4, 7, 1}, .want = true},
    {.name = "enhanced class", .codes = {"4.X.X"}, .dsn = {5, 7, 1}},
    {.name = "enhanced, none there", .codes = {"5.X.X"}, .code = 550},
    {.name = "any of two codes",
     .codes = {"421", "4.7.0"},
     .code = 450,
     .dsn = {4, 7, 0},
     .want = true},
};

static struct opt_list list_of(const char *const items[3])
{
    struct opt_list list = {0};

    while (items[list.count] != NULL) {
        list.items[list.count] = items[list.count];
        list.count++;
    }
    return list;
}

static void test_filter(void **state)
{
    const struct filter_case *c = *state;
    const struct filter_choice choice = {.domains = list_of(c->domains),
                                         .hosts = list_of(c->hosts),
                                         .codes = list_of(c->codes),
                                         .classes = list_of(c->classes),
                                         .providers = list_of(c->providers),
                                         .severities = list_of(c->severities)};
    const struct bs_event event = {.domain = bs_str_of(c->domain),
                                   .host = bs_str_of(c->host),
                                   .code = c->code,
                                   .dsn = c->dsn,
                                   .class = bs_str_of(c->class),
                                   .severity = bs_str_of(c->severity),
                                   .provider = bs_str_of(c->provider)};
    struct filter filter;

    assert_int_equal(filter_init(&filter, &choice, NULL), BS_OK);
    assert_int_equal(filter_takes(&filter, &event), c->want);
}

static const struct refuse_case {
    const char *name;
    struct filter_choice choice;
    const char *want;
} refuse_cases[] = {
    {"star in the middle",
     {.domains = {{"a.*.example"}, 1}},
     "--domain: 'a.*.example' is neither a name nor *.NAME"},
    {"address",
     {.domains = {{"x@a.example"}, 1}},
     "--domain: 'x@a.example' is neither a name nor *.NAME"},
    {"empty host",
     {.hosts = {{""}, 1}},
     "--host: '' is neither a name nor *.NAME"},
    {"U-label",
     {.domains = {{"m\xC3\xBC.example"}, 1}},
     "--domain: 'm\xC3\xBC.example': write the ASCII form (xn--...)"},
    {"digit behind x",
     {.codes = {{"5x0"}, 1}},
     "--code: '5x0' is no code: 550, 5xx, 5.7.1, 5.7.X"},
    {"all x",
     {.codes = {{"xxx"}, 1}},
     "--code: 'xxx' is no code: 550, 5xx, 5.7.1, 5.7.X"},
    {"four digits",
     {.codes = {{"5500"}, 1}},
     "--code: '5500' is no code: 550, 5xx, 5.7.1, 5.7.X"},
    {"text behind",
     {.codes = {{"550", "5.1.1 x"}, 2}},
     "--code: '5.1.1 x' is no code: 550, 5xx, 5.7.1, 5.7.X"},
    {"empty code",
     {.codes = {{""}, 1}},
     "--code: '' is no code: 550, 5xx, 5.7.1, 5.7.X"},
};

static void test_refuse(void **state)
{
    const struct refuse_case *c = *state;
    struct bs_error err = {0};
    struct filter filter;

    assert_int_equal(filter_init(&filter, &c->choice, &err), BS_EUSAGE);
    assert_string_equal(err.text, c->want);
}

int main(void)
{
    int failed = RUN_CASES(test_filter, filter_cases);

    return failed + RUN_CASES(test_refuse, refuse_cases);
}
