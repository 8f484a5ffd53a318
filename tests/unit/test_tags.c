/* SPDX-License-Identifier: MIT */
#include "parse/tags.h"

#include "base/alloc.h"
#include "parse_lab.h"

#define RULE(name)                                                             \
    "[rule " name "]\nneedle = x\nregex = x\n"                                 \
    "sample = Nov 23 15:52:06 h a: x\n"

static const char first[] =
    "[dialect first]\n"
    "tag = ^ (?: alpha | dup ) (?: / (?<service> .++ ) )?+ $\n" RULE("one");

static const char second[] = "[dialect second]\n"
                             "tag = ^ (?: beta.* | dup2? | x++ ) $\n"
                             "claim = ^ [0-9]{3} [ ]\n" RULE("two");

static const char third[] = "[dialect third]\n"
                            "claim = ^ [0-9]++ [ ]\n" RULE("three");

struct tags_lab {
    struct lab lab;
    struct bs_rules *rules;
    struct bs_rx_context *context;
    struct bs_tags *tags;
};

static struct tags_lab here;

static int set_up(void **state)
{
    (void)state;
    lab_begin(&here.lab);
    folder_write(&here.lab.folder, "patterns/a.conf", first);
    folder_write(&here.lab.folder, "patterns/b.conf", second);
    folder_write(&here.lab.folder, "patterns/c.conf", third);
    lab_load(&here.lab);
    here.tags = bs_new(1, sizeof *here.tags);
    if (here.tags == NULL ||
        bs_rules_load(&here.rules, here.lab.data, NULL, &here.lab.err) !=
            BS_OK ||
        bs_rx_context_new(&here.context, &here.lab.err) != BS_OK)
        return -1;
    here.tags->rules = here.rules;
    here.tags->context = here.context;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    bs_rules_free(here.rules);
    bs_rx_context_free(here.context);
    bs_free(here.tags);
    lab_end(&here.lab);
    return 0;
}

/* "first:service", "-" for a foreign tag. */
static void check(struct bs_str name, struct bs_tag tag, const char *want)
{
    char got[256] = "-";

    assert_true(tag.service_begin <= tag.service_end);
    assert_true(tag.service_end <= name.len);
    if (tag.dialect != NULL)
        (void)snprintf(got, sizeof got, "%.*s:%.*s", BS_ARG(tag.dialect->name),
                       (int)(tag.service_end - tag.service_begin),
                       name.data + tag.service_begin);
    assert_string_equal(got, want);
}

static const struct find_case {
    const char *name;
    struct bs_str tag;
    const char *want;
} find_cases[] = {
    {"plain", BYTES("alpha"), "first:alpha"},
    {"a service", BYTES("alpha/smtp"), "first:smtp"},
    {"a service of two words", BYTES("alpha/submission/smtpd"),
     "first:submission/smtpd"},
    {"the second dialect", BYTES("beta"), "second:beta"},
    {"the first of two", BYTES("dup"), "first:dup"},
    {"one more letter", BYTES("dup2"), "second:dup2"},
    {"one letter less", BYTES("alph"), "-"},
    {"a NUL behind", BYTES("alpha\0"), "-"},
    {"two NULs behind", BYTES("alpha\0\0"), "-"},
    {"empty", BYTES(""), "-"},
    {"another", BYTES("kernel"), "-"},
    {"8 bytes", BYTES("beta5678"), "second:beta5678"},
    {"16 bytes", BYTES("beta567890123456"), "second:beta567890123456"},
    {"17 bytes", BYTES("beta5678901234567"), "second:beta5678901234567"},
    {"as long as is remembered", BYTES("beta567890123456789012345678901"),
     "second:beta567890123456789012345678901"},
    {"longer", BYTES("beta5678901234567890123456789012"),
     "second:beta5678901234567890123456789012"},
    {"a long service", BYTES("alpha/567890123456789012345678901234567890"),
     "first:567890123456789012345678901234567890"},
};

static void test_find(void **state)
{
    const struct find_case *c = *state;

    for (int i = 0; i < 3; i++) /* asked, then remembered */
        check(c->tag, bs_tags_find(here.tags, c->tag), c->want);
}

/* More tags than there is room for: each answer is that of its own tag. */
static void test_many(void **state)
{
    (void)state;
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 3000; i++) {
            char block[64 + 32] = "";
            char want[96];
            struct bs_str name = {block, 0};

            name.len = (size_t)snprintf(
                block, 64, "%s/%0*d", i % 3 == 0 ? "alpha" : "beta", i % 24, i);
            memset(block + name.len, '[', sizeof block - name.len);
            if (i % 3 == 0)
                (void)snprintf(want, sizeof want, "first:%.*s",
                               (int)name.len - 6, block + 6);
            else
                (void)snprintf(want, sizeof want, "second:%.*s", BS_ARG(name));
            assert_true(name.len <= BS_TAG_MAX);
            check(name, *bs_tags_find_fast(here.tags, name), want);
        }
}

/* Names of all lengths that differ in one byte only. */
static void test_alike(void **state)
{
    (void)state;
    for (size_t len = 1; len <= BS_TAG_MAX; len++)
        for (size_t at = 0; at < len; at++) {
            char block[BS_TAG_MAX + 64];
            const struct bs_str name = {block, len};

            memset(block, 'x', sizeof block);
            assert_non_null(bs_tags_find_fast(here.tags, name)->dialect);
            block[at] = 'y';
            assert_null(bs_tags_find_fast(here.tags, name)->dialect);
        }
}

static const struct claim_case {
    const char *name;
    const char *body;
    const char *want;
} claim_cases[] = {
    {"the first that claims it", "123 x", "second"},
    {"only the last", "1234 x", "third"},
    {"none", "abc", NULL},
    {"empty", "", NULL},
};

static void test_claim(void **state)
{
    const struct claim_case *c = *state;
    const struct bs_dialect *got = bs_tags_claim(here.tags, bs_str_of(c->body));

    assert_int_equal(got != NULL, c->want != NULL);
    if (got != NULL)
        assert_true(bs_str_eq(got->name, bs_str_of(c->want)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_alike),
    };
    int failed = RUN_CASES_WITH(test_find, find_cases, set_up, tear_down);

    failed += RUN_CASES_WITH(test_claim, claim_cases, set_up, tear_down);
    return failed +
           cmocka_run_group_tests_name("tags", tests, set_up, tear_down);
}
