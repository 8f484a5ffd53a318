/* SPDX-License-Identifier: MIT */
#include "parse/rules.h"

#include "base/alloc.h"
#include "parse_lab.h"

#define DIALECT "[dialect d]\ntag = ^ d $\n"
#define SAMPLE "sample = Nov 23 15:52:06 h d: x\n"
#define RULE "[rule r]\nneedle = x\nregex = x\n" SAMPLE

/* Messages call a single file by its path. */
static enum bs_status load_text(const char *text, struct bs_rules **rules,
                                const char *mta, struct bs_error *err)
{
    struct folder folder;
    struct bs_data *data;
    char path[256];
    enum bs_status status;

    folder_make(&folder);
    folder_write(&folder, "x.conf", text);
    assert_int_equal(
        bs_data_open_file(&data, folder_path(&folder, "x.conf", path), err),
        BS_OK);
    status = bs_rules_load(rules, data, mta, err);
    bs_data_close(data);
    folder_remove(&folder);
    return status;
}

static const struct error_case {
    const char *name;
    const char *text;
    const char *want; /* behind "x.conf:" */
    enum bs_status status;
} error_cases[] = {
    {"not the form of a file", "[dialect d\n", "1: ", BS_ESYNTAX},
    {"unknown kind", DIALECT "[rul r]\n", "3: unknown kind of section 'rul'",
     BS_ESYNTAX},
    {"no kind", DIALECT "[x]\n", "3: unknown kind of section 'x'", BS_ESYNTAX},
    {"rule before the dialect", RULE DIALECT, "1: no [dialect ...] before 'r'",
     BS_ESYNTAX},
    {"ignore before the dialect", "[ignore i]\n" DIALECT,
     "1: no [dialect ...] before 'i'", BS_ESYNTAX},
    {"front before the dialect", "[front f]\n" DIALECT,
     "1: no [dialect ...] before 'f'", BS_ESYNTAX},
    {"second dialect", DIALECT "[dialect e]\ntag = e\n",
     "3: second dialect in this file 'e'", BS_ESYNTAX},

    {"dialect without tag and claim", "[dialect d]\nescapes = exim\n",
     "1: no tag and no claim in dialect 'd'", BS_ESYNTAX},
    {"unknown key of a dialect", DIALECT "needle = x\n",
     "3: unknown key 'needle'", BS_ESYNTAX},
    {"second tag", DIALECT "tag = e\n", "3: second 'tag'", BS_ESYNTAX},
    {"second claim", DIALECT "claim = e\nclaim = f\n", "4: second 'claim'",
     BS_ESYNTAX},
    {"unknown escapes", DIALECT "escapes = postfix\n",
     "3: unknown escapes 'postfix'", BS_ESYNTAX},
    {"bad tag", "[dialect d]\ntag = ^ ( d\n",
     "2: missing closing parenthesis, at character 5 of the pattern",
     BS_EPATTERN},
    {"bad claim", DIALECT "claim = [a\n",
     "3: missing terminating ] for character class, at character 2 of the "
     "pattern",
     BS_EPATTERN},

    {"unknown key of a rule", DIALECT RULE "foo = bar\n",
     "7: unknown key 'foo'", BS_ESYNTAX},
    {"keys have small letters", DIALECT RULE "Needle = y\n",
     "7: unknown key 'Needle'", BS_ESYNTAX},
    {"unknown key of an ignore",
     DIALECT "[ignore i]\nneedle = x\noutcome = bounced\n",
     "5: unknown key 'outcome'", BS_ESYNTAX},
    {"expect in an ignore",
     DIALECT "[ignore i]\nneedle = x\nregex = x\n" SAMPLE "expect = code=1\n",
     "7: unknown key 'expect'", BS_ESYNTAX},
    {"no regex", DIALECT "[rule r]\nneedle = x\n" SAMPLE,
     "3: no regex in rule 'r'", BS_ESYNTAX},
    {"no needle", DIALECT "[rule r]\nregex = x\n" SAMPLE,
     "3: no needle in rule 'r'", BS_ESYNTAX},
    {"no sample", DIALECT "[rule r]\nneedle = x\nregex = x\n",
     "3: no sample in rule 'r'", BS_ESYNTAX},
    {"no sample in an ignore", DIALECT "[ignore i]\nneedle = x\nregex = x\n",
     "3: no sample in rule 'i'", BS_ESYNTAX},
    {"second regex", DIALECT RULE "regex = y\n", "7: second 'regex'",
     BS_ESYNTAX},
    {"expect before a sample", DIALECT "[rule r]\nexpect = code=550\n",
     "4: no sample before 'expect'", BS_ESYNTAX},
    {"unknown outcome", DIALECT RULE "outcome = lost\n",
     "7: unknown outcome 'lost'", BS_ESYNTAX},
    {"unknown direction", DIALECT RULE "direction = up\n",
     "7: unknown direction 'up'", BS_ESYNTAX},
    {"unknown reply-lines", DIALECT RULE "reply-lines = tabs\n",
     "7: unknown reply-lines 'tabs'", BS_ESYNTAX},
    {"empty value", DIALECT RULE "outcome =\n", "7: unknown outcome ''",
     BS_ESYNTAX},
    {"no such front", DIALECT RULE "after = f\n",
     "7: no [front ...] above named 'f'", BS_ESYNTAX},
    {"a front below", DIALECT RULE "after = f\n[front f]\nregex = x\n",
     "7: no [front ...] above named 'f'", BS_ESYNTAX},

    {"empty needle", DIALECT "[rule r]\nneedle =\n",
     "4: a needle has 1 to 32 bytes", BS_ESYNTAX},
    {"needle too long",
     DIALECT "[rule r]\nneedle = 123456789012345678901234567890123\n",
     "4: a needle has 1 to 32 bytes", BS_ESYNTAX},

    {"unknown group", DIALECT "[rule r]\nregex = (?<hoost> x )\n",
     "4: unknown group name 'hoost'", BS_ESYNTAX},
    {"bad regex", DIALECT "[rule r]\nregex = a ( b\n",
     "4: missing closing parenthesis, at character 5 of the pattern",
     BS_EPATTERN},
    {"bad regex in the second line", DIALECT "[rule r]\nregex = a\n  b *+ +\n",
     "5: quantifier does not follow a repeatable item, at character 7 of the "
     "pattern",
     BS_EPATTERN},
    {"bad regex below its key", DIALECT "[rule r]\nregex =\n  a\n  ( b\n",
     "6: missing closing parenthesis, at character 5 of the pattern",
     BS_EPATTERN},
    {"bad regex behind a macro",
     "[macro m]\nregex = 1\n  2\n" DIALECT "[rule r]\nregex = %{m}\n  ( b\n",
     "8: missing closing parenthesis, at character 7 of the pattern",
     BS_EPATTERN},
    {"\\C", DIALECT "[rule r]\nregex = \\C\n",
     "4: using \\C is disabled by the application, at character 2 of the "
     "pattern",
     BS_EPATTERN},
    {"UTF", DIALECT "[rule r]\nregex = (*UTF) a\n",
     "4: using UTF is disabled by the application, at character 6 of the "
     "pattern",
     BS_EPATTERN},

    {"unknown macro", DIALECT "[rule r]\nregex = a %{nope} b\n",
     "4: unknown macro 'nope'", BS_ESYNTAX},
    {"a macro below", DIALECT "[rule r]\nregex = %{m}\n[macro m]\nregex = x\n",
     "4: unknown macro 'm'", BS_ESYNTAX},
    {"a macro in itself", "[macro m]\nregex = %{m}\n" DIALECT,
     "2: unknown macro 'm'", BS_ESYNTAX},
    {"macro without regex", "[macro m]\n" DIALECT,
     "1: one 'regex' is wanted in macro 'm'", BS_ESYNTAX},
    {"macro with another key", "[macro m]\nneedle = x\n" DIALECT,
     "1: one 'regex' is wanted in macro 'm'", BS_ESYNTAX},
    {"macro with two", "[macro m]\nregex = x\nregex = y\n" DIALECT,
     "1: one 'regex' is wanted in macro 'm'", BS_ESYNTAX},

    {"when without after", DIALECT RULE "when = ip ::1\n",
     "3: 'when' without 'after' in 'r'", BS_ESYNTAX},
    {"when without a value",
     DIALECT "[front f]\nregex = x\n" RULE "after = f\nwhen = ip\n",
     "10: no value in 'when'", BS_ESYNTAX},
    {"when of no group", DIALECT RULE "when = colour red\n",
     "7: unknown group name 'colour'", BS_ESYNTAX},
    {"when with five values", DIALECT RULE "when = ip a b c d e\n",
     "7: more than 4 values", BS_ESYNTAX},
    {"form of no group", DIALECT RULE "form = to=<nobody>\n",
     "7: unknown group name 'nobody'", BS_ESYNTAX},
    {"form without a group", DIALECT RULE "form = to=\n",
     "7: no <group> in 'form'", BS_ESYNTAX},
    {"form that is not closed", DIALECT RULE "form = to=<text\n",
     "7: a form has at most 5 <group>", BS_ESYNTAX},
    {"form with six groups",
     DIALECT RULE "form = <ip>,<ip>,<>,<ip>,<ip>,<ip>\n",
     "7: a form has at most 5 <group>", BS_ESYNTAX},
    {"form with groups side by side", DIALECT RULE "form = <ip><text>\n",
     "7: nothing between two of 'form'", BS_ESYNTAX},
    {"second form", DIALECT RULE "form = <ip>\nform = <ip>\n",
     "8: second 'form'", BS_ESYNTAX},
    {"fields of no group", DIALECT "[front f]\nfields = to=nobody\n",
     "4: unknown group name 'nobody'", BS_ESYNTAX},
    {"nine fields", DIALECT "[front f]\nfields = a b c d e f g h i\n",
     "4: more than 8 fields", BS_ESYNTAX},
    {"regex and fields", DIALECT "[front f]\nregex = x\nfields = to\n",
     "3: either 'regex' or 'fields' is wanted in 'f'", BS_ESYNTAX},
    {"front without regex", DIALECT "[front f]\nskip-to = x\n",
     "3: either 'regex' or 'fields' is wanted in 'f'", BS_ESYNTAX},
    {"unknown key of a front", DIALECT "[front f]\nneedle = x\n",
     "4: unknown key 'needle'", BS_ESYNTAX},
    {"second regex of a front", DIALECT "[front f]\nregex = x\nregex = y\n",
     "5: second 'regex'", BS_ESYNTAX},
    {"empty skip-to", DIALECT "[front f]\nregex = x\nskip-to =\n",
     "5: a front has at most 2 skip-to of 1 to 32 bytes", BS_ESYNTAX},
    {"third skip-to",
     DIALECT "[front f]\nregex = x\nskip-to = a\nskip-to = b\nskip-to = c\n",
     "7: a front has at most 2 skip-to of 1 to 32 bytes", BS_ESYNTAX},
};

