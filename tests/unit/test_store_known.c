/* SPDX-License-Identifier: MIT */
/* test_store_known - positions are kept with the counts, or not at all. */
#include "store_lab.h"

static struct lab lab;

static int set_up(void **state)
{
    (void)state;
    lab_begin(&lab);
    lab_load(&lab);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lab_end(&lab);
    return 0;
}

static struct bs_position made_up(size_t heads)
{
    struct bs_position position = {.offset = 1000 * heads,
                                   .inside = heads % 2 == 1,
                                   .tail = UINT64_MAX - heads,
                                   .heads = {.count = heads}};

    for (size_t i = 0; i < heads; i++)
        position.heads.prints[i] = UINT64_C(0x8000000000000001) * (i + 3);
    return position;
}

static struct bs_input some_lines(const char *path)
{
    return (struct bs_input){.path = path,
                             .bytes = 7,
                             .first_time = LAB_DAY,
                             .last_time = LAB_DAY + 5,
                             .lines = {.matched = 2, .foreign = 1}};
}

static void open_store(void)
{
    assert_int_equal(lab_open(&lab, lab.path, 0), BS_OK);
}

static void find(const struct bs_position *position, struct bs_found *found)
{
    assert_int_equal(
        bs_store_find(lab.store, &position->heads, found, &lab.err), BS_OK);
}

/* Looks first, unless somebody has changed something since the last look. */
static void begin(bool want_changed)
{
    const struct bs_position nothing = {0};
    struct bs_found found;
    bool changed = !want_changed;

    if (!want_changed) {
        find(&nothing, &found);
        bs_found_clear(&found);
    }
    assert_int_equal(bs_store_begin(lab.store, &changed, &lab.err), BS_OK);
    assert_int_equal(changed, want_changed);
}

static void expect_none(const struct bs_position *position)
{
    struct bs_found found;

    find(position, &found);
    assert_int_equal(found.count, 0);
    bs_found_clear(&found);
}

static void save(struct bs_known *known, const struct bs_position *position,
                 const char *path)
{
    const struct bs_input input = some_lines(path);

    assert_int_equal(
        bs_store_save(lab.store, known, position, &input, &lab.err), BS_OK);
}

static void expect(const struct bs_position *position,
                   const struct bs_parser_state *state, const char *path)
{
    struct bs_found found;

    find(position, &found);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.inputs[0].path, path);
    assert_int_equal(found.inputs[0].state.year, state->year);
    assert_int_equal(found.inputs[0].state.month, state->month);
    assert_int_equal(found.inputs[0].state.day, state->day);
    assert_int_equal(found.inputs[0].state.lines, state->lines);
    assert_int_equal(found.positions[0].offset, position->offset);
    assert_int_equal(found.positions[0].inside, position->inside);
    assert_true(found.positions[0].tail == position->tail);
    assert_int_equal(found.positions[0].heads.count, position->heads.count);
    assert_memory_equal(found.positions[0].heads.prints, position->heads.prints,
                        position->heads.count * sizeof(uint64_t));
    bs_found_clear(&found);
}

static void test_save(void **state)
{
    static const size_t heads[] = {1, 2, BS_HEADS_MAX};
    struct bs_known known = {.state = {2020, 12, 31, 3}};

    (void)state;
    open_store();
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        const struct bs_position position = made_up(heads[i]);

        begin(false);
        save(&known, &position, i == 0 ? "old" : "new");
        assert_int_equal(known.id, 1);
        expect(&position, &known.state, i == 0 ? "old" : "new");
        assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
        lab_close(&lab);
        open_store();
        expect(&position, &known.state, i == 0 ? "old" : "new");
        known.state.lines += 3;
    }
    lab_expect(&lab, "sql/report/accounting.sql", 0,
               "inputs=1 lines=9 matched=6 ignored=0 unmatched=0 foreign=3 "
               "cut=0 limited=0 events=0 bytes=64000 first_time=1788480000 "
               "last_time=1788480005\n");
}

static void test_no_head(void **state)
{
    const struct bs_position position = made_up(0);

    (void)state;
    open_store();
    expect_none(&position);
}

/* Without a flush there is neither position nor count. */
static void test_lost(void **state)
{
    struct bs_known known = {0};
    const struct bs_position position = made_up(4);

    (void)state;
    open_store();
    begin(false);
    lab_fill(lab.store, 1, 10);
    save(&known, &position, "log");
    lab_close(&lab);
    open_store();
    expect_none(&position);
    lab_expect(&lab, "sql/report/accounting.sql", 0,
               "inputs=0 lines=0 matched=0 ignored=0 unmatched=0 foreign=0 "
               "cut=0 limited=0 events=0 bytes=0 first_time=- last_time=-\n");
}

/* What another writes between looking and locking is told. */
static void test_changed(void **state)
{
    struct bs_known known = {.state = {.lines = 3}};
    const struct bs_position position = made_up(4);
    struct bs_store *mine;

    (void)state;
    open_store();
    mine = lab.store;
    expect_none(&position);
    open_store();
    expect_none(&position);
    begin(false);
    save(&known, &position, "log");
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    lab_close(&lab);
    lab.store = mine;
    begin(true);
    expect(&position, &known.state, "log");
    begin(false); /* it is begun already */
}

static void test_busy(void **state)
{
    struct bs_store_options options = {
        .data = lab.data, .path = lab.path, .wait_ms = 1};
    struct bs_store *other;
    bool changed;
    char want[512];

    (void)state;
    open_store();
    begin(false);
    assert_int_equal(bs_store_open(&other, &options, &lab.err), BS_OK);
    assert_int_equal(bs_store_begin(other, &changed, &lab.err), BS_ESTORE);
    (void)snprintf(want, sizeof want,
                   "%s: another program is writing to it; try again later",
                   lab.path);
    assert_string_equal(lab.err.text, want);
    assert_int_equal(bs_store_flush(lab.store, &lab.err), BS_OK);
    assert_int_equal(bs_store_begin(other, &changed, &lab.err), BS_OK);
    bs_store_close(other);
}

static void test_seen(void **state)
{
    const struct bs_file file = {1, UINT64_MAX, 3, INT64_MAX};
    struct bs_file other = file;
    bool seen = true;

    (void)state;
    open_store();
    assert_int_equal(bs_store_seen(lab.store, &file, &seen, &lab.err), BS_OK);
    assert_false(seen);
    assert_int_equal(bs_store_see(lab.store, &file, &lab.err), BS_OK);
    assert_int_equal(bs_store_seen(lab.store, &file, &seen, &lab.err), BS_OK);
    assert_true(seen);
    other.size++;
    assert_int_equal(bs_store_seen(lab.store, &other, &seen, &lab.err), BS_OK);
    assert_false(seen);
    assert_int_equal(bs_store_see(lab.store, &other, &lab.err), BS_OK);
    assert_int_equal(bs_store_seen(lab.store, &file, &seen, &lab.err), BS_OK);
    assert_false(seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_save, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lost, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_busy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_seen, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("store_known", tests, NULL, NULL);
}
