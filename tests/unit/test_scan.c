/* SPDX-License-Identifier: MIT */
/* Everything here runs on both paths, with AVX2 and without. */
#include "parse/scan.h"

#include <string.h>

#include "cases.h"

#define SEED UINT64_C(20261123)

static const struct path {
    const char *name;
    bool without_avx2;
} paths[] = {{"AVX2, if there is any", false}, {"without AVX2", true}};

/* A text with exactly the bytes behind it that may be read. */
struct text {
    char *memory;
    char *data;
    size_t len;
};

static struct text text_new(size_t shift, size_t len, int filling)
{
    struct text text = {.memory = malloc(shift + len + BS_SCAN_PAD),
                        .len = len};

    assert_non_null(text.memory);
    memset(text.memory, filling, shift + len + BS_SCAN_PAD);
    text.data = text.memory + shift;
    return text;
}

static uint32_t next(uint64_t *state, uint32_t below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 32) % below);
}

/* Of few letters, so that parts of needles are everywhere. */
static void scatter(uint64_t *state, char *data, size_t len)
{
    static const char letters[] = "st=\n\0\xff";

    for (size_t i = 0; i < len; i++)
        data[i] = letters[next(state, sizeof letters - 1)];
}

static size_t
find_slowly(struct bs_str needle, const char *data, size_t begin, size_t end)
{
    const char *place =
        memmem(data + begin, end - begin, needle.data, needle.len);

    return place != NULL ? (size_t)(place - data) : end;
}

/* One needle at each place of a text, at all alignments and ends. */
static void test_place(void **state)
{
    static const char word[] = "relay=mx.example.org[192.0.2.1]:";
    const struct path *path = *state;

    bs_scan_without_avx2(path->without_avx2);
    for (size_t size = 1; size <= BS_NEEDLE_MAX; size += 1 + size / 5) {
        struct bs_needle needle;

        bs_needle_init(&needle, (struct bs_str){word, size});
        for (size_t shift = 0; shift < 32; shift += 5)
            for (size_t len = size; len < size + 140; len += 3) {
                struct text text = text_new(shift, len, 'e');

                for (size_t at = 0; at + size <= len; at++) {
                    memcpy(text.data + at, word, size);
                    assert_int_equal(bs_needle_find(&needle, text.data, 0, len),
                                     at);
                    assert_int_equal(
                        bs_needle_find(&needle, text.data, at, at + size), at);
                    assert_int_equal(
                        bs_needle_find(&needle, text.data, 0, at + size - 1),
                        at + size - 1); /* it does not end before end */
                    memset(text.data + at, 'e', size);
                }
                assert_int_equal(bs_needle_find(&needle, text.data, 0, len),
                                 len);
                free(text.memory);
            }
    }
    bs_scan_without_avx2(false);
}

/* A needle that stands only behind the end is not found. */
static void test_behind_the_end(void **state)
{
    const struct path *path = *state;
    struct bs_needle needle;

    bs_scan_without_avx2(path->without_avx2);
    bs_needle_init(&needle, BS_STR("status="));
    for (size_t len = 0; len < 130; len++) {
        struct text text = text_new(0, len, ' ');

        for (size_t at = len > 6 ? len - 6 : 0; at < len + 8; at++) {
            memcpy(text.data + at, "status=", 7);
            assert_int_equal(bs_needle_find(&needle, text.data, 0, len), len);
            memset(text.data + at, ' ', 7);
        }
        free(text.memory);
    }
    bs_scan_without_avx2(false);
}

static void test_random(void **state)
{
    const struct path *path = *state;
    uint64_t random = SEED;

    print_message("seed %llu\n", (unsigned long long)SEED);
    bs_scan_without_avx2(path->without_avx2);
    for (int round = 0; round < 3000; round++) {
        char word[BS_NEEDLE_MAX];
        const struct bs_str bytes = {word, 1 + next(&random, 5)};
        struct text text = text_new(next(&random, 64), next(&random, 300), 0);
        const size_t begin = next(&random, (uint32_t)text.len + 1);
        struct bs_needle needle;

        scatter(&random, word, bytes.len);
        scatter(&random, text.data, text.len + BS_SCAN_PAD);
        bs_needle_init(&needle, bytes);
        for (size_t at = begin;;) {
            const size_t place =
                bs_needle_find(&needle, text.data, at, text.len);

            assert_int_equal(place,
                             find_slowly(bytes, text.data, at, text.len));
            if (place >= text.len)
                break;
            at = place + 1;
        }
        free(text.memory);
    }
    bs_scan_without_avx2(false);
}

static bool stands_at(struct bs_str needle, const struct text *text, size_t at)
{
    return needle.len <= text->len - at &&
           memcmp(text->data + at, needle.data, needle.len) == 0;
}