static void test_error(void **state)
{
    const struct error_case *c = *state;
    struct bs_error err = {0};
    struct bs_rules *rules = (struct bs_rules *)-1;
    const unsigned long live = bs_alloc_live();
    const char *text;

    assert_int_equal(load_text(c->text, &rules, NULL, &err), c->status);
    assert_null(rules);
    assert_int_equal(err.status, c->status);
    text = strstr(err.text, "x.conf:");
    assert_non_null(text);
    text += strlen("x.conf:");
    if (c->want[strlen(c->want) - 1] == ' ')
        assert_memory_equal(text, c->want, strlen(c->want));
    else
        assert_string_equal(text, c->want);
    assert_int_equal(bs_alloc_live(), live);
}

static void
add_many(struct bs_buf *text, const char *before, int count, const char *behind)
{
    for (int i = 0; i < count; i++)
        bs_buf_print(text, "%s%d%s", before, i, behind);
}

/* As many needles and groups as there is room for, and one more. */
static void test_limits(void **state)
{
    struct bs_error err;
    struct bs_rules *rules;
    struct bs_buf text;

    (void)state;
    bs_buf_init(&text, (size_t)1024 * 1024);
    for (int more = 0; more < 2; more++) {
        bs_buf_print(&text, DIALECT RULE);
        add_many(&text, "needle = n", BS_NEEDLES_MAX - 1, "\n");
        add_many(&text, "needle = n", BS_NEEDLES_MAX - 1 + more, "\n");
        assert_int_equal(load_text(bs_buf_text(&text), &rules, NULL, &err),
                         more == 0 ? BS_OK : BS_ESYNTAX);
        if (more == 0)
            assert_int_equal(rules->dialects->needle_count, BS_NEEDLES_MAX);
        else
            assert_non_null(
                strstr(err.text, ":69: more than 32 different needles"));
        bs_rules_free(rules);
        bs_buf_reset(&text);

        bs_buf_print(&text, DIALECT "[rule r]\nneedle = x\n" SAMPLE "regex =");
        add_many(&text, " (?<text> a", BS_RX_GROUPS - 1 + more, " )");
        assert_int_equal(load_text(bs_buf_text(&text), &rules, NULL, &err),
                         more == 0 ? BS_OK : BS_EPATTERN);
        if (more == 0)
            assert_int_equal(rules->dialects->rules->regex.count,
                             BS_RX_GROUPS - 1);
        else
            assert_non_null(strstr(err.text, ":6: more than 63 groups"));
        bs_rules_free(rules);
        bs_buf_reset(&text);
    }
    bs_buf_clear(&text);
}

