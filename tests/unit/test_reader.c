/* SPDX-License-Identifier: MIT */
/*
 * test_reader - files of all kinds, whole and damaged.
 *
 * The inputs are made here: text that compresses badly enough that a cut file
 * still ends in the middle of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/alloc.h"
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

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

static void make_text(void)
{
    uint32_t random = 7;

    for (size_t i = 0; i < TEXT_LEN; i++)
        text[i] = i % 100 == 99 ? '\n' : "abcdefgh"[next_random(&random) % 8];
}

static int set_up(void **state)
{
    (void)state;
    make_text();
    if (mkdtemp(folder) == NULL)
        return -1;
    (void)snprintf(path, sizeof path, "%s/input", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static int plain(struct archive *archive)
{
    return archive_write_add_filter_none(archive);
}

/* Appends len bytes of data, compressed, to the input. */
static void pack(writes_fn *writes, bool tar, const char *data, size_t len)
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

static void append(const char *data, size_t len)
{
    assert_true(len <= sizeof packed - packed_len);
    memcpy(packed + packed_len, data, len);
    packed_len += len;
}

static void save(void)
{
    FILE *file;

    (void)unlink(path);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(packed, 1, packed_len, file), packed_len);
    assert_int_equal(fclose(file), 0);
}

/* Reads all of a file into got; the status is that of the first failure. */
static enum bs_status
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
static enum bs_status
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

static void assert_got(size_t copies)
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

static bool is_plain(const struct codec *codec)
{
    return codec == codecs;
}

static void test_whole(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_OK);
    assert_got(1);
    assert_string_equal(end.filter, c->name);
    assert_int_equal(end.bytes_raw, packed_len);
    assert_int_equal(end.size_raw, packed_len);
    assert_int_equal(end.bytes_text, TEXT_LEN);
    assert_true(end.modified > 0);
}

static void test_members(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    packed_len = 0;
    for (int i = 0; i < 3; i++) {
        pack(c->writes, false, text, TEXT_LEN);
        pack(c->writes, false, "", 0);
    }
    save();
    assert_int_equal(read_all(path, &err, &end), BS_OK);
    assert_got(3);
}

static void test_empty(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    packed_len = 0;
    pack(c->writes, false, "", 0);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_OK);
    assert_int_equal(got_len, 0);
    assert_int_equal(end.bytes_text, 0);
    assert_string_equal(end.filter, c->name);
}

static void test_stdin(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};

    packed_len = 0;
    pack(c->writes, false, text, TEXT_LEN);
    save();
    assert_int_equal(read_stdin(true, &err, &end), BS_OK);
    assert_got(1);
    assert_string_equal(end.filter, c->name);
    assert_int_equal(end.size_raw, 0);
    assert_int_equal(end.modified, 0);
    assert_int_equal(end.bytes_raw, packed_len);
    assert_int_equal(read_stdin(false, &err, &end), BS_OK);
    assert_got(1);
    assert_int_equal(end.size_raw, packed_len);
}

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

static void test_tar(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};
    char want[128];

    packed_len = 0;
    pack(c->writes, true, text, TEXT_LEN);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_ENOINPUT);
    (void)snprintf(want, sizeof want, "%s: a tar archive; unpack it first",
                   path);
    assert_string_equal(err.text, want);
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

/* What is text stays text, whatever its length; the memory does not grow. */
static void test_constant_allocations(void **state)
{
    const struct codec *c = *state;
    unsigned long counts[2];

    for (size_t i = 0; i < 2; i++) {
        unsigned long before;
        struct bs_reader *reader;
        struct bs_str block;

        packed_len = 0;
        for (size_t n = i == 0 ? 1 : 4; n > 0; n--)
            pack(c->writes, false, text, TEXT_LEN);
        save();
        before = bs_alloc_count();
        assert_int_equal(bs_reader_open(&reader, path, NULL), BS_OK);
        do
            assert_int_equal(bs_reader_next(reader, &block, NULL), BS_OK);
        while (block.data != NULL);
        bs_reader_close(reader);
        counts[i] = bs_alloc_count() - before;
    }
    assert_int_equal(counts[0], counts[1]);
}

static void test_out_of_memory(void **state)
{
    const struct codec *c = *state;
    struct bs_reader_state end;
    struct bs_error err = {0};
    enum bs_status status = BS_ENOMEM;

    packed_len = 0;
    pack(c->writes, false, text, 1000);
    save();
    for (long n = 0; status != BS_OK; n++) {
        assert_true(n < 20);
        bs_alloc_fail_after(n);
        status = read_all(path, &err, &end);
        bs_alloc_fail_after(-1);
        if (status != BS_OK)
            assert_int_equal(status, BS_ENOMEM);
    }
    assert_int_equal(got_len, 1000);
}

/* A hundred megabytes are read with as many allocations as one. */
static void test_sparse_file(void **state)
{
    unsigned long counts[2];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        unsigned long before;
        off_t size = i == 0 ? 1000000 : 100000000;
        struct bs_reader *reader;
        struct bs_reader_state end;
        struct bs_str block;

        packed_len = 0;
        append(text, 100000);
        save();
        assert_int_equal(truncate(path, size), 0);
        before = bs_alloc_count();
        assert_int_equal(bs_reader_open(&reader, path, NULL), BS_OK);
        do
            assert_int_equal(bs_reader_next(reader, &block, NULL), BS_OK);
        while (block.data != NULL);
        end = bs_reader_state(reader);
        bs_reader_close(reader);
        assert_int_equal(end.bytes_text, size);
        assert_int_equal(end.bytes_raw, size);
        counts[i] = bs_alloc_count() - before;
    }
    assert_int_equal(counts[0], counts[1]);
}

