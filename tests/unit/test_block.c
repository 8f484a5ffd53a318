/* SPDX-License-Identifier: MIT */
/*
 * test_block - any way in which a source hands out its bytes gives the same
 * lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "input/block.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define BLOCK_SIZE 262144

struct fake { /* a source out of memory */
    struct bs_source base;
    const char *data;
    size_t len;
    size_t used;
    size_t most;      /* bytes a read, at most; 0: as many as wanted */
    uint32_t *random; /* NULL: always the most */
    bool breaks;      /* ends with BS_EIO */
    unsigned reads_behind_end;
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

static enum bs_status fake_read(struct bs_source *source, char *data,
                                size_t size, size_t *got, struct bs_error *err)
{
    struct fake *fake = (struct fake *)source;
    size_t len = fake->len - fake->used;

    *got = 0;
    if (len == 0) {
        fake->reads_behind_end++;
        return fake->breaks ? bs_fail(err, BS_EIO, "fake: broken") : BS_OK;
    }
    if (len > size)
        len = size;
    if (fake->most > 0 && len > fake->most)
        len = fake->most;
    if (fake->random != NULL)
        len = 1 + next_random(fake->random) % len;
    memcpy(data, fake->data + fake->used, len);
    fake->used += len;
    *got = len;
    return BS_OK;
}

static const struct bs_source_ops fake_ops = {.read = fake_read};

static struct fake fake_of(const char *data, size_t len, size_t most)
{
    return (struct fake){
        .base = {&fake_ops, "fake"}, .data = data, .len = len, .most = most};
}

struct text { /* what came out, and how */
    char *data;
    size_t len;
    size_t size;
    size_t blocks;
    size_t largest;
    uint64_t skipped;
    struct bs_error err;
};

static void add(struct text *text, const char *data, size_t len)
{
    if (text->len + len > text->size) {
        text->size = 2 * (text->len + len);
        text->data = realloc(text->data, text->size);
        assert_non_null(text->data);
    }
    memcpy(text->data + text->len, data, len);
    text->len += len;
}

/* Writes each line of a block: at most BS_LINE_MAX bytes, and a newline. */
static void add_lines(struct text *text, struct bs_str block)
{
    const char *end = block.data + block.len;

    for (const char *line = block.data; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t len = (size_t)((newline != NULL ? newline : end) - line);

        add(text, line, len < BS_LINE_MAX ? len : BS_LINE_MAX);
        add(text, "\n", 1);
        line = newline != NULL ? newline + 1 : end;
    }
}

/* Reads all; with lines, as lines, else the bytes as they come. */
static struct text drain(struct fake *fake, bool lines)
{
    struct text text = {0};
    struct bs_block block;
    struct bs_str out;

    assert_int_equal(bs_block_init(&block, &fake->base, NULL), BS_OK);
    while (bs_block_next(&block, &out, &text.err) == BS_OK &&
           out.data != NULL) {
        unsigned sum = 0;

        assert_true(out.len > 0);
        for (size_t i = 0; i < 64; i++) /* a checker sees a bad read */
            sum += (unsigned char)out.data[out.len + i];
        assert_true(sum <= 64 * 255);
        if (lines)
            add_lines(&text, out);
        else
            add(&text, out.data, out.len);
        text.blocks++;
        if (out.len > text.largest)
            text.largest = out.len;
    }
    assert_null(out.data);
    assert_int_equal(bs_block_next(&block, &out, NULL), text.err.status);
    assert_null(out.data);
    text.skipped = block.skipped;
    bs_block_clear(&block);
    return text;
}

static const struct exact_case {
    const char *name;
    struct bs_str in;
} exact_cases[] = {
    {"empty", {"", 0}},
    {"a newline", {"\n", 1}},
    {"one line", {"one\n", 4}},
    {"no newline at the end", {"one\ntwo", 7}},
    {"empty lines", {"\n\n\nx\n\n", 6}},
    {"NULs", {"\0\0a\0b\n\0\n\0", 9}},
    {"carriage returns stay", {"a\r\nb\r\n\r\n", 8}},
    {"any bytes", {"\xff\xfe\x80 \x01\x7f\n\xc3", 8}},
};

static void test_exact(void **state)
{
    const struct exact_case *c = *state;

    for (size_t most = 0; most < 4; most++) {
        struct fake fake = fake_of(c->in.data, c->in.len, most);
        struct text got = drain(&fake, false);

        assert_int_equal(got.err.status, BS_OK);
        assert_int_equal(got.len, c->in.len);
        if (got.len > 0)
            assert_memory_equal(got.data, c->in.data, got.len);
        assert_int_equal(got.blocks, c->in.len > 0);
        assert_int_equal(fake.reads_behind_end, 1);
        free(got.data);
    }
}

/* A line of the given length, between two short ones. */
static const struct long_case {
    const char *name;
    size_t before;  /* bytes of short lines in front of it */
    size_t len;     /* without its newline */
    size_t skipped; /* bytes that no block has */
} long_cases[] = {
    {"the maximum", 0, BS_LINE_MAX, 0},
    {"one more, and it fits", 0, BS_LINE_MAX + 1, 0},
    {"the maximum, over the border", BLOCK_SIZE - BS_LINE_MAX, BS_LINE_MAX, 0},
    {"one more up to the border", BLOCK_SIZE - BS_LINE_MAX - 1, BS_LINE_MAX + 1,
     1},
    {"over the border by much", BLOCK_SIZE - BS_LINE_MAX - 100, 3 * BLOCK_SIZE,
     3 * BLOCK_SIZE - BS_LINE_MAX - 100 + 1},
    {"fills the block", 0, BLOCK_SIZE, 1},
    {"fills the block with its newline", 0, BLOCK_SIZE - 1, 0},
    {"behind a carried line", 1000, 10 * BLOCK_SIZE,
     10 * BLOCK_SIZE - (BLOCK_SIZE - 1000) + 1},
    {"in the second block, carried", BLOCK_SIZE - 1000, BLOCK_SIZE + 500, 0},
};

