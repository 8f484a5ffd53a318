/* SPDX-License-Identifier: MIT */
/* test_reader - whole inputs of all kinds, and what is refused. */
#include "reading.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "base/alloc.h"

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

static const struct each each_codec[] = {
    EACH(test_whole),         EACH(test_members),
    EACH(test_empty),         EACH(test_stdin),
    EACH(test_tar),           EACH(test_constant_allocations),
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
    static char names[CODEC_TESTS][NAME_SIZE];

    pair_up(tests, names, each_codec, COUNT_OF(each_codec));
    memcpy(tests + CODEC_TESTS, others, sizeof others);
    return cmocka_run_group_tests_name("bs_reader", tests, set_up, tear_down);
}