static void test_missing(void **state)
{
    struct bs_reader_state end;
    struct bs_error err = {0};
    char want[128];

    (void)state;
    (void)unlink(path);
    assert_int_equal(read_all(path, &err, &end), BS_ENOINPUT);
    (void)snprintf(want, sizeof want,
                   "%s: cannot open: No such file or directory", path);
    assert_string_equal(err.text, want);
}

static void test_folder(void **state)
{
    struct bs_reader_state end;
    struct bs_error err = {0};

    (void)state;
    assert_int_equal(read_all(folder, &err, &end), BS_ENOINPUT);
    assert_non_null(strstr(err.text, ": a folder, not a file"));
}

static void test_forbidden(void **state)
{
    struct bs_reader_state end;
    struct bs_error err = {0};

    (void)state;
    if (geteuid() == 0)
        skip(); /* root may read everything */
    packed_len = 0;
    save();
    assert_int_equal(chmod(path, 0), 0);
    assert_int_equal(read_all(path, &err, &end), BS_ENOINPUT);
    assert_non_null(strstr(err.text, ": cannot open: Permission denied"));
}

static void test_socket(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    struct bs_reader_state end;
    struct bs_error err = {0};

    (void)state;
    (void)unlink(path);
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(read_all(path, &err, &end), BS_ENOINPUT);
    assert_non_null(strstr(err.text, ": a socket, not a file"));
    (void)close(fd);
}

static void test_fifo(void **state)
{
    char command[96];
    struct bs_reader_state end;
    struct bs_error err = {0};
    FILE *writer;

    (void)state;
    (void)unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    (void)snprintf(command, sizeof command, "printf 'a\\nb\\nlast' >%s", path);
    writer = popen(command, "w");
    assert_non_null(writer);
    assert_int_equal(read_all(path, &err, &end), BS_OK);
    assert_int_equal(pclose(writer), 0);
    assert_int_equal(got_len, 8);
    assert_memory_equal(got, "a\nb\nlast", 8);
}

/* Bytes of a cut line count as read, though no block has them. */
static void test_long_line(void **state)
{
    struct bs_reader_state end;
    struct bs_error err = {0};

    (void)state;
    memset(packed, 'L', ROOM);
    memcpy(packed + ROOM - 6, "\nlast\n", 6);
    packed_len = ROOM;
    save();
    assert_int_equal(read_all(path, &err, &end), BS_OK);
    assert_true(got_len < ROOM);
    assert_memory_equal(got + got_len - 6, "Llast\n", 6);
    assert_int_equal(end.bytes_text, ROOM);
}

static void test_binary(void **state)
{
    struct bs_reader_state end;
    struct bs_error err = {0};

    (void)state;
    packed_len = 0;
    append("LPKSHHRH\0\0\0\0", 12);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_ENOINPUT);
    assert_non_null(strstr(err.text, "journalctl"));
    assert_non_null(strstr(err.text, path));
}

/* NULs in front, more than are sniffed at, and then a log. */
static void test_many_nuls(void **state)
{
    struct bs_reader_state end;
    struct bs_error err = {0};

    (void)state;
    memset(packed, 0, ROOM);
    packed_len = ROOM;
    append("\ntext\n", 6);
    save();
    assert_int_equal(read_all(path, &err, &end), BS_OK);
    assert_int_equal(end.bytes_text, packed_len);
    assert_memory_equal(got + got_len - 5, "text\n", 5);
}

static void test_close_null(void **state)
{
    (void)state;
    bs_reader_close(NULL);
}

#define EACH(function)                                                         \
    {                                                                          \
#function, function                                                    \
    }

static const struct each {
    const char *name;
    CMUnitTestFunction function;
} each_codec[] = {
    EACH(test_whole),
    EACH(test_members),
    EACH(test_empty),
    EACH(test_stdin),
    EACH(test_truncated),
    EACH(test_cut_anywhere),
    EACH(test_damaged),
    EACH(test_damaged_at_once),
    EACH(test_padding),
    EACH(test_garbage),
    EACH(test_tar),
    EACH(test_twice),
    EACH(test_constant_allocations),
    EACH(test_out_of_memory),
};

static const struct CMUnitTest others[] = {
    cmocka_unit_test(test_sparse_file), cmocka_unit_test(test_missing),
    cmocka_unit_test(test_folder),      cmocka_unit_test(test_forbidden),
    cmocka_unit_test(test_socket),      cmocka_unit_test(test_fifo),
    cmocka_unit_test(test_long_line),   cmocka_unit_test(test_binary),
    cmocka_unit_test(test_many_nuls),   cmocka_unit_test(test_close_null),
};

#define CODEC_TESTS (COUNT_OF(codecs) * COUNT_OF(each_codec))

int main(void)
{
    struct CMUnitTest tests[CODEC_TESTS + COUNT_OF(others)];
    static char names[CODEC_TESTS][48];

    for (size_t i = 0; i < CODEC_TESTS; i++) {
        const struct codec *codec = &codecs[i % COUNT_OF(codecs)];
        const struct each *each = &each_codec[i / COUNT_OF(codecs)];

        (void)snprintf(names[i], sizeof names[i], "%s, %s", each->name,
                       codec->name);
        tests[i] = (struct CMUnitTest){
            .name = names[i],
            .test_func = each->function,
            .initial_state = (void *)(uintptr_t)codec,
        };
    }
    memcpy(tests + CODEC_TESTS, others, sizeof others);
    return cmocka_run_group_tests_name("bs_reader", tests, set_up, tear_down);
}
