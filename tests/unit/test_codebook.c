/* SPDX-License-Identifier: MIT */
#include "bouncestat/codebook.h"

#include <string.h>

#include "base/alloc.h"
#include "folder.h"

#define HEAD                                                                   \
    "key\tname_en\tname_de\tmeaning_en\tmeaning_de\tadvice_en\tadvice_de\t"    \
    "source\n"
#define ROW(key) key "\tn " key "\tN\tm\tM\t-\t-\tRFC\n"

#define REPLIES                                                                \
    HEAD ROW("250") ROW("2xx") ROW("421") ROW("4xx") ROW("550") ROW("554")     \
        ROW("5xx") ROW("999")
#define CODES                                                                  \
    HEAD ROW("5.1.1") ROW("5.7.509") ROW("5.X.X") ROW("X.0.0") ROW("X.1.1")    \
        ROW("X.1.2") ROW("X.1.10") ROW("X.7.1") ROW("X.7.X")

static enum bs_status open_book(struct bs_codebook **out, struct folder *folder,
                                const char *replies, const char *codes,
                                struct bs_error *err)
{
    const char *const dirs[] = {folder->path, NULL};
    struct bs_data *data;
    enum bs_status status;

    folder_write(folder, "patterns/replies.tsv", replies);
    folder_write(folder, "patterns/codes.tsv", codes);
    assert_int_equal(bs_data_open(&data, dirs, NULL), BS_OK);
    status = bs_codebook_open(out, data, err);
    bs_data_close(data); /* the book needs it no longer */
    return status;
}

static struct bs_codebook *small_book(void)
{
    struct bs_error err = {0};
    struct bs_codebook *book;
    struct folder folder;
    enum bs_status status;

    folder_make(&folder);
    status = open_book(&book, &folder, REPLIES, CODES, &err);
    folder_remove(&folder);
    if (status != BS_OK)
        fail_msg("%s", err.text);
    return book;
}

static const struct find_case {
    const char *name;
    uint16_t code;
    struct bs_esc esc;
    const char *want; /* key, NULL: nothing */
    enum bs_code_match match;
} reply_cases[] = {
    {"exact", 550, {0, 0, 0}, "550", BS_CODE_EXACT},
    {"first", 250, {0, 0, 0}, "250", BS_CODE_EXACT},
    {"outside the classes", 999, {0, 0, 0}, "999", BS_CODE_EXACT},
    {"its class", 551, {0, 0, 0}, "5xx", BS_CODE_CLASS},
    {"its class, below all", 400, {0, 0, 0}, "4xx", BS_CODE_CLASS},
    {"class without a row", 354, {0, 0, 0}, NULL, BS_CODE_NONE},
    {"no code", 0, {0, 0, 0}, NULL, BS_CODE_NONE},
    {"four digits", 5500, {0, 0, 0}, NULL, BS_CODE_NONE},
    {"the largest number", UINT16_MAX, {0, 0, 0}, NULL, BS_CODE_NONE},
};

static const struct find_case enhanced_cases[] = {
    {"exact, of this class", 0, {5, 1, 1}, "5.1.1", BS_CODE_EXACT},
    {"exact, of any class", 0, {4, 1, 1}, "X.1.1", BS_CODE_EXACT},
    {"vendor code", 0, {5, 7, 509}, "5.7.509", BS_CODE_EXACT},
    {"vendor code of another class", 0, {4, 7, 509}, "X.7.X", BS_CODE_SUBJECT},
    {"two digits", 0, {5, 1, 10}, "X.1.10", BS_CODE_EXACT},
    {"the subject", 0, {5, 7, 99}, "X.7.X", BS_CODE_SUBJECT},
    {"the class", 0, {5, 6, 1}, "5.X.X", BS_CODE_CLASS},
    {"subject without a row", 0, {5, 1, 99}, "5.X.X", BS_CODE_CLASS},
    {"class without a row", 0, {4, 6, 1}, NULL, BS_CODE_NONE},
    {"undefined status", 0, {5, 0, 0}, "X.0.0", BS_CODE_EXACT},
    {"no code", 0, {0, 0, 0}, NULL, BS_CODE_NONE},
    {"no code, with numbers", 0, {0, 1, 1}, NULL, BS_CODE_NONE},
    {"a key", 0, {BS_ANY, 7, BS_ANY}, "X.7.X", BS_CODE_EXACT},
};

