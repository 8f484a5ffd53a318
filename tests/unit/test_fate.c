/* SPDX-License-Identifier: MIT */
/* test_fate - what becomes of recipients and messages. */
#include "fate_lab.h"

#include "base/alloc.h"

static void test_deferred(void **state)
{
    struct lab lab;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){.key = 7});
    happen(&lab, BS_DEFERRED, "A", "x@a");
    happen(&lab, BS_DEFERRED, "A", "x@a");
    happen(&lab, BS_DEFERRED, "A", "y@a");
    happen(&lab, BS_DEFERRED, "B", "x@a");
    expect(&lab, "deferred a unreachable;deferred a unreachable again;"
                 "deferred a unreachable;deferred a unreachable;");
    assert_int_equal(bs_fates_stats(lab.fates).waiting, 3);
    happen(&lab, BS_DELIVERED, "A", "x@a");
    happen(&lab, BS_DELIVERED, "A", "z@a");
    happen(&lab, BS_BOUNCED, "A", "y@a");
    happen(&lab, BS_DELIVERED, "A", "x@a");
    expect(&lab, "delivered a  again;delivered a ;"
                 "bounced a user_unknown again first;delivered a ;");
    assert_int_equal(bs_fates_stats(lab.fates).waiting, 1);
    lab_close(&lab);
}

static void test_first(void **state)
{
    struct lab lab;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){.max_messages = 2});
    happen(&lab, BS_BOUNCED, "A", "x@a");
    happen(&lab, BS_BOUNCED, "A", "y@a");
    happen(&lab, BS_BOUNCED, "B", "x@a");
    expect(&lab, "bounced a user_unknown first;bounced a user_unknown;"
                 "bounced a user_unknown first;");
    happen(&lab, BS_BOUNCED, "C", "x@a"); /* A is forgotten */
    happen(&lab, BS_BOUNCED, "B", "y@a");
    happen(&lab, BS_BOUNCED, "A", "z@a");
    expect(&lab, "bounced a user_unknown first;bounced a user_unknown;"
                 "bounced a user_unknown first;");
    lab.now += BS_FATES_STALE + 1; /* the id is that of another message */
    happen(&lab, BS_BOUNCED, "A", "z@a");
    expect(&lab, "bounced a user_unknown first;");
    lab_close(&lab);
}

/* As long as a recipient waits, the message is known. */
static void test_first_waits(void **state)
{
    struct lab lab;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){.max_messages = 1});
    happen(&lab, BS_DEFERRED, "A", "x@a");
    happen(&lab, BS_BOUNCED, "A", "y@a");
    happen(&lab, BS_BOUNCED, "B", "x@a");
    happen(&lab, BS_BOUNCED, "C", "x@a");
    bs_buf_reset(&lab.told);
    happen(&lab, BS_BOUNCED, "A", "x@a");
    expect(&lab, "bounced a user_unknown again;");
    lab_close(&lab);
}

static void test_expired(void **state)
{
    struct lab lab;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){0});
    happen(&lab, BS_DEFERRED, "A", "x@a");
    happen(&lab, BS_DEFERRED, "A", "y@b");
    happen(&lab, BS_DEFERRED, "A", "x@a"); /* y waits for longer now */
    happen(&lab, BS_DEFERRED, "B", "x@c");
    bs_buf_reset(&lab.told);
    happen(&lab, BS_EXPIRED, "A", "");
    expect(&lab, "expired b unreachable again first;"
                 "expired a unreachable again;");
    happen(&lab, BS_EXPIRED, "A", ""); /* nobody is left */
    happen(&lab, BS_EXPIRED, "C", "");
    expect(&lab, "expired  expired;expired  expired first;");
    happen(&lab, BS_EXPIRED, "B", "x@c");
    happen(&lab, BS_EXPIRED, "B", "y@c");
    expect(&lab, "expired c unreachable again first;expired c expired;");
    assert_int_equal(bs_fates_stats(lab.fates).waiting, 0);
    lab_close(&lab);
}

static void test_null_sender(void **state)
{
    struct lab lab;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){0});
    note(&lab, "A", true);
    happen(&lab, BS_DEFERRED, "A", "x@a");
    note(&lab, "A", true); /* it is tried again */
    happen(&lab, BS_EXPIRED, "A", "");
    happen(&lab, BS_DELIVERED, "B", "x@a");
    expect(&lab, "deferred a unreachable null;"
                 "expired a unreachable again null first;delivered a ;");
    lab_close(&lab);
}

