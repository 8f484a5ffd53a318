/* SPDX-License-Identifier: MIT */
/* test_entries - what journalctl writes for programs, as lines. */
#include "cases.h"

#include "bytes_source.h"

#define TIME "__REALTIME_TIMESTAMP=1795161601000000\n"
#define HEAD TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=postfix/smtp\n"
#define LINE "2026-11-20T08:00:01+00:00 mx1 postfix/smtp: "
#define JSON                                                                   \
    "{\"__REALTIME_TIMESTAMP\":\"1795161601000000\",\"_HOSTNAME\":\"mx1\","    \
    "\"SYSLOG_IDENTIFIER\":\"postfix/smtp\","
#define EARLY "bytes: export of the journal ends early"
#define DAMAGED "bytes: export of the journal is damaged"

static const struct entries_case {
    const char *name;
    enum bs_form form;
    struct bs_str text;
    const char *want;
    const char *error; /* NULL: none */
} entries_cases[] = {
    {"nothing", BS_FORM_EXPORT, BYTES(""), "", NULL},
    {"an entry", BS_FORM_EXPORT,
     BYTES("__CURSOR=s=1;i=2\n" HEAD "SYSLOG_PID=7\nMESSAGE=a=b\n\n"),
     "2026-11-20T08:00:01+00:00 mx1 postfix/smtp[7]: a=b\n", NULL},
    {"trusted fields step in", BS_FORM_EXPORT,
     BYTES(TIME "_HOSTNAME=mx1\n_COMM=exim\n_PID=9\nMESSAGE=a\n\n"),
     "2026-11-20T08:00:01+00:00 mx1 exim[9]: a\n", NULL},
    {"the time of the source", BS_FORM_EXPORT,
     BYTES(HEAD "_SOURCE_REALTIME_TIMESTAMP=1795161600999999\nMESSAGE=a\n\n"),
     "2026-11-20T08:00:00+00:00 mx1 postfix/smtp: a\n", NULL},
    {"a time that is none", BS_FORM_EXPORT,
     BYTES(HEAD "_SOURCE_REALTIME_TIMESTAMP=17951616009x\nMESSAGE=a\n\n"),
     LINE "a\n", NULL},
    {"no time", BS_FORM_EXPORT, BYTES("_HOSTNAME=mx1\nMESSAGE=a\n\n"),
     "mx1 : a\n", NULL},
    {"the end of time", BS_FORM_EXPORT,
     BYTES("__REALTIME_TIMESTAMP=18446744073709551615\nMESSAGE=a\n\n"),
     "9999-12-31T23:59:59+00:00  : a\n", NULL},
    {"any bytes", BS_FORM_EXPORT,
     BYTES(HEAD "MESSAGE\n\5\0\0\0\0\0\0\0a\nb\0\xff\n\n"),
     LINE "a#012b#000\xff\n", NULL},
    {"no bytes", BS_FORM_EXPORT, BYTES(HEAD "MESSAGE\n\0\0\0\0\0\0\0\0\n\n"),
     LINE "\n", NULL},
    {"bytes that nobody wants", BS_FORM_EXPORT,
     BYTES(HEAD "COREDUMP\n\6\0\0\0\0\0\0\0\n\nX=Y\n\nMESSAGE=a\n\n"),
     LINE "a\n", NULL},
    {"twice", BS_FORM_EXPORT, BYTES(HEAD "MESSAGE=a\nMESSAGE=b\n\n"),
     LINE "a\n", NULL},
    {"a word with a blank", BS_FORM_EXPORT,
     BYTES(TIME "_HOSTNAME=mx1 \nSYSLOG_IDENTIFIER=a b\nMESSAGE=c d\n\n"),
     "2026-11-20T08:00:01+00:00 mx1#040 a#040b: c d\n", NULL},
    {"two entries, and empty lines", BS_FORM_EXPORT,
     BYTES("\n" HEAD "MESSAGE=a\n\n\n\n" HEAD "MESSAGE=b\n\n"),
     LINE "a\n" LINE "b\n", NULL},
    {"not complete", BS_FORM_EXPORT,
     BYTES(HEAD "MESSAGE=a\n\n" HEAD "MESSAGE=b\n"), LINE "a\n", EARLY},
    {"a name alone", BS_FORM_EXPORT, BYTES("MESS"), "", EARLY},
    {"data cut off", BS_FORM_EXPORT, BYTES("MESSAGE\n\5\0\0\0\0\0\0\0a"), "",
     EARLY},
    {"data too long", BS_FORM_EXPORT,
     BYTES(HEAD "MESSAGE=a\n\nMESSAGE\n\1\0\0\0\0\0\0\0ab\n\n"), LINE "a\n",
     DAMAGED},
    {"no name", BS_FORM_EXPORT, BYTES("=a\n\n"), "", DAMAGED},
    {"another text", BS_FORM_EXPORT, BYTES(HEAD "MESSAGE=a\n\nNov 20 x\n"),
     LINE "a\n", DAMAGED},
    {"an object", BS_FORM_JSON,
     BYTES(JSON "\"_PID\":\"7\",\"MESSAGE\":\"a\"}\n"),
     "2026-11-20T08:00:01+00:00 mx1 postfix/smtp[7]: a\n", NULL},
    {"blanks", BS_FORM_JSON,
     BYTES("{ \"MESSAGE\" : \"a\", \"__REALTIME_TIMESTAMP\" : "
           "\"1795161601000000\" }\r\n"),
     "2026-11-20T08:00:01+00:00  : a\n", NULL},
    {"json-seq", BS_FORM_JSON, BYTES("\x1e" JSON "\"MESSAGE\":\"a\"}\n"),
     LINE "a\n", NULL},
    {"escapes", BS_FORM_JSON,
     BYTES(JSON "\"MESSAGE\":\"a\\nb\\u0000\\u00fc\\\"\"}\n"),
     LINE "a#012b#000\xc3\xbc\"\n", NULL},
    {"an array of bytes", BS_FORM_JSON,
     BYTES(JSON "\"MESSAGE\":[97,10,255]}\n"), LINE "a#012\xff\n", NULL},
    {"an array of texts", BS_FORM_JSON,
     BYTES(JSON "\"MESSAGE\":[\"a\",\"b\"]}\n"), LINE "a\n", NULL},
    {"an array of arrays", BS_FORM_JSON,
     BYTES(JSON "\"MESSAGE\":[[97,98],[99]]}\n"), LINE "ab\n", NULL},
    {"too long to be shown", BS_FORM_JSON, BYTES(JSON "\"MESSAGE\":null}\n"),
     LINE "\n", NULL},
    {"other lines", BS_FORM_JSON,
     BYTES("{\"log\":\"a\"}\n\nNov 20 x\n{\"a\n[1]\n" JSON
           "\"MESSAGE\":\"a\"}\n"),
     "{\"log\":\"a\"}\n\nNov 20 x\n{\"a\n[1]\n" LINE "a\n", NULL},
    {"not UTF-8", BS_FORM_JSON, BYTES(JSON "\"MESSAGE\":\"\xff\"}\n"),
     JSON "\"MESSAGE\":\"\xff\"}\n", NULL},
    {"no newline", BS_FORM_JSON, BYTES(JSON "\"MESSAGE\":\"a\"}"), LINE "a",
     NULL},
    {"no newline, another line", BS_FORM_JSON, BYTES("{}\nNov"), "{}\nNov",
     NULL},
    {"object cut off", BS_FORM_JSON,
     BYTES(JSON "\"MESSAGE\":\"a\"}\n" JSON "\"MESS"), LINE "a\n",
     "bytes: json of the journal ends early"},
};

