/* SPDX-License-Identifier: MIT */
#include "cli/query.h"

#include "cases.h"
#include "cli/lang.h"
#include "cli/suggest.h"

static const struct query_case {
    const char *name;
    const char *text;
    bool found;
    const char *code;
    struct bs_esc dsn;
} query_cases[] = {
    {"basic", "550", true, "550", {0, 0, 0}},
    {"enhanced", "5.7.26", true, "", {5, 7, 26}},
    {"both", "554 5.7.1", true, "554", {5, 7, 1}},
    {"reply", "550 5.1.1 <x>: unknown", true, "550", {5, 1, 1}},
    {"line of several", "550-5.1.1 <x>", true, "550", {5, 1, 1}},
    {"blanks around", "  421 try\r\n", true, "421", {0, 0, 0}},
    {"any class", "X.1.1", true, "", {BS_ANY, 1, 1}},
    {"rare code", "999 x", true, "999", {0, 0, 0}},
    {"a longer number", "5501", false, "", {0, 0, 0}},
    {"two parts", "5.7", false, "", {0, 0, 0}},
    {"no code", "user unknown", false, "", {0, 0, 0}},
    {"an address", "192.0.2.1", false, "", {0, 0, 0}},
    {"empty", "", false, "", {0, 0, 0}},
};

static void test_query(void **state)
{
    const struct query_case *c = *state;
    struct query query;

    assert_int_equal(query_parse(&query, bs_str_of(c->text)), c->found);
    assert_string_equal(query.code, c->code);
    assert_int_equal(bs_esc_cmp(query.dsn, c->dsn), 0);
}

static void test_alone(void **state)
{
    (void)state;
    assert_true(query_is_basic("550"));
    assert_false(query_is_basic("550 "));
    assert_false(query_is_basic("5.1.1"));
    assert_true(query_is_enhanced("5.1.1"));
    assert_false(query_is_enhanced("5.1.1 x"));
    assert_false(query_is_enhanced(""));
}

static const struct suggest_case {
    const char *name;
    const char *word;
    const char *want; /* NULL: none */
} suggest_cases[] = {
    {"a letter is missing", "evnts", "events"},
    {"two are swapped", "explian", "explain"},
    {"one too many", "checkk", "check"},
    {"start of a word", "expl", "explain"},
    {"far away", "status", NULL},
    {"short", "x", NULL},
    {"the nearer one", "dota", "data"},
    {"a path", "/var/log/mail.log", NULL},
};

static void test_suggest(void **state)
{
    static const char *const known[] = {"check", "data", "date", "events",
                                        "explain"};
    const struct suggest_case *c = *state;
    struct suggest suggest;

    suggest_init(&suggest, c->word);
    for (size_t i = 0; i < COUNT_OF(known); i++)
        suggest_offer(&suggest, known[i]);
    if (c->want == NULL)
        assert_null(suggest.best);
    else
        assert_string_equal(suggest.best, c->want);
}

static const struct lang_case {
    const char *name;
    enum bs_lang want;
} lang_cases[] = {
    {"de_DE.UTF-8", BS_DE}, {"de", BS_DE},    {"de@euro", BS_DE},
    {"den", BS_EN},         {"C", BS_EN},     {"en_US.UTF-8", BS_EN},
    {"POSIX", BS_EN},       {"fr_FR", BS_EN},
};

static void test_lang(void **state)
{
    const struct lang_case *c = *state;

    assert_int_equal(lang_of_locale(c->name), c->want);
}

static void test_lang_choice(void **state)
{
    struct lang_choice none = {0};
    struct lang_choice english = {1};

    (void)state;
    assert_int_equal(setenv("LC_ALL", "", 1), 0);
    assert_int_equal(setenv("LC_MESSAGES", "de_AT", 1), 0);
    assert_int_equal(setenv("LANG", "en_US", 1), 0);
    assert_int_equal(lang_of(&none), BS_DE);
    assert_int_equal(lang_of(&english), BS_EN);
    assert_int_equal(setenv("LC_ALL", "C", 1), 0);
    assert_int_equal(lang_of(&none), BS_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_lang_choice),
    };

    return RUN_CASES(test_query, query_cases) +
           RUN_CASES(test_suggest, suggest_cases) +
           RUN_CASES(test_lang, lang_cases) +
           cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
