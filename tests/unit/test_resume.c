/* SPDX-License-Identifier: MIT */
/* test_resume - a log is known again, and read on where it was left. */
#include "reading.h"

#include "cases.h"

#define LINE_LEN 20

static char lines[ROOM];

/* count lines of 20 bytes, the first of them being number from. */
static size_t make_lines(char *out, unsigned from, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        (void)sprintf(out + (size_t)i * LINE_LEN, "line %014u\n", from + i);
    return (size_t)count * LINE_LEN;
}

static void put(const char *data, size_t len)
{
    memcpy(packed, data, len);
    packed_len = len;
    save();
}

struct result {
    enum bs_resumed how;
    size_t which;
    bool more;
    size_t len; /* of all blocks */
    struct bs_position end;
};

static struct result resume(const struct bs_position *texts, size_t count)
{
    struct result result = {0};
    struct bs_reader *reader;
    struct bs_error err = {0};
    struct bs_str block;

    assert_int_equal(bs_reader_open_lines(&reader, path, &err), BS_OK);
    assert_int_equal(bs_reader_resume(reader, texts, count, &result.how,
                                      &result.which, &result.more, &err),
                     BS_OK);
    got_len = 0;
    for (;;) {
        assert_int_equal(bs_reader_next(reader, &block, &err), BS_OK);
        if (block.data == NULL)
            break;
        memcpy(got + got_len, block.data, block.len);
        got_len += block.len;
    }
    bs_reader_position(reader, &result.end);
    bs_reader_close(reader);
    result.len = got_len;
    return result;
}

static const struct grow_case {
    const char *name;
    size_t first; /* bytes at the first run */
    size_t read;  /* of them */
    size_t second;
    size_t more; /* new bytes */
} grow_cases[] = {
    {"nothing new", 60, 60, 60, 0},
    {"a line more", 60, 60, 80, 20},
    {"half a line", 70, 60, 70, 0},
    {"the other half", 70, 60, 80, 20},
    {"only half a line", 10, 0, 40, 40},
    {"empty", 0, 0, 40, 40},
    {"beyond the head", 4080, 4080, 4100, 20},
    {"one byte of the head is missing", 4095, 4080, 4100, 20},
    {"long", 300000, 300000, 700000, 400000},
    {"long, half a line", 699990, 699980, 700000, 20},
};

static void grow(const struct codec *codec, const struct grow_case *c)
{
    struct result first, second;

    (void)make_lines(lines, 1, 35000);
    packed_len = 0;
    pack(codec->writes, false, lines, c->first);
    save();
    first = resume(NULL, 0);
    assert_int_equal(first.how, BS_RESUMED_NEW);
    assert_int_equal(first.len, c->read);
    assert_int_equal(first.end.offset, c->read);
    packed_len = 0;
    pack(codec->writes, false, lines, c->second);
    save();
    second = resume(&first.end, 1);
    assert_int_equal(second.how,
                     c->read > 0 ? BS_RESUMED_KNOWN : BS_RESUMED_NEW);
    assert_int_equal(second.more, c->more > 0);
    assert_int_equal(second.len, c->more);
    assert_memory_equal(got, lines + c->read, c->more);
    assert_int_equal(second.end.offset, c->read + c->more);
}

static void test_grow(void **state)
{
    for (size_t i = 0; i < COUNT_OF(codecs); i++)
        grow(&codecs[i], *state);
}

/* Position behind some lines of a text. */
static struct bs_position read_lines(unsigned from, unsigned count)
{
    put(lines, make_lines(lines, from, count));
    return resume(NULL, 0).end;
}

