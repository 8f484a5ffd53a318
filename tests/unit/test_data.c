/* SPDX-License-Identifier: MIT */
#include "bouncestat/data.h"

#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "data/embedded.h"
#include "folder.h"

static struct bs_data *open_two(const char *first, const char *second)
{
    const char *const dirs[] = {first, second, NULL};
    struct bs_error err = {0};
    struct bs_data *data;
    const enum bs_status status = bs_data_open(&data, dirs, &err);

    if (status != BS_OK)
        fail_msg("%s", err.text);
    return data;
}

static void assert_file(const struct bs_data *data, const char *name,
                        const char *origin, const char *text)
{
    const struct bs_data_file *file = bs_data_find(data, name);

    assert_non_null(file);
    assert_string_equal(file->name, name);
    assert_int_equal(file->text.len, strlen(text));
    assert_string_equal(file->text.data, text);
    if (origin == NULL)
        assert_null(file->origin);
    else
        assert_string_equal(file->origin, origin);
}

static void test_embedded(void **state)
{
    struct bs_data *data;

    (void)state;
    assert_int_equal(bs_data_open(&data, NULL, NULL), BS_OK);
    assert_int_equal(bs_data_count(data), bs_embedded_count);
    for (size_t i = 0; i < bs_embedded_count; i++) {
        const struct bs_data_file *file = bs_data_get(data, i);
        char label[64];

        assert_string_equal(file->name, bs_embedded[i].name);
        assert_null(file->origin);
        assert_ptr_equal(file->text.data, bs_embedded[i].data);
        assert_int_equal(file->text.len, bs_embedded[i].size);
        assert_ptr_equal(bs_data_find(data, file->name), file);
        assert_int_equal(bs_data_label(label, sizeof label, file),
                         strlen(file->name));
        assert_string_equal(label, file->name);
    }
    assert_non_null(bs_data_find(data, "patterns/codes.tsv"));
    assert_null(bs_data_find(data, "patterns/codes"));
    assert_null(bs_data_find(data, ""));
    bs_data_close(data);
    bs_data_close(NULL);
}

static void test_first_folder_wins(void **state)
{
    struct folder one, two;
    struct bs_data *data;

    (void)state;
    folder_make(&one);
    folder_make(&two);
    folder_write(&one, "patterns/codes.tsv", "one");
    folder_write(&two, "patterns/codes.tsv", "two");
    folder_write(&two, "patterns/replies.tsv", "");
    folder_write(&two, "patterns/own.conf", "new");
    data = open_two(one.path, two.path);
    assert_file(data, "patterns/codes.tsv", one.path, "one");
    assert_file(data, "patterns/replies.tsv", two.path, "");
    assert_file(data, "patterns/own.conf", two.path, "new");
    assert_int_equal(bs_data_count(data), bs_embedded_count + 1);
    bs_data_close(data);
    data = open_two(two.path, one.path);
    assert_file(data, "patterns/codes.tsv", two.path, "two");
    bs_data_close(data);
    folder_remove(&one);
    folder_remove(&two);
}

static void test_below(void **state)
{
    struct folder folder;
    struct bs_data *data;

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "sql/query/flush.sql", "f");
    folder_write(&folder, "sql/report/z.sql", "z");
    folder_write(&folder, "sql/report/a.sql", "a");
    folder_write(&folder, "sql/query/deep/x.sql", "x");
    folder_write(&folder, "other/y.sql", "outside");
    folder_write(&folder, "top.conf", "outside");
    data = open_two(folder.path, NULL);
    assert_file(data, "sql/query/flush.sql", folder.path, "f");
    assert_file(data, "sql/report/z.sql", folder.path, "z");
    assert_file(data, "sql/query/deep/x.sql", folder.path, "x");
    assert_null(bs_data_find(data, "other/y.sql"));
    assert_null(bs_data_find(data, "top.conf"));
    for (size_t i = 1; i < bs_data_count(data); i++)
        assert_true(strcmp(bs_data_get(data, i - 1)->name,
                           bs_data_get(data, i)->name) < 0);
    bs_data_close(data);
    folder_remove(&folder);
}

static const struct name_case {
    const char *name;
    bool taken;
} name_cases[] = {
    {"patterns/x.conf", true},           {"patterns/UPPER", true},
    {"patterns/x.swp.conf", true},       {"patterns/M\xC3\xBCll.conf", true},
    {"patterns/.x.conf", false},         {"patterns/.x.conf.swp", false},
    {"patterns/x.conf~", false},         {"patterns/#x.conf#", false},
    {"patterns/x.conf.bak", false},      {"patterns/x.conf.orig", false},
    {"patterns/x.conf.rej", false},      {"patterns/x.conf.dpkg-old", false},
    {"patterns/x.conf.ucf-dist", false}, {"patterns/x.conf.rpmnew", false},
    {"patterns/.git/x.conf", false},     {"sql/report/.hidden.sql", false},
    {"sql/schema.sql~", false},
};

static void test_name(void **state)
{
    const struct name_case *c = *state;
    struct folder folder;
    struct bs_data *data;

    folder_make(&folder);
    folder_write(&folder, c->name, "x");
    data = open_two(folder.path, NULL);
    assert_int_equal(bs_data_find(data, c->name) != NULL, c->taken);
    bs_data_close(data);
    folder_remove(&folder);
}

static void assert_refused(const struct folder *folder, enum bs_status status,
                           const char *want)
{
    const char *const dirs[] = {folder->path, NULL};
    const unsigned long live = bs_alloc_live();
    struct bs_error err = {0};
    struct bs_data *data;
    char text[256];

    assert_int_equal(bs_data_open(&data, dirs, &err), status);
    assert_null(data);
    (void)snprintf(text, sizeof text, "%s/%s", folder->path, want);
    assert_string_equal(err.text, text);
    assert_int_equal(bs_alloc_live(), live);
    folder_remove(folder);
}

