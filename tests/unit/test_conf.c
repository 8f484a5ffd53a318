/* SPDX-License-Identifier: MIT */
#include "data/conf.h"

#include <stdio.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cases.h"

/* What was read, one line each: "kind|name@line", " key=value@line". */
static void print(struct bs_buf *out, const struct bs_conf *conf)
{
    const struct bs_conf_section *section;

    for (size_t i = 0; (section = bs_conf_section(conf, i)) != NULL; i++) {
        bs_buf_print(out, "%.*s|%.*s@%u\n", BS_ARG(section->kind),
                     BS_ARG(section->name), section->line);
        for (size_t j = 0; j < section->count; j++)
            bs_buf_print(out, " %.*s=%.*s@%u\n", BS_ARG(section->items[j].key),
                         BS_ARG(section->items[j].value),
                         section->items[j].line);
    }
}

static const struct read_case {
    const char *name;
    const char *text;
    const char *want;
} read_cases[] = {
    {"empty", "", ""},
    {"only comments", "# one\n\n#two", ""},
    {"one of each", "[rule a]\nkey = value\n", "rule|a@1\n key=value@2\n"},
    {"no last newline", "[a b]\nk = v", "a|b@1\n k=v@2\n"},
    {"section without items", "[a b]\n[c d]\n", "a|b@1\nc|d@2\n"},
    {"name of words", "[rule postfix  delivery]\n",
     "rule|postfix  delivery@1\n"},
    {"no name", "[words]\n", "words|@1\n"},
    {"blanks in a head", "[ rule \t a ] \t\n", "rule|a@1\n"},
    {"blanks around", "[a b]\nk\t=  v w \t\n", "a|b@1\n k=v w@2\n"},
    {"no blanks", "[a b]\nk=v\n", "a|b@1\n k=v@2\n"},
    {"only the first = counts", "[a b]\nk = x=y = z\n",
     "a|b@1\n k=x=y = z@2\n"},
    {"raw value", "[a b]\nk = \\d{3} ; # \"%{X}'\n",
     "a|b@1\n k=\\d{3} ; # \"%{X}'@2\n"},
    {"brackets in a value", "[a b]\nk = [x]\n", "a|b@1\n k=[x]@2\n"},
    {"empty value", "[a b]\nk =\nl = \t\n", "a|b@1\n k=@2\n l=@3\n"},
    {"joined lines", "[a b]\nk = one\n   two \n\tthree\n",
     "a|b@1\n k=one\ntwo\nthree@2\n"},
    {"begins in the second line", "[a b]\nk =\n  one\n  two\n",
     "a|b@1\n k=one\ntwo@2\n"},
    {"continued # and [ are raw", "[a b]\nk = one\n # two\n [c]\n",
     "a|b@1\n k=one\n# two\n[c]@2\n"},
    {"continued = is raw", "[a b]\nk = one\n x = y\n",
     "a|b@1\n k=one\nx = y@2\n"},
    {"passed over inside a value", "[a b]\nk = one\n\n# no\n \t\n two\n",
     "a|b@1\n k=one\ntwo@2\n"},
    {"value behind a joined one", "[a b]\nk = one\n two\nl = v\n",
     "a|b@1\n k=one\ntwo@2\n l=v@4\n"},
    {"a key twice", "[a b]\nk = one\nk = two\n", "a|b@1\n k=one@2\n k=two@3\n"},
    {"CR at line ends", "[a b]\r\nk = one\r\n two\r\n\r\n# c\r\n",
     "a|b@1\n k=one\ntwo@2\n"},
    {"stray CRs", "[a b]\r\r\n\r\rk = \r v \r \r\n \r\n \rw",
     "a|b@1\n k=v\nw@2\n"},
    {"CR inside stays", "[a b]\nk = o\rne\n", "a|b@1\n k=o\rne@2\n"},
    {"UTF-8", "[a b]\nk = gr\xC3\xBC\xC3\x9F\n",
     "a|b@1\n k=gr\xC3\xBC\xC3\x9F@2\n"},
    {"keys of all kinds", "[a b]\ntext-rule = x\nX_9 = y\n",
     "a|b@1\n text-rule=x@2\n X_9=y@3\n"},
};