static void test_other(void **state)
{
    struct bs_position texts[3];
    struct result r;
    size_t len;

    (void)state;
    texts[0] = read_lines(100, 1);
    texts[1] = read_lines(100, 30);
    texts[2] = read_lines(200, 30);
    /* The longest that fits. */
    put(lines, make_lines(lines, 100, 31));
    r = resume(texts, 3);
    assert_int_equal(r.how, BS_RESUMED_KNOWN);
    assert_int_equal(r.which, 1);
    assert_int_equal(r.len, LINE_LEN);
    /* The first line is the same, the second is not. */
    len = make_lines(lines, 100, 1);
    len += make_lines(lines + len, 500, 30);
    put(lines, len);
    r = resume(texts, 3);
    assert_int_equal(r.how, BS_RESUMED_KNOWN);
    assert_int_equal(r.which, 0);
    r = resume(&texts[1], 2);
    assert_int_equal(r.how, BS_RESUMED_NEW);
    assert_int_equal(r.len, len);
    /* Shorter than what was read. */
    put(lines, make_lines(lines, 200, 29));
    r = resume(texts, 3);
    assert_int_equal(r.how, BS_RESUMED_SHORTER);
    assert_int_equal(r.which, 2);
    assert_false(r.more);
    /* Of two that fit so far, the one that goes on in this way is there. */
    put(lines, make_lines(lines, 100, 2));
    r = resume(texts, 3);
    assert_int_equal(r.how, BS_RESUMED_SHORTER);
    assert_int_equal(r.which, 1);
}

/* Same first 4096 bytes, then others: also where it cannot go back. */
static void test_other_tail(void **state)
{
    const struct codec *c = *state;
    struct bs_position texts[2];
    struct result r;

    texts[0] = read_lines(1, 30000);
    texts[1] = read_lines(1, 1000);
    (void)make_lines(lines + (size_t)29000 * LINE_LEN, 77, 2000);
    packed_len = 0;
    pack(c->writes, false, lines, 0);
    (void)make_lines(lines, 1, 29000);
    pack(c->writes, false, lines, (size_t)31000 * LINE_LEN);
    save();
    r = resume(texts, 1);
    assert_int_equal(r.how, BS_RESUMED_NEW);
    assert_int_equal(r.len, (size_t)31000 * LINE_LEN);
    r = resume(texts, 2);
    assert_int_equal(r.how, BS_RESUMED_KNOWN);
    assert_int_equal(r.which, 1);
    assert_int_equal(r.len, (size_t)30000 * LINE_LEN);
    assert_memory_equal(got, lines + (size_t)1000 * LINE_LEN, r.len);
}

/* The text may end anywhere in a line that is cut: its rest is no line. */
static void test_giant(void **state)
{
    const size_t giant = 700000;
    struct bs_position at = {0};
    struct result r = {0};
    size_t newlines = 0;

    (void)state;
    (void)make_lines(lines, 1, 1);
    memset(lines + LINE_LEN, 'x', giant);
    (void)make_lines(lines + LINE_LEN + giant - LINE_LEN, 2, 3);
    for (size_t len = LINE_LEN; len < giant + 3 * LINE_LEN; len += 33333) {
        put(lines, len);
        r = resume(&at, at.offset > 0 ? 1 : 0);
        at = r.end;
        for (size_t i = 0; i < r.len; i++)
            newlines += got[i] == '\n';
        assert_true(at.offset <= len);
    }
    put(lines, giant + 3 * LINE_LEN);
    r = resume(&at, 1);
    for (size_t i = 0; i < r.len; i++)
        newlines += got[i] == '\n';
    assert_int_equal(r.end.offset, giant + 3 * LINE_LEN);
    assert_in_range(newlines, 3, 4); /* a cut line has none */
    assert_memory_equal(got + got_len - 2 * LINE_LEN, lines + giant + LINE_LEN,
                        2 * LINE_LEN);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(grow_cases) + COUNT_OF(codecs) + 2] = {
        cmocka_unit_test(test_other),
        cmocka_unit_test(test_giant),
    };
    size_t count = 2;

    for (size_t i = 0; i < COUNT_OF(grow_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = grow_cases[i].name,
            .test_func = test_grow,
            .initial_state = (void *)(uintptr_t)&grow_cases[i]};
    for (size_t i = 0; i < COUNT_OF(codecs); i++)
        tests[count++] =
            (struct CMUnitTest){.name = codecs[i].name,
                                .test_func = test_other_tail,
                                .initial_state = (void *)(uintptr_t)&codecs[i]};
    return cmocka_run_group_tests_name("resume", tests, set_up, tear_down);
}