/* Macros that double each other do not grow without end. */
static void test_macro_bomb(void **state)
{
    struct bs_error err;
    struct bs_rules *rules;
    struct bs_buf text;

    (void)state;
    bs_buf_init(&text, (size_t)1024 * 1024);
    bs_buf_print(&text, "[macro m]\nregex = aaaaaaaa\n");
    for (int i = 0; i < 30; i++)
        bs_buf_print(&text, "[macro m]\nregex = %%{m}%%{m}\n");
    assert_int_equal(load_text(bs_buf_text(&text), &rules, NULL, &err),
                     BS_ELIMIT);
    assert_non_null(strstr(err.text, "x.conf:30: pattern is too long"));
    bs_buf_clear(&text);
}

/* What was read, "name: rule rule" for each dialect. */
static void print(struct bs_buf *out, const struct bs_rules *rules)
{
    for (const struct bs_dialect *d = rules->dialects; d != NULL; d = d->next) {
        bs_buf_print(out, "%.*s:", BS_ARG(d->name));
        for (const struct bs_rule *r = d->rules; r != NULL; r = r->next)
            bs_buf_print(out, " %.*s%s", BS_ARG(r->name), r->ignore ? "-" : "");
        bs_buf_addc(out, '\n');
    }
}

static const struct load_case {
    const char *name;
    const char *mta;
    const char *a; /* three files, in this order */
    const char *b;
    const char *c;
    const char *want; /* or a part of the error */
    enum bs_status status;
} load_cases[] = {
    {"one", NULL, DIALECT RULE, "", "", "d: r\n", BS_OK},
    {"two", NULL, DIALECT RULE, "[dialect e]\nclaim = e\n" RULE, "",
     "d: r\ne: r\n", BS_OK},
    {"a second file adds rules", NULL, DIALECT RULE,
     "[dialect e]\ntag = e\n" RULE,
     "[dialect d]\n[ignore s]\nneedle = x\nregex = y\n" SAMPLE,
     "d: r s-\ne: r\n", BS_OK},
    {"it may use a front of the first", NULL,
     DIALECT "[front f]\nregex = x\n" RULE,
     "[dialect d]\n[rule s]\nafter = f\nneedle = x\nregex = y\n" SAMPLE, "",
     "d: r s\n", BS_OK},
    {"it has macros of its own", NULL, "[macro m]\nregex = x\n" DIALECT RULE,
     "[dialect d]\n[rule s]\nneedle = x\nregex = %{m}\n" SAMPLE, "",
     "b.conf:4: unknown macro 'm'", BS_ESYNTAX},
    {"a tag of its own is one too many", NULL, DIALECT RULE, DIALECT RULE, "",
     "b.conf:2: second 'tag'", BS_ESYNTAX},
    {"the first file must have the tag", NULL, "[dialect d]\n" RULE,
     DIALECT RULE, "", "a.conf:1: no tag and no claim in dialect 'd'",
     BS_ESYNTAX},
    {"one of two is wanted", "e", DIALECT RULE, "[dialect e]\nclaim = e\n" RULE,
     "", "e: r\n", BS_OK},
    {"both files of one", "d", DIALECT RULE, "[dialect e]\nclaim = e\n" RULE,
     "[dialect d]\n" RULE, "d: r r\n", BS_OK},
    {"what is not wanted is not compiled", "e", DIALECT "[rule r]\nregex = (\n",
     "[dialect e]\nclaim = e\n" RULE, "", "e: r\n", BS_OK},
    {"none of that name", "f", DIALECT RULE, "[dialect e]\nclaim = e\n", "",
     "unknown mail program 'f'", BS_EUSAGE},
    {"names have small and large letters", "D", DIALECT RULE, "", "",
     "unknown mail program 'D'", BS_EUSAGE},
    {"no name", "", DIALECT RULE, "", "", "unknown mail program ''", BS_EUSAGE},
    {"no dialect at all", NULL, "", "# nothing\n", "",
     "no dialect in patterns/", BS_ENOINPUT},
    {"only macros", NULL, "[macro m]\nregex = x\n", "", "",
     "no dialect in patterns/", BS_ENOINPUT},
};

