/* SPDX-License-Identifier: MIT */
/*
 * Fails the n-th allocation, for n = 0, 1, 2, ... until a call succeeds: each
 * failure is BS_ENOMEM, gives nothing and leaks nothing.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "bouncestat/codebook.h"
#include "bouncestat/data.h"
#include "bouncestat/layout.h"
#include "data/conf.h"
#include "data/table.h"
#include "folder.h"

#define HEAD                                                                   \
    "key\tname_en\tname_de\tmeaning_en\tmeaning_de\tadvice_en\tadvice_de\t"    \
    "source\n"

static struct folder folder;
static struct bs_data *data;

/* A call that allocates: *out is what it made, for the function below. */
typedef enum bs_status make_fn(void **out, struct bs_error *err);

static enum bs_status make_data(void **out, struct bs_error *err)
{
    const char *const dirs[] = {folder.path, NULL};
    struct bs_data *made = NULL;
    const enum bs_status status = bs_data_open(&made, dirs, err);

    *out = made;
    return status;
}

static void free_data(void *made)
{
    bs_data_close(made);
}

static enum bs_status make_conf(void **out, struct bs_error *err)
{
    const struct bs_data_file *file = bs_data_find(data, "patterns/x.conf");
    struct bs_conf *made = NULL;
    const enum bs_status status =
        bs_conf_parse(&made, file->name, file->text, err);

    *out = made;
    return status;
}

static void free_conf(void *made)
{
    bs_conf_free(made);
}

static enum bs_status make_table(void **out, struct bs_error *err)
{
    const struct bs_data_file *file = bs_data_find(data, "patterns/codes.tsv");
    struct bs_table *made = NULL;
    const enum bs_status status =
        bs_table_parse(&made, file->name, file->text, err);

    *out = made;
    return status;
}

static void free_table(void *made)
{
    bs_table_free(made);
}

static enum bs_status make_codebook(void **out, struct bs_error *err)
{
    struct bs_codebook *made = NULL;
    const enum bs_status status = bs_codebook_open(&made, data, err);

    *out = made;
    return status;
}

static void free_codebook(void *made)
{
    bs_codebook_close(made);
}

static enum bs_status make_layout(void **out, struct bs_error *err)
{
    struct bs_layout *made = NULL;
    const enum bs_status status = bs_layout_open(&made, data, err);

    *out = made;
    return status;
}

static void free_layout(void *made)
{
    bs_layout_close(made);
}

static const struct oom_case {
    const char *name;
    make_fn *make;
    void (*release)(void *made);
    long least; /* allocations that there must be, or the test is blind */
} oom_cases[] = {
    {"bs_data_open", make_data, free_data, 6},
    {"bs_conf_parse", make_conf, free_conf, 6},
    {"bs_table_parse", make_table, free_table, 6},
    {"bs_codebook_open", make_codebook, free_codebook, 10},
    {"bs_layout_open", make_layout, free_layout, 10},
};

static void test_oom(void **state)
{
    const struct oom_case *c = *state;
    const unsigned long live = bs_alloc_live();
    enum bs_status status = BS_ENOMEM;
    void *made = NULL;
    long n = 0;

    for (; status != BS_OK; n++) {
        struct bs_error err = {0};

        bs_alloc_fail_after(n);
        status = c->make(&made, &err);
        bs_alloc_fail_after(-1);
        if (status == BS_OK)
            break;
        assert_int_equal(status, BS_ENOMEM);
        assert_int_equal(err.status, BS_ENOMEM);
        assert_string_equal(err.text, "out of memory");
        assert_null(made);
        assert_int_equal(bs_alloc_live(), live);
    }
    assert_non_null(made);
    assert_true(n >= c->least);
    c->release(made);
    assert_int_equal(bs_alloc_live(), live);
}

/* Enough of everything that each array has to grow. */
static void write_files(void)
{
    struct bs_buf buf;

    bs_buf_init(&buf, 1000000);
    for (int i = 0; i < 40; i++)
        bs_buf_print(&buf, "[rule r%d]\nneedle = a\n b\nregex = %d\n", i, i);
    folder_write(&folder, "patterns/x.conf", bs_buf_text(&buf));
    bs_buf_reset(&buf);
    bs_buf_print(&buf, "%s", HEAD);
    for (int i = 0; i < 40; i++)
        bs_buf_print(&buf, "X.1.%d\tn\tN\tm\tM\t-\t-\tRFC\n", i);
    folder_write(&folder, "patterns/codes.tsv", bs_buf_text(&buf));
    folder_write(&folder, "patterns/replies.tsv", HEAD);
    bs_buf_reset(&buf);
    bs_buf_print(&buf, "%100000d", 1);
    for (int i = 0; i < 20; i++) {
        char name[32];

        (void)snprintf(name, sizeof name, "sql/report/%d.sql", i);
        folder_write(&folder, name, i == 7 ? bs_buf_text(&buf) : "SELECT 1;");
    }
    bs_buf_clear(&buf);
}

static int set_up(void **state)
{
    const char *const dirs[] = {folder.path, NULL};

    (void)state;
    folder_make(&folder);
    write_files();
    return bs_data_open(&data, dirs, NULL) != BS_OK;
}

static int tear_down(void **state)
{
    (void)state;
    bs_data_close(data);
    folder_remove(&folder);
    return 0;
}

int main(void)
{
    return RUN_CASES_WITH(test_oom, oom_cases, set_up, tear_down);
}
