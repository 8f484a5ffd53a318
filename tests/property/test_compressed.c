/* SPDX-License-Identifier: MIT */
/* A log says the same plain and compressed, and as it stands in memory. */
#include "logs.h"

#include <archive.h>
#include <archive_entry.h>

#include "../unit/folder.h"
#include "bouncestat/reader.h"

#define LINES 3000

static void write_file(const char *path, const struct bs_buf *log, bool gz)
{
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    if (gz)
        assert_int_equal(archive_write_add_filter_gzip(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_set_format_raw(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
    archive_entry_set_pathname(entry, "mail.log");
    archive_entry_set_filetype(entry, AE_IFREG);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(archive, log->data, log->len),
                     (la_ssize_t)log->len);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_entry_free(entry);
    (void)archive_write_free(archive);
}

static void read_file(struct said *said, const char *path, const char *filter)
{
    struct bs_reader *reader;
    struct bs_str block;
    struct bs_error err;

    said_begin(said);
    bs_buf_reset(&said->events);
    assert_int_equal(bs_reader_open(&reader, path, &err), BS_OK);
    assert_string_equal(bs_reader_state(reader).filter, filter);
    do {
        assert_int_equal(bs_reader_next(reader, &block, &err), BS_OK);
        if (block.data != NULL)
            said_block(said, block.data, block.len);
    } while (block.data != NULL);
    bs_reader_close(reader);
}

static void test_compressed(void **state)
{
    struct logs logs;
    struct said in_memory;
    struct said in_file;
    struct folder folder;
    char path[256];

    (void)state;
    folder_make(&folder);
    logs_open(&logs);
    said_open(&in_memory, &logs);
    said_open(&in_file, &logs);
    logs.years = false;
    logs.long_lines = true;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        struct bs_buf log = logs_make(&logs, seed, LINES);
        struct bs_stats stats;

        print_message("seed %llu\n", (unsigned long long)seed);
        said_begin(&in_memory);
        bs_buf_reset(&in_memory.events);
        said_block(&in_memory, log.data, log.len);
        stats = bs_parser_stats(in_memory.parser);
        assert_int_equal(stats_lines(&stats), LINES);
        assert_true(stats.cut > 0);
        write_file(folder_path(&folder, "plain", path), &log, false);
        read_file(&in_file, path, "plain");
        expect_same(&in_memory, &in_file);
        write_file(folder_path(&folder, "gz", path), &log, true);
        read_file(&in_file, path, "gz");
        expect_same(&in_memory, &in_file);
        bs_buf_clear(&log);
    }
    said_close(&in_memory);
    said_close(&in_file);
    logs_close(&logs);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_compressed)};

    return cmocka_run_group_tests_name("compressed", tests, NULL, NULL);
}