static void test_load(void **state)
{
    const struct load_case *c = *state;
    struct bs_rules *rules;
    struct lab lab;

    lab_begin(&lab);
    folder_write(&lab.folder, "patterns/a.conf", c->a);
    folder_write(&lab.folder, "patterns/b.conf", c->b);
    folder_write(&lab.folder, "patterns/c.conf", c->c);
    lab_load(&lab);
    assert_int_equal(bs_rules_load(&rules, lab.data, c->mta, &lab.err),
                     c->status);
    if (c->status == BS_OK) {
        print(&lab.seen, rules);
        assert_string_equal(bs_buf_text(&lab.seen), c->want);
    } else {
        assert_non_null(strstr(lab.err.text, c->want));
    }
    bs_rules_free(rules);
    lab_end(&lab);
}

/* Every key once, and what became of it. */
static void test_keys(void **state)
{
    struct bs_error err;
    struct bs_rules *rules;
    const struct bs_rule *rule;
    static const char text[] =
        "[macro word]\nregex = [a-z]++\n  [0-9]?+\n"
        "[macro two]\nregex = %{word} [ ] %{word}\n"
        "[dialect d]\ntag = d\nescapes = sendmail\n"
        "[front f]\nregex = %{word}\nskip-to = a\nskip-to = b\n"
        "[rule r]\nneedle = x\nneedle = y z\nneedle = x\nafter = f\n"
        "regex = (?<queue> %{two} ) (?<queue> q )?+ (?<code550>)?+\n";
    static const char rest[] =
        "direction = probe\noutcome = expired\nreply-lines = first\n"
        "sample = one\nexpect = code=1\nexpect = code=2\nsample = two\n"
        "[ignore i]\nneedle = y z\nregex = x\nsample = three\n";
    char all[1024];

    (void)state;
    (void)snprintf(all, sizeof all, "%s%s", text, rest);
    assert_int_equal(load_text(all, &rules, NULL, &err), BS_ESYNTAX);
    assert_non_null(strstr(err.text, "unknown group name 'code550'"));
    *strstr(all, "(?<code550>)?+") = '#';
    if (load_text(all, &rules, NULL, &err) != BS_OK)
        fail_msg("%s", err.text);
    rule = rules->dialects->rules;
    assert_int_equal(rules->dialects->escapes, BS_ESCAPES_SENDMAIL);
    assert_int_equal(rules->dialects->needle_count, 2);
    assert_int_equal(rule->needles, 3);
    assert_int_equal(rule->direction, BS_PROBE);
    assert_true(rule->has_outcome);
    assert_int_equal(rule->outcome, BS_EXPIRED);
    assert_int_equal(rule->fold, BS_FOLD_FIRST);
    assert_int_equal(rule->line, 13);
    assert_int_equal(rule->regex.count, 2);
    assert_int_equal(rule->regex.captures[0].field, BS_FIELD_QUEUE);
    assert_int_equal(rule->front->skip_count, 2);
    assert_true(bs_str_eq(rule->samples->text, BS_STR("one")));
    assert_true(
        bs_str_eq(rule->samples->expects->next->text, BS_STR("code=2")));
    assert_null(rule->samples->next->expects);
    assert_null(rule->samples->next->next);
    rule = rule->next;
    assert_true(rule->ignore);
    assert_int_equal(rule->needles, 2);
    assert_null(rule->next);
    bs_rules_free(rules);
}