/* All hits of two needles from begin on, asked for in pieces of max. */
static void check_hits(const struct bs_needle *one,
                       const struct bs_needle *other, const struct text *text,
                       size_t begin, size_t max)
{
    struct bs_hit hits[20 + BS_SCAN_SPARE];
    size_t count = max;
    size_t used = max;

    for (size_t at = begin; at < text->len; at++) {
        const uint32_t which = (uint32_t)stands_at(one->text, text, at) |
                               (uint32_t)stands_at(other->text, text, at) << 1;

        if (used == count && count >= max) {
            count = bs_needles_find(one, other, text->data, at, text->len, hits,
                                    max);
            assert_in_range(count, 0, max + BS_SCAN_SPARE);
            used = 0;
        }
        if (which == 0)
            continue;
        assert_true(used < count);
        assert_int_equal(hits[used].place, at);
        assert_int_equal(hits[used].which, which);
        used++;
    }
    assert_int_equal(used, count);
}

static void test_two(void **state)
{
    const struct path *path = *state;
    uint64_t random = SEED;

    bs_scan_without_avx2(path->without_avx2);
    for (int round = 0; round < 3000; round++) {
        char words[2][BS_NEEDLE_MAX];
        struct bs_needle needles[2];
        struct text text = text_new(next(&random, 64), next(&random, 300), 0);
        const size_t begin = next(&random, (uint32_t)text.len + 1);

        scatter(&random, text.data, text.len + BS_SCAN_PAD);
        for (size_t i = 0; i < 2; i++) {
            const struct bs_str bytes = {words[i], 1 + next(&random, 5)};

            scatter(&random, words[i], bytes.len);
            bs_needle_init(&needles[i], bytes);
        }
        check_hits(&needles[0], &needles[1], &text, begin,
                   1 + next(&random, 20));
        check_hits(&needles[0], &needles[0], &text, begin, 20);
        free(text.memory);
    }
    bs_scan_without_avx2(false);
}

/* Whatever the places of the rare bytes are, both lie in the needle. */
static void test_init(void **state)
{
    static const char *const words[] = {
        "s",
        "  ",
        "eeee",
        "status=",
        "reject: ",
        "QZ",
        "zzzzzzzzzzzzzzzzzzzzzz",
        "=> ",
        "\xff\xfe",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaQ",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct bs_needle needle;

        bs_needle_init(&needle, bs_str_of(words[i]));
        assert_true(needle.rare < needle.text.len);
        assert_true(needle.second < needle.text.len);
        assert_true(needle.rare != needle.second || needle.text.len == 1);
    }
}

/* All newlines of a text, asked for in pieces of max. */
static void check_newlines(const struct text *text, size_t begin, size_t max)
{
    uint32_t places[300 + BS_SCAN_SPARE];
    size_t at = begin;

    for (;;) {
        const size_t count =
            bs_scan_newlines(text->data, at, text->len, places, max);

        assert_true(count <= max);
        for (size_t i = 0; i < count; i++) {
            at = find_slowly(BS_STR("\n"), text->data, at, text->len);
            assert_true(at < text->len);
            assert_int_equal(places[i], at);
            at++;
        }
        if (count < max)
            break;
    }
    assert_int_equal(find_slowly(BS_STR("\n"), text->data, at, text->len),
                     text->len);
}

static void test_newlines(void **state)
{
    const struct path *path = *state;
    uint64_t random = SEED;

    print_message("seed %llu\n", (unsigned long long)SEED);
    bs_scan_without_avx2(path->without_avx2);
    for (size_t len = 0; len < 200; len++)
        for (int filling = '\n'; filling <= 'x'; filling += 'x' - '\n') {
            struct text text = text_new(len % 33, len, filling);

            check_newlines(&text, 0, 300); /* none, or nothing else */
            check_newlines(&text, len / 2, 7);
            scatter(&random, text.data, text.len + BS_SCAN_PAD);
            check_newlines(&text, 0, 300);
            check_newlines(&text, next(&random, (uint32_t)len + 1),
                           1 + next(&random, 9));
            free(text.memory);
        }
    bs_scan_without_avx2(false);
}

static void test_tag(void **state)
{
    char text[BS_SCAN_TAG];

    (void)state;
    for (size_t first = 0; first <= BS_SCAN_TAG; first++)
        for (size_t second = first; second <= BS_SCAN_TAG; second++) {
            memset(text, 'a', sizeof text);
            if (second < BS_SCAN_TAG)
                text[second] = ':';
            if (first < BS_SCAN_TAG)
                text[first] = "[: "[(first + second) % 3];
            assert_int_equal(bs_scan_tag(text), first);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_init),
        cmocka_unit_test(test_tag),
    };
    int failed = RUN_CASES(test_place, paths);

    failed += RUN_CASES(test_behind_the_end, paths);
    failed += RUN_CASES(test_random, paths);
    failed += RUN_CASES(test_two, paths);
    failed += RUN_CASES(test_newlines, paths);
    return failed + cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
