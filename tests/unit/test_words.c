/* SPDX-License-Identifier: MIT */
#include "bouncestat/words.h"

#include <string.h>

#include "folder.h"

#define HEAD "key\ten\tde\n"

static enum bs_status
open_words(struct bs_words **out, const char *text, struct bs_error *err)
{
    struct folder folder;
    const char *dirs[] = {folder.path, NULL};
    struct bs_data *data;
    enum bs_status status;

    folder_make(&folder);
    folder_write(&folder, "patterns/words.tsv", text);
    assert_int_equal(bs_data_open(&data, dirs, NULL), BS_OK);
    status = bs_words_open(out, data, err);
    bs_data_close(data); /* the words need it no longer */
    folder_remove(&folder);
    return status;
}

static const struct find_case {
    const char *name;
    const char *key;
    enum bs_lang lang;
    const char *want;
} find_cases[] = {
    {"first", "a.1", BS_EN, "one"},   {"middle", "a.2", BS_DE, "zwei"},
    {"last", "b", BS_DE, "drei"},     {"empty", "c", BS_DE, ""},
    {"before all", "a", BS_EN, NULL}, {"between", "a.3", BS_EN, NULL},
    {"behind all", "d", BS_EN, NULL},
};

static void test_find(void **state)
{
    const struct find_case *c = *state;
    struct bs_words *words;
    const char *got;

    assert_int_equal(open_words(&words,
                                HEAD "a.1\tone\teins\na.2\ttwo\tzwei\n"
                                     "b\tthree\tdrei\nc\tx\t-\n",
                                NULL),
                     BS_OK);
    got = bs_words_find(words, c->key, c->lang);
    if (c->want == NULL)
        assert_null(got);
    else
        assert_string_equal(got, c->want);
    bs_words_close(words);
}

static const struct bad_case {
    const char *name;
    const char *text;
    const char *want; /* end of the message */
} bad_cases[] = {
    {"order", HEAD "b\tx\ty\na\tx\ty\n",
     "words.tsv:3: key 'a' is not in order, or twice"},
    {"twice", HEAD "a\tx\ty\na\tx\ty\n",
     "words.tsv:3: key 'a' is not in order, or twice"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    struct bs_error err = {0};
    struct bs_words *words;

    assert_int_equal(open_words(&words, c->text, &err), BS_ESYNTAX);
    assert_null(words);
    assert_non_null(strstr(err.text, c->want));
}

int main(void)
{
    int failed = RUN_CASES(test_find, find_cases);

    return failed + RUN_CASES(test_bad, bad_cases);
}