/* Words may stand in several lines. */
static void test_words(void **state)
{
    struct bs_error err;
    struct bs_rules *rules;
    const struct bs_rule *rule;

    (void)state;
    if (load_text(DIALECT "[front f]\nfields = to=recipient orig_to\n"
                          "  relay=relay[ip]\n" RULE
                          "after = f\nwhen = ip\n  ::1\n\t127.0.0.1  x\n"
                          "reply-lines = blanks\n",
                  &rules, NULL, &err) != BS_OK)
        fail_msg("%s", err.text);
    rule = rules->dialects->rules;
    assert_int_equal(rule->front->key_count, 3);
    assert_true(bs_str_eq(rule->front->keys[0].text.text, BS_STR("to=")));
    assert_int_equal(rule->front->keys[0].field, BS_FIELD_RECIPIENT);
    assert_true(bs_str_eq(rule->front->keys[1].text.text, BS_STR("orig_to=")));
    assert_int_equal(rule->front->keys[1].field, BS_FIELD_COUNT);
    assert_true(bs_str_eq(rule->front->keys[2].text.text, BS_STR("relay=")));
    assert_true(rule->front->keys[2].endpoint);
    assert_int_equal(rule->when, BS_FIELD_IP);
    assert_int_equal(rule->when_count, 3);
    assert_true(bs_str_eq(rule->when_values[0], BS_STR("::1")));
    assert_true(bs_str_eq(rule->when_values[1], BS_STR("127.0.0.1")));
    assert_true(bs_str_eq(rule->when_values[2], BS_STR("x")));
    assert_int_equal(rule->fold, BS_FOLD_BLANKS);
    bs_rules_free(rules);
}