static const struct schema_case {
    const char *name;
    const char *want;
} schema_cases[] = {
    {"sql/schema.sql",
     "sql/schema.sql: how the database works cannot be replaced"},
    {"sql/migrate/0002.sql",
     "sql/migrate/0002.sql: how the database works cannot be replaced"},
    {"sql/tally-add.sql",
     "sql/tally-add.sql: how the database works cannot be replaced"},
    {"sql/migrate/own/x",
     "sql/migrate/own/x: how the database works cannot be replaced"},
};

static void test_schema(void **state)
{
    const struct schema_case *c = *state;
    struct folder folder;

    folder_make(&folder);
    folder_write(&folder, c->name, "DROP TABLE counts;");
    assert_refused(&folder, BS_EUSAGE, c->want);
}

static void test_size(void **state)
{
    const off_t max = (off_t)4 * 1024 * 1024;
    struct folder folder;
    struct bs_data *data;
    char path[256];

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "patterns/big.conf", "");
    (void)folder_path(&folder, "patterns/big.conf", path);
    assert_int_equal(truncate(path, max), 0);
    data = open_two(folder.path, NULL);
    assert_int_equal(bs_data_find(data, "patterns/big.conf")->text.len, max);
    bs_data_close(data);
    assert_int_equal(truncate(path, max + 1), 0);
    assert_refused(&folder, BS_ELIMIT, "patterns/big.conf: larger than 4 MiB");
}

static void test_fifo(void **state)
{
    struct folder folder;
    char path[256];

    (void)state;
    folder_make(&folder);
    assert_int_equal(mkfifo(folder_path(&folder, "patterns/x", path), 0600), 0);
    assert_refused(&folder, BS_ENOINPUT, "patterns/x: not a regular file");
}

static void test_dangling_link(void **state)
{
    struct folder folder;
    char path[256];

    (void)state;
    folder_make(&folder);
    assert_int_equal(
        symlink("nowhere", folder_path(&folder, "patterns/x", path)), 0);
    assert_refused(&folder, BS_ENOINPUT,
                   "patterns/x: No such file or directory");
}

static void test_link_to_file(void **state)
{
    struct folder folder;
    struct bs_data *data;
    char path[256];

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "shared/x.conf", "linked");
    assert_int_equal(symlink("../shared/x.conf",
                             folder_path(&folder, "patterns/x.conf", path)),
                     0);
    data = open_two(folder.path, NULL);
    assert_file(data, "patterns/x.conf", folder.path, "linked");
    bs_data_close(data);
    folder_remove(&folder);
}

static void test_loop(void **state)
{
    struct folder folder;
    char path[256];

    (void)state;
    folder_make(&folder);
    assert_int_equal(symlink(".", folder_path(&folder, "sql/x", path)), 0);
    assert_refused(&folder, BS_ELIMIT,
                   "sql/x/x/x/x/x/x/x/x/x: too many folders below each other");
}

static void test_file_for_folder(void **state)
{
    struct folder folder;

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "patterns", "a file");
    assert_refused(&folder, BS_ENOINPUT, "patterns: Not a directory");
}

static void test_no_folder(void **state)
{
    struct bs_data *data = open_two("no-such-folder", "");

    (void)state;
    assert_int_equal(bs_data_count(data), bs_embedded_count);
    bs_data_close(data);
}

static void test_label(void **state)
{
    const struct bs_data_file plain = {.name = "patterns/x", .origin = "a/b"};
    const struct bs_data_file slash = {.name = "patterns/x", .origin = "a/b/"};
    char label[64];

    (void)state;
    assert_int_equal(bs_data_label(label, sizeof label, &plain), 14);
    assert_string_equal(label, "a/b/patterns/x");
    assert_int_equal(bs_data_label(label, sizeof label, &slash), 14);
    assert_string_equal(label, "a/b/patterns/x");
    assert_int_equal(bs_data_label(label, 5, &plain), 14);
    assert_string_equal(label, "a/b/");
}

static void test_one_file(void **state)
{
    const struct bs_data_file *file;
    struct bs_error err = {0};
    struct folder folder;
    struct bs_data *data;
    char path[256];
    char label[256];

    (void)state;
    folder_make(&folder);
    folder_write(&folder, "mine.conf", "text");
    (void)folder_path(&folder, "mine.conf", path);
    assert_int_equal(bs_data_open_file(&data, path, &err), BS_OK);
    assert_int_equal(bs_data_count(data), 1);
    file = bs_data_find(data, "patterns/mine.conf");
    assert_non_null(file);
    assert_string_equal(file->text.data, "text");
    (void)bs_data_label(label, sizeof label, file);
    assert_string_equal(label, path);
    bs_data_close(data);
    folder_remove(&folder);
    assert_int_equal(bs_data_open_file(&data, path, &err), BS_ENOINPUT);
    assert_null(data);
    assert_memory_equal(err.text, path, strlen(path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_embedded),
        cmocka_unit_test(test_one_file),
        cmocka_unit_test(test_first_folder_wins),
        cmocka_unit_test(test_below),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_fifo),
        cmocka_unit_test(test_dangling_link),
        cmocka_unit_test(test_link_to_file),
        cmocka_unit_test(test_loop),
        cmocka_unit_test(test_file_for_folder),
        cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_label),
    };

    return RUN_CASES(test_name, name_cases) +
           RUN_CASES(test_schema, schema_cases) +
           cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
