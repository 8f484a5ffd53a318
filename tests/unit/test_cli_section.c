/* SPDX-License-Identifier: MIT */
#include "cli/section.h"

#include <stdio.h>
#include <string.h>

#include "bouncestat/words.h"
#include "cases.h"

/* Fails unless there are a German and an English word of "prefix.name". */
static void
need_word(const struct bs_words *words, const char *prefix, const char *name)
{
    char key[128];

    (void)snprintf(key, sizeof key, "%s.%s", prefix, name);
    for (int lang = 0; lang < BS_LANG_COUNT; lang++) {
        const char *word = bs_words_find(words, key, (enum bs_lang)lang);

        if (word == NULL || word[0] == '\0')
            fail_msg("patterns/words.tsv: no word for %s", key);
    }
}

static void check_section(const struct bs_data *data,
                          const struct bs_words *words,
                          const struct section *section)
{
    assert_non_null(bs_data_find(data, section->query));
    if (section->json_only)
        return;
    if (section->form == SECTION_SENTENCES) {
        need_word(words, section->name, "1");
        return;
    }
    need_word(words, "title", section->name);
    for (size_t i = 0; i < SECTION_COLUMNS && section->columns[i].name != NULL;
         i++)
        need_word(words, "column", section->columns[i].name);
}

/* Headings, queries, and the keys of --by. */
static void test_words(void **state)
{
    struct bs_words *words;
    struct bs_data *data;

    (void)state;
    assert_int_equal(bs_data_open(&data, NULL, NULL), BS_OK);
    assert_int_equal(bs_words_open(&words, data, NULL), BS_OK);
    for (size_t i = 0; i < sections_count; i++)
        check_section(data, words, &sections[i]);
    for (size_t i = 0; i < section_by_columns_count; i++)
        need_word(words, "column", section_by_columns[i].name);
    for (size_t i = 0; i < bs_data_count(data); i++) {
        const char *name = bs_data_get(data, i)->name;
        char key[32];

        if (sscanf(name, "sql/report/by-%31[a-z]", key) != 1)
            continue;
        need_word(words, "title", key);
        need_word(words, "column", key);
    }
    bs_words_close(words);
    bs_data_close(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words)};

    return cmocka_run_group_tests_name("section", tests, NULL, NULL);
}