/* Whatever allocation fails, it is told, and nothing leaks. */
static void test_no_memory(void **state)
{
    struct lab lab;
    enum bs_status status = BS_ENOMEM;
    struct bs_rules *rules;

    (void)state;
    lab_begin(&lab);
    folder_write(&lab.folder, "patterns/a.conf",
                 "[macro m]\nregex = x\n" DIALECT
                 "[front f]\nregex = %{m}\nskip-to = y\n" RULE
                 "expect = code=550\nafter = f\n");
    lab_load(&lab);
    for (long n = 0; status != BS_OK; n++) {
        const unsigned long live = bs_alloc_live();

        bs_alloc_fail_after(n);
        status = bs_rules_load(&rules, lab.data, NULL, &lab.err);
        bs_alloc_fail_after(-1);
        if (status != BS_OK) {
            assert_int_equal(status, BS_ENOMEM);
            assert_string_equal(lab.err.text, "out of memory");
            assert_null(rules);
            assert_int_equal(bs_alloc_live(), live);
        }
    }
    bs_rules_free(rules);
    lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),    cmocka_unit_test(test_macro_bomb),
        cmocka_unit_test(test_keys),      cmocka_unit_test(test_words),
        cmocka_unit_test(test_no_memory),
    };
    int failed = RUN_CASES(test_error, error_cases);

    failed += RUN_CASES(test_load, load_cases);
    return failed + cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