static const struct find_case explain_cases[] = {
    {"the enhanced code first", 550, {5, 7, 1}, "X.7.1", BS_CODE_EXACT},
    {"X.0.0 says less than the code", 550, {5, 0, 0}, "550", BS_CODE_EXACT},
    {"X.0.0 says more than a class", 551, {5, 0, 0}, "X.0.0", BS_CODE_EXACT},
    {"code before a subject", 550, {5, 7, 99}, "550", BS_CODE_EXACT},
    {"code before a class", 550, {5, 6, 1}, "550", BS_CODE_EXACT},
    {"subject before a class", 551, {5, 7, 99}, "X.7.X", BS_CODE_SUBJECT},
    {"class of the enhanced code", 551, {5, 6, 1}, "5.X.X", BS_CODE_CLASS},
    {"class of the code", 451, {4, 6, 1}, "4xx", BS_CODE_CLASS},
    {"only a code", 421, {0, 0, 0}, "421", BS_CODE_EXACT},
    {"only a code, its class", 551, {0, 0, 0}, "5xx", BS_CODE_CLASS},
    {"only an enhanced code", 0, {5, 1, 1}, "5.1.1", BS_CODE_EXACT},
    {"only X.0.0", 0, {5, 0, 0}, "X.0.0", BS_CODE_EXACT},
    {"only a subject", 0, {4, 7, 99}, "X.7.X", BS_CODE_SUBJECT},
    {"neither", 0, {0, 0, 0}, NULL, BS_CODE_NONE},
    {"neither is known", 354, {4, 6, 1}, NULL, BS_CODE_NONE},
};

static void assert_found(const struct find_case *c,
                         const struct bs_code_info *info,
                         enum bs_code_match match)
{
    assert_int_equal(match, c->match);
    if (c->want == NULL) {
        assert_null(info);
        return;
    }
    assert_non_null(info);
    assert_string_equal(info->key, c->want);
}

static void test_reply(void **state)
{
    struct bs_codebook *book = small_book();
    const struct find_case *c = *state;
    enum bs_code_match match;
    const struct bs_code_info *info = bs_codebook_reply(book, c->code, &match);

    assert_found(c, info, match);
    bs_codebook_close(book);
}

static void test_enhanced(void **state)
{
    struct bs_codebook *book = small_book();
    const struct find_case *c = *state;
    enum bs_code_match match;
    const struct bs_code_info *info =
        bs_codebook_enhanced(book, c->esc, &match);

    assert_found(c, info, match);
    bs_codebook_close(book);
}

static void test_explain(void **state)
{
    struct bs_codebook *book = small_book();
    const struct find_case *c = *state;
    enum bs_code_match match;
    const struct bs_code_info *info =
        bs_codebook_explain(book, c->code, c->esc, &match);

    assert_found(c, info, match);
    bs_codebook_close(book);
}

static void test_list(void **state)
{
    static const char *const replies[] = {"250", "2xx", "421", "4xx",
                                          "550", "554", "5xx", "999"};
    struct bs_codebook *book = small_book();

    (void)state;
    for (size_t i = 0; i < COUNT_OF(replies); i++)
        assert_string_equal(bs_codebook_reply_at(book, i)->key, replies[i]);
    assert_null(bs_codebook_reply_at(book, COUNT_OF(replies)));
    assert_string_equal(bs_codebook_enhanced_at(book, 0)->key, "5.1.1");
    assert_string_equal(bs_codebook_enhanced_at(book, 8)->key, "X.7.X");
    assert_null(bs_codebook_enhanced_at(book, 9));
    bs_codebook_close(book);
    bs_codebook_close(NULL);
}

/* The columns may stand in any order. */
static void test_texts(void **state)
{
    static const char replies[] =
        "source\tadvice_de\tadvice_en\tmeaning_de\tmeaning_en\tname_de\t"
        "name_en\tkey\n"
        "RFC\tRat\t-\tSinn\tsense\tName\tname\t550\n";
    const struct bs_code_info *info;
    struct bs_codebook *book;
    struct folder folder;

    (void)state;
    folder_make(&folder);
    assert_int_equal(open_book(&book, &folder, replies, HEAD, NULL), BS_OK);
    folder_remove(&folder);
    info = bs_codebook_reply_at(book, 0);
    assert_string_equal(info->key, "550");
    assert_string_equal(info->name[BS_EN], "name");
    assert_string_equal(info->name[BS_DE], "Name");
    assert_string_equal(info->meaning[BS_EN], "sense");
    assert_string_equal(info->meaning[BS_DE], "Sinn");
    assert_string_equal(info->advice[BS_EN], "");
    assert_string_equal(info->advice[BS_DE], "Rat");
    assert_string_equal(info->source, "RFC");
    assert_null(bs_codebook_enhanced_at(book, 0));
    bs_codebook_close(book);
}