static struct bs_event handed(const struct lab *lab, const char *next)
{
    struct bs_event event = event_of(lab, BS_DELIVERED, "A1", "x@a");

    event.next_id = bs_str_of(next);
    return event;
}

static void test_relayed(void **state)
{
    struct lab lab;
    struct bs_event event;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){.key = 9});
    note(&lab, "A1", false);
    note(&lab, "A2", false);
    event = handed(&lab, "A3"); /* nobody has accepted that */
    bs_fates_event(lab.fates, &event, tell, &lab);
    event = handed(&lab, "A2");
    event.mta = BS_STR("exim"); /* of the next hop nothing is known */
    bs_fates_event(lab.fates, &event, tell, &lab);
    event = handed(&lab, "A2");
    event.host = BS_STR("mx2");
    bs_fates_event(lab.fates, &event, tell, &lab);
    event = handed(&lab, "A1"); /* its own */
    bs_fates_event(lab.fates, &event, tell, &lab);
    event = handed(&lab, "A2");
    event.direction = BS_PROBE;
    bs_fates_event(lab.fates, &event, tell, &lab);
    expect(&lab, "delivered a ;relayed a ;delivered a ;delivered a ;"
                 "delivered a ;");
    for (int i = 0; i < 100000; i++) {
        char id[16];

        (void)snprintf(id, sizeof id, "B%d", i);
        note(&lab, id, false);
    }
    event = handed(&lab, "A2"); /* forgotten */
    bs_fates_event(lab.fates, &event, tell, &lab);
    event = handed(&lab, "B99990");
    bs_fates_event(lab.fates, &event, tell, &lab);
    expect(&lab, "delivered a ;relayed a ;");
    lab_close(&lab);
}

static void test_limits(void **state)
{
    struct lab lab;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){.max_waiting = 2});
    happen(&lab, BS_DEFERRED, "A", "x@a");
    lab.now += 20 * (int64_t)DAY;
    happen(&lab, BS_DEFERRED, "B", "x@b");
    happen(&lab, BS_DEFERRED, "A", "x@a"); /* B is the oldest */
    happen(&lab, BS_DEFERRED, "C", "x@c");
    bs_buf_reset(&lab.told);
    happen(&lab, BS_DELIVERED, "B", "x@b");
    lab.now += 29 * (int64_t)DAY;
    happen(&lab, BS_DELIVERED, "A", "x@a");
    expect(&lab, "delivered b ;delivered a  again;");
    lab.now += 2 * (int64_t)DAY;
    happen(&lab, BS_DELIVERED, "C", "x@c");
    expect(&lab, "delivered c ;");
    assert_int_equal(bs_fates_stats(lab.fates).waiting, 0);
    assert_int_equal(bs_fates_stats(lab.fates).forgotten, 1);
    assert_int_equal(bs_fates_stats(lab.fates).stale, 1);
    lab_close(&lab);
}

static void test_memory(void **state)
{
    struct lab lab;
    struct bs_error err;
    unsigned long before;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){0});
    for (int i = 0; i < 10; i++) /* the lab's own buffer is large now */
        happen(&lab, BS_DEFERRED, "A", "x@a");
    before = bs_alloc_count();
    for (int i = 0; i < 1000; i++) { /* nothing is allocated for these */
        happen(&lab, BS_DELIVERED, "B", "x@a");
        happen(&lab, BS_DEFERRED, "A", "x@a");
        bs_buf_reset(&lab.told);
    }
    assert_int_equal(bs_alloc_count(), before);
    bs_alloc_fail_after(0);
    happen(&lab, BS_DEFERRED, "C", "x@c");
    bs_alloc_fail_after(-1);
    assert_int_equal(bs_fates_status(lab.fates, &err), BS_ENOMEM);
    bs_fates_free(lab.fates);
    bs_buf_clear(&lab.told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deferred),    cmocka_unit_test(test_first),
        cmocka_unit_test(test_first_waits), cmocka_unit_test(test_expired),
        cmocka_unit_test(test_null_sender), cmocka_unit_test(test_relayed),
        cmocka_unit_test(test_limits),      cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests_name("fate", tests, NULL, NULL);
}