static void
expect(const struct entries_case *c, size_t most, uint32_t random, size_t piece)
{
    struct bs_buf out;
    struct bs_error err = {0};
    enum bs_status status;

    bs_buf_init(&out, 1 << 20);
    status = bytes_entries(&out, bytes_source_new(c->text, most, random, false),
                           c->form, piece, &err);
    assert_string_equal(bs_buf_text(&out), c->want);
    assert_int_equal(status, c->error != NULL ? BS_EDAMAGED : BS_OK);
    if (c->error != NULL)
        assert_string_equal(err.text, c->error);
    bs_buf_clear(&out);
}

static void test_case(void **state)
{
    const struct entries_case *c = *state;

    expect(c, SIZE_MAX, 0, 4096);
    for (size_t most = 1; most < 6; most++)
        expect(c, most, 0, most);
    for (uint32_t seed = 1; seed < 20; seed++)
        expect(c, 50, seed, seed);
}

/* A message longer than a line is cut behind it, in each form; so is a line of
 * JSON that is too long to be read. */
static void test_long(void **state)
{
    static const struct {
        enum bs_form form;
        size_t len; /* of the middle */
        struct bs_str front, back;
        const char *want;
    } long_cases[] = {
        {BS_FORM_EXPORT, 70000, BYTES(HEAD "MESSAGE="), BYTES("\n\n"), LINE},
        {BS_FORM_JSON, 70000, BYTES(JSON "\"MESSAGE\":\""), BYTES("\"}\n"),
         LINE},
        {BS_FORM_JSON, 600000, BYTES(JSON "\"MESSAGE\":\""), BYTES("\"}\n"),
         JSON},
        {BS_FORM_EXPORT, 70000, BYTES("_HOSTNAME="), BYTES("\nMESSAGE=a\n\n"),
         NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(long_cases); i++) {
        const struct bs_str front = long_cases[i].front;
        const struct bs_str back = long_cases[i].back;
        const char *want = long_cases[i].want;
        struct bs_buf in, out;

        bs_buf_init(&in, 1 << 20);
        bs_buf_init(&out, 1 << 20);
        bs_buf_add(&in, front.data, front.len);
        for (size_t n = 0; n < long_cases[i].len; n++)
            bs_buf_addc(&in, 'x');
        bs_buf_add(&in, back.data, back.len);
        assert_int_equal(
            bytes_entries(&out,
                          bytes_source_new((struct bs_str){in.data, in.len},
                                           5000, 1, false),
                          long_cases[i].form, 4096, NULL),
            BS_OK);
        assert_int_equal(out.data[out.len - 1], '\n');
        if (want == NULL) {
            assert_int_equal(out.len, 256 + strlen(" : a\n"));
        } else {
            assert_int_equal(out.len, BS_LINE_MAX + 2);
            assert_memory_equal(out.data, want, strlen(want));
        }
        bs_buf_clear(&in);
        bs_buf_clear(&out);
    }
}

/* The error of the source below, and not that of an entry which it cuts. */
static void test_broken(void **state)
{
    struct bs_buf out;
    struct bs_error err = {0};

    (void)state;
    bs_buf_init(&out, 1000);
    assert_int_equal(
        bytes_entries(
            &out,
            bytes_source_new(BS_STR(HEAD "MESSAGE=a\n\nMESSAGE="), 10, 0, true),
            BS_FORM_EXPORT, 10, &err),
        BS_EIO);
    assert_string_equal(err.text, "bytes: broken");
    assert_string_equal(bs_buf_text(&out), LINE "a\n");
    bs_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_broken),
    };

    return RUN_CASES(test_case, entries_cases) +
           cmocka_run_group_tests_name("entries", tests, NULL, NULL);
}