static const struct fault_case {
    const char *name;
    const char *replies;
    const char *codes;
    const char *want; /* behind the folder */
} fault_cases[] = {
    {"key twice", REPLIES, HEAD ROW("X.1.1") ROW("X.1.1"),
     "codes.tsv:3: key 'X.1.1' twice"},
    {"code twice", HEAD ROW("550") ROW("550"), CODES,
     "replies.tsv:3: key '550' twice"},
    {"wrong order", HEAD ROW("550") ROW("250"), CODES,
     "replies.tsv:3: key '250' is not in order"},
    {"a class in front of its codes", HEAD ROW("5xx") ROW("550"), CODES,
     "replies.tsv:3: key '550' is not in order"},
    {"order of text, not of numbers", REPLIES, HEAD ROW("X.1.10") ROW("X.1.2"),
     "codes.tsv:3: key 'X.1.2' is not in order"},
    {"X in front", REPLIES, HEAD ROW("X.1.1") ROW("5.1.1"),
     "codes.tsv:3: key '5.1.1' is not in order"},
    {"X detail in front", REPLIES, HEAD ROW("X.1.X") ROW("X.1.1"),
     "codes.tsv:3: key 'X.1.1' is not in order"},
    {"unknown column",
     "key\tname_en\tname_de\tmeaning_en\tmeaning_de\tadvice_en\tadvice_de\t"
     "source\tnote\n",
     CODES, "replies.tsv:1: unknown column 'note'"},
    {"missing column", "key\tname\n", CODES,
     "replies.tsv:1: no column 'name_en'"},
    {"no key", HEAD "-\tn\tN\tm\tM\t-\t-\tRFC\n", CODES,
     "replies.tsv:2: key is missing"},
    {"no German name", HEAD "550\tn\t-\tm\tM\t-\t-\tRFC\n", CODES,
     "replies.tsv:2: name_de is missing"},
    {"no meaning", REPLIES, HEAD ROW("5.1.1") "X.1.1\tn\tN\t-\tM\t-\t-\tRFC\n",
     "codes.tsv:3: meaning_en is missing"},
    {"no source", HEAD "550\tn\tN\tm\tM\ta\tA\t-\n", CODES,
     "replies.tsv:2: source is missing"},
    {"short code", HEAD ROW("55"), CODES, "replies.tsv:2: '55' is no key"},
    {"long code", HEAD ROW("5500"), CODES, "replies.tsv:2: '5500' is no key"},
    {"class 0", HEAD ROW("0xx"), CODES, "replies.tsv:2: '0xx' is no key"},
    {"code 000", HEAD ROW("000"), CODES, "replies.tsv:2: '000' is no key"},
    {"upper case class", HEAD ROW("5XX"), CODES,
     "replies.tsv:2: '5XX' is no key"},
    {"half a class", HEAD ROW("55x"), CODES, "replies.tsv:2: '55x' is no key"},
    {"an enhanced code for a basic one", HEAD ROW("X.1.1"), CODES,
     "replies.tsv:2: 'X.1.1' is no key"},
    {"a basic code for an enhanced one", REPLIES, HEAD ROW("550"),
     "codes.tsv:2: '550' is no key"},
    {"text behind", REPLIES, HEAD ROW("X.1.1 "),
     "codes.tsv:2: 'X.1.1 ' is no key"},
    {"class 3", REPLIES, HEAD ROW("3.X.X"), "codes.tsv:2: '3.X.X' is no key"},
    {"subject of one class", REPLIES, HEAD ROW("5.1.X"),
     "codes.tsv:2: '5.1.X' is no key"},
    {"detail of any subject", REPLIES, HEAD ROW("X.X.1"),
     "codes.tsv:2: 'X.X.1' is no key"},
    {"anything", REPLIES, HEAD ROW("X.X.X"), "codes.tsv:2: 'X.X.X' is no key"},
    {"a fault of form", REPLIES, HEAD "X.1.1\n",
     "codes.tsv:2: cells: 1, in the head: 8"},
};

static void test_fault(void **state)
{
    const struct fault_case *c = *state;
    const unsigned long live = bs_alloc_live();
    struct bs_error err = {0};
    struct bs_codebook *book;
    struct folder folder;
    char want[256];

    folder_make(&folder);
    assert_int_equal(open_book(&book, &folder, c->replies, c->codes, &err),
                     BS_ESYNTAX);
    folder_remove(&folder);
    assert_null(book);
    (void)snprintf(want, sizeof want, "%s/patterns/%s", folder.path, c->want);
    assert_string_equal(err.text, want);
    assert_int_equal(bs_alloc_live(), live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_texts),
    };

    return RUN_CASES(test_reply, reply_cases) +
           RUN_CASES(test_enhanced, enhanced_cases) +
           RUN_CASES(test_explain, explain_cases) +
           RUN_CASES(test_fault, fault_cases) +
           cmocka_run_group_tests_name("codebook", tests, NULL, NULL);
}