static void test_long(void **state)
{
    const struct long_case *c = *state;
    size_t len = c->before + c->len + 1 + 5;
    char *data = malloc(len);
    struct text want = {0};

    assert_non_null(data);
    memset(data, 'L', len);
    for (size_t i = 9; i < c->before; i += 10)
        data[i] = '\n';
    if (c->before > 0)
        data[c->before - 1] = '\n';
    memcpy(data + c->before + c->len, "\nlast\n", 6);
    add_lines(&want, (struct bs_str){data, len});
    for (size_t most = 0; most < 3 * 4099; most += 4099) {
        struct fake fake = fake_of(data, len, most);
        struct text got = drain(&fake, true);

        assert_int_equal(got.len, want.len);
        assert_memory_equal(got.data, want.data, want.len);
        assert_int_equal(got.skipped, c->skipped);
        assert_true(got.largest <= BLOCK_SIZE + BS_LINE_MAX);
        free(got.data);
    }
    free(want.data);
    free(data);
}

/* Lines of all lengths, NULs and carriage returns among them. */
static char *random_log(uint32_t *random, size_t len)
{
    char *data = malloc(len);
    size_t at = 0;

    assert_non_null(data);
    while (at < len) {
        uint32_t kind = next_random(random) % 400;
        size_t max = kind == 0 ? 700000 : kind < 8 ? 70000 : 300;
        size_t line = next_random(random) % max;

        for (; line > 0 && at < len; line--)
            data[at++] = "abc \r\0\xe4."[next_random(random) % 8];
        if (at < len)
            data[at++] = '\n';
    }
    return data;
}

static void test_any_chunking(void **state)
{
    uint32_t seed = (uint32_t)(uintptr_t)*state, random = seed;
    size_t len = 2000000 + next_random(&random) % 1000000;
    char *data = random_log(&random, len);
    struct text want = {0};

    print_message("seed %u\n", (unsigned)seed);
    add_lines(&want, (struct bs_str){data, len});
    for (size_t most = 0; most <= 1000000; most = most * 10 + 7) {
        struct fake fake = fake_of(data, len, most);
        struct text got;

        fake.random = &random;
        got = drain(&fake, true);
        assert_int_equal(got.err.status, BS_OK);
        assert_int_equal(got.len, want.len);
        assert_memory_equal(got.data, want.data, want.len);
        free(got.data);
    }
    free(want.data);
    free(data);
}

static void test_delivers_before_error(void **state)
{
    struct fake fake = fake_of("one\nhalf", 8, 3);
    struct text got;

    (void)state;
    fake.breaks = true;
    got = drain(&fake, false);
    assert_int_equal(got.len, 8);
    assert_memory_equal(got.data, "one\nhalf", 8);
    assert_int_equal(got.err.status, BS_EIO);
    assert_string_equal(got.err.text, "fake: broken");
    assert_int_equal(fake.reads_behind_end, 1);
    free(got.data);
}

static void test_blocks_are_large(void **state)
{
    size_t len = 4000000;
    char *data = malloc(len);
    struct fake fake;
    struct text got;

    (void)state;
    assert_non_null(data);
    memset(data, 'x', len);
    for (size_t i = 199; i < len; i += 200)
        data[i] = '\n';
    fake = fake_of(data, len, 1000);
    got = drain(&fake, false);
    assert_int_equal(got.len, len);
    assert_int_equal(got.blocks, (len + BLOCK_SIZE - 1) / BLOCK_SIZE);
    free(got.data);
    free(data);
}

static void test_out_of_memory(void **state)
{
    struct fake fake = fake_of("", 0, 0);
    struct bs_block block;
    struct bs_error err = {0};

    (void)state;
    bs_alloc_fail_after(0);
    assert_int_equal(bs_block_init(&block, &fake.base, &err), BS_ENOMEM);
    bs_alloc_fail_after(-1);
    assert_int_equal(err.status, BS_ENOMEM);
    bs_block_clear(&block);
}

static struct CMUnitTest
test_of(const char *name, CMUnitTestFunction function, const void *row)
{
    return (struct CMUnitTest){.name = name,
                               .test_func = function,
                               .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(exact_cases) + COUNT_OF(long_cases) + 6];
    size_t n = 0;

    for (size_t i = 0; i < COUNT_OF(exact_cases); i++)
        tests[n++] = test_of(exact_cases[i].name, test_exact, &exact_cases[i]);
    for (size_t i = 0; i < COUNT_OF(long_cases); i++)
        tests[n++] = test_of(long_cases[i].name, test_long, &long_cases[i]);
    for (uintptr_t seed = 1; seed <= 3; seed++)
        tests[n++] =
            test_of("any chunking", test_any_chunking, (const void *)seed);
    tests[n++] =
        test_of("delivers before an error", test_delivers_before_error, NULL);
    tests[n++] = test_of("blocks are large", test_blocks_are_large, NULL);
    tests[n++] = test_of("out of memory", test_out_of_memory, NULL);
    return cmocka_run_group_tests_name("bs_block", tests, NULL, NULL);
}
