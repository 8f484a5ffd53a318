/* SPDX-License-Identifier: MIT */
/*
 * reading - makes input files, plain and compressed, and reads them.
 *
 * The text compresses badly enough that a cut file still ends in the middle
 * of it. A test includes this once.
 */
#ifndef UNIT_READING_H
#define UNIT_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "bouncestat/reader.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define TEXT_LEN ((size_t)400000)
#define ROOM ((size_t)1 << 20)

typedef int writes_fn(struct archive *);

static char folder[] = "/tmp/bouncestat-reader-XXXXXX";
static char path[64];         /* of the input under test */
static char text[TEXT_LEN];   /* the log that most inputs hold */
static char packed[4 * ROOM]; /* the input */
static size_t packed_len;
static char got[4 * ROOM]; /* what the reader gave */
static size_t got_len;

static inline uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

static inline void make_text(void)
{
    uint32_t random = 7;

    for (size_t i = 0; i < TEXT_LEN; i++)
        text[i] = i % 100 == 99 ? '\n' : "abcdefgh"[next_random(&random) % 8];
}

static inline int set_up(void **state)
{
    (void)state;
    make_text();
    if (mkdtemp(folder) == NULL)
        return -1;
    (void)snprintf(path, sizeof path, "%s/input", folder);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static inline int plain(struct archive *archive)
{
    return archive_write_add_filter_none(archive);
}

/* Appends len bytes of data, compressed, to the input. */
static inline void
pack(writes_fn *writes, bool tar, const char *data, size_t len)
{
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    size_t used = 0;

    assert_int_equal(writes(archive), ARCHIVE_OK);
    assert_int_equal(tar ? archive_write_set_format_ustar(archive)
                         : archive_write_set_format_raw(archive),
                     ARCHIVE_OK);
    if (writes != plain)
        assert_int_equal(archive_write_set_filter_option(
                             archive, NULL, "compression-level", "1"),
                         ARCHIVE_OK);
    assert_int_equal(archive_write_open_memory(archive, packed + packed_len,
                                               sizeof packed - packed_len,
                                               &used),
                     ARCHIVE_OK);
    archive_entry_set_pathname(entry, "mail.log");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)len);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(archive, data, len), (la_ssize_t)len);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_entry_free(entry);
    (void)archive_write_free(archive);
    packed_len += used;
}

static inline void append(const char *data, size_t len)
{
    assert_true(len <= sizeof packed - packed_len);
    memcpy(packed + packed_len, data, len);
    packed_len += len;
}

static inline void save(void)
{
    FILE *file;

    (void)unlink(path);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(packed, 1, packed_len, file), packed_len);
    assert_int_equal(fclose(file), 0);
}

/* Reads all of a file into got; the status is that of the first failure. */
static inline enum bs_status
read_all(const char *name, struct bs_error *err, struct bs_reader_state *end)
{
    struct bs_reader *reader;
    struct bs_str block;
    enum bs_status status = bs_reader_open(&reader, name, err);

    got_len = 0;
    if (status != BS_OK) {
        assert_null(reader);
        return status;
    }
    for (;;) {
        status = bs_reader_next(reader, &block, err);
        if (status != BS_OK || block.data == NULL)
            break;
        assert_true(block.len <= sizeof got - got_len);
        memcpy(got + got_len, block.data, block.len);
        got_len += block.len;
    }
    assert_null(block.data);
    *end = bs_reader_state(reader);
    bs_reader_close(reader);
    return status;
}

/* The same of standard input, which is the file or a pipe from it. */
static inline enum bs_status
read_stdin(bool by_pipe, struct bs_error *err, struct bs_reader_state *end)
{
    char command[96];
    FILE *stream;
    int saved = dup(STDIN_FILENO);
    enum bs_status status;

    (void)snprintf(command, sizeof command, "cat %s", path);
    stream = by_pipe ? popen(command, "r") : fopen(path, "rb");
    assert_non_null(stream);
    assert_int_equal(dup2(fileno(stream), STDIN_FILENO), STDIN_FILENO);
    status = read_all("-", err, end);
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    (void)close(saved);
    (void)(by_pipe ? pclose(stream) : fclose(stream));
    return status;
}

static inline void assert_got(size_t copies)
{
    assert_int_equal(got_len, copies * TEXT_LEN);
    for (size_t i = 0; i < copies; i++)
        assert_memory_equal(got + i * TEXT_LEN, text, TEXT_LEN);
}

static const struct codec {
    const char *name; /* as bs_reader_state says it */
    writes_fn *writes;
    bool padded;            /* may zeros follow? */
    size_t cut_gives;       /* of half the data, at least so much is readable */
    size_t last_byte_gives; /* of 1000 bytes, if the file's last one is cut */
} codecs[] = {
    {"plain", plain, false, TEXT_LEN / 2, 0},
    {"gz", archive_write_add_filter_gzip, true, TEXT_LEN * 45 / 100, 999},
    {"bz2", archive_write_add_filter_bzip2, true, 0, 0},
    {"xz", archive_write_add_filter_xz, true, TEXT_LEN * 45 / 100, 999},
    {"zst", archive_write_add_filter_zstd, false, 131072, 0},
};

static inline bool is_plain(const struct codec *codec)
{
    return codec == codecs;
}

#define EACH(function)                                                         \
    {                                                                          \
#function, function                                                    \
    }

struct each { /* a test to run with each codec */
    const char *name;
    CMUnitTestFunction function;
};

#define NAME_SIZE 48

/* Fills tests and names, one for each pair of codec and function. */
static inline void pair_up(struct CMUnitTest *tests, char (*names)[NAME_SIZE],
                           const struct each *functions, size_t count)
{
    for (size_t i = 0; i < count * COUNT_OF(codecs); i++) {
        const struct codec *codec = &codecs[i % COUNT_OF(codecs)];
        const struct each *each = &functions[i / COUNT_OF(codecs)];

        (void)snprintf(names[i], NAME_SIZE, "%s, %s", each->name, codec->name);
        tests[i] = (struct CMUnitTest){
            .name = names[i],
            .test_func = each->function,
            .initial_state = (void *)(uintptr_t)codec,
        };
    }
}

#endif