static void test_read(void **state)
{
    const struct read_case *c = *state;
    struct bs_error err = {0};
    struct bs_conf *conf;
    struct bs_buf got;

    bs_buf_init(&got, 4096);
    assert_int_equal(bs_conf_parse(&conf, "x", bs_str_of(c->text), &err),
                     BS_OK);
    print(&got, conf);
    assert_string_equal(bs_buf_text(&got), c->want);
    bs_conf_free(conf);
    bs_buf_clear(&got);
}

static const struct fault_case {
    const char *name;
    struct bs_str text;
    const char *want;
} fault_cases[] = {
    {"key first", BYTES("\nkey = v\n"),
     "p/x.conf:2: key 'key' before the first section"},
    {"no ]", BYTES("[rule a\n"), "p/x.conf:1: section without ']'"},
    {"text behind ]", BYTES("[rule a] b\n"), "p/x.conf:1: text behind ']'"},
    {"two ]", BYTES("[rule a]]\n"), "p/x.conf:1: text behind ']'"},
    {"no kind", BYTES("[ ]\n"), "p/x.conf:1: section without a kind"},
    {"no =", BYTES("[a b]\nk = v\nfoo\n"), "p/x.conf:3: line without '='"},
    {"no key", BYTES("[a b]\n= v\n"), "p/x.conf:2: no key in front of '='"},
    {"words for a key", BYTES("[a b]\nfoo bar = v\n"),
     "p/x.conf:2: no key in front of '='"},
    {"a regex that lost its blanks", BYTES("[a b]\nk =\n^ (?<=x)\n"),
     "p/x.conf:3: no key in front of '='"},
    {"nothing to continue", BYTES("[a b]\n  foo\n"),
     "p/x.conf:2: no key that this line continues"},
    {"nothing to continue at all", BYTES(" foo\n"),
     "p/x.conf:1: no key that this line continues"},
    {"continues no key of another section", BYTES("[a b]\nk = v\n[c d]\n e\n"),
     "p/x.conf:4: no key that this line continues"},
    {"NUL", BYTES("[a b]\nk = a\0b\n"), "p/x.conf:2: NUL byte"},
    {"NUL in a comment", BYTES("#\0\n"), "p/x.conf:1: NUL byte"},
    {"Latin-1", BYTES("[a b]\n\nk = gr\xFC\xDF\n"),
     "p/x.conf:3: invalid UTF-8"},
    {"overlong", BYTES("#\xC0\xAF"), "p/x.conf:1: invalid UTF-8"},
};

static void test_fault(void **state)
{
    const struct fault_case *c = *state;
    const unsigned long live = bs_alloc_live();
    struct bs_error err = {0};
    struct bs_conf *conf;

    assert_int_equal(bs_conf_parse(&conf, "p/x.conf", c->text, &err),
                     BS_ESYNTAX);
    assert_null(conf);
    assert_string_equal(err.text, c->want);
    assert_int_equal(bs_alloc_live(), live);
    assert_int_equal(bs_conf_parse(&conf, "p/x.conf", c->text, NULL),
                     BS_ESYNTAX);
}

/* Far more of everything than the arrays first hold. */
static void test_many(void **state)
{
    struct bs_conf *conf;
    struct bs_buf text;

    (void)state;
    bs_buf_init(&text, 1000000);
    for (int i = 0; i < 1000; i++)
        bs_buf_print(&text, "[rule r%d]\na = %d\nb = x\n y\n", i, i);
    assert_int_equal(
        bs_conf_parse(&conf, "x", (struct bs_str){text.data, text.len}, NULL),
        BS_OK);
    bs_buf_clear(&text);
    for (unsigned i = 0; i < 1000; i++) {
        const struct bs_conf_section *section = bs_conf_section(conf, i);
        char want[16];

        assert_int_equal(section->count, 2);
        assert_int_equal(section->line, 4 * i + 1);
        (void)snprintf(want, sizeof want, "%u", i);
        assert_true(bs_str_eq(section->items[0].value, bs_str_of(want)));
        assert_true(bs_str_eq(section->items[1].value, BS_STR("x\ny")));
    }
    assert_null(bs_conf_section(conf, 1000));
    bs_conf_free(conf);
    bs_conf_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many)};

    return RUN_CASES(test_read, read_cases) +
           RUN_CASES(test_fault, fault_cases) +
           cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
