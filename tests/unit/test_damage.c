/* SPDX-License-Identifier: MIT */
/*
 * test_damage - cut, damaged and padded compressed inputs: all the text that
 * can be had comes first, then the error.
 */
#include "reading.h"

/* Two members, the second cut to half: by name and by pipe. */
static void test_truncated(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};
    size_t first;
    char want[128];

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    first = packed_len;
    pack(c->writes, false, text, TEXT_LEN);
    packed_len = first + (packed_len - first) / 2;
    save();
    (void)snprintf(want, sizeof want, "%s: compressed data ends early", path);
    for (int i = 0; i < 2; i++) {
        enum bs_status status =
            i == 0 ? read_all(path, &err, &end) : read_stdin(true, &err, &end);

        assert_int_equal(status, BS_EDAMAGED);
        assert_string_equal(err.text, i == 0 ? want
                                             : "standard input: compressed "
                                               "data ends early");
        assert_true(got_len >= TEXT_LEN + c->cut_gives);
        assert_true(got_len < 2 * TEXT_LEN);
        assert_memory_equal(got, text, TEXT_LEN);
        assert_memory_equal(got + TEXT_LEN, text, got_len - TEXT_LEN);
        assert_int_equal(end.bytes_raw, packed_len);
        assert_int_equal(end.bytes_text, got_len);
    }
}

/* Cut anywhere in its first and last bytes, it is an error, never a crash;
 * the text is all there if only the last bytes are missing. */
static void test_cut_anywhere(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};
    size_t whole;

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, 1000);
    whole = packed_len;
    for (packed_len = 4; packed_len < whole; packed_len++) {
        if (packed_len == 20 && whole > 40)
            packed_len = whole - 20;
        save();
        assert_int_equal(read_all(path, &err, &end), BS_EDAMAGED);
        assert_memory_equal(got, text, got_len);
        if (packed_len + 1 == whole)
            assert_true(got_len >= c->last_byte_gives);
    }
}

static void test_damaged(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    pack(c->writes, false, text, TEXT_LEN);
    memset(packed + packed_len * 3 / 4, 0xee, packed_len / 4);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_EDAMAGED);
    assert_non_null(strstr(err.text, "/input: compressed data "));
    assert_true(got_len >= TEXT_LEN);
    assert_memory_equal(got, text, TEXT_LEN);
}

static void test_damaged_at_once(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    memset(packed + 12, 0xee, packed_len - 12);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_EDAMAGED);
    assert_int_equal(got_len, 0);
    assert_non_null(strstr(err.text, "compressed data is damaged"));
}

static void test_padding(void **state)
{
    const struct codec *c = *state;
    static const char zeros[200000];
    struct bs_reader_state end;
    struct bs_error err = {0};
    enum bs_status want = c->padded ? BS_OK : BS_EDAMAGED;

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    append(zeros, packed_len % 4 == 0 ? sizeof zeros : 4000);
    save();
    assert_int_equal(read_all(path, &err, &end), want);
    assert_got(1);
    pack(c->writes, false, text, TEXT_LEN);
    save();
    assert_int_equal(read_all(path, &err, &end), want);
    assert_got(c->padded ? 2 : 1);
}

static void test_garbage(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    append("this is garbage, not a member", 29);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_EDAMAGED);
    assert_got(1);
}

static void test_twice(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};
    char *once;
    size_t len;

    if (is_plain(c))
        return;
    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    len = packed_len;
    once = malloc(len);
    assert_non_null(once);
    memcpy(once, packed, len);
    packed_len = 0;
    pack(c->writes, false, once, len);
    free(once);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_ENOINPUT);
    assert_non_null(strstr(err.text, ": compressed twice; unpack it first"));
    packed_len /= 2;
    save();
    assert_int_not_equal(read_all(path, &err, &end), BS_OK);
    assert_int_equal(got_len, 0);
}

static const struct each each_codec[] = {
    EACH(test_truncated),       EACH(test_cut_anywhere), EACH(test_damaged),
    EACH(test_damaged_at_once), EACH(test_padding),      EACH(test_garbage),
    EACH(test_twice),
};

#define CODEC_TESTS (COUNT_OF(codecs) * COUNT_OF(each_codec))

int main(void)
{
    struct CMUnitTest tests[CODEC_TESTS];
    static char names[CODEC_TESTS][NAME_SIZE];

    pair_up(tests, names, each_codec, COUNT_OF(each_codec));
    return cmocka_run_group_tests_name("damage", tests, set_up, tear_down);
}
