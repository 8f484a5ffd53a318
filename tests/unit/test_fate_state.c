/* SPDX-License-Identifier: MIT */
/* test_fate_state - taking what is remembered out, and putting it back. */
#include "fate_lab.h"

#define KEPT 4096

struct kept {
    struct bs_fate_waiting put;
    char domain[16];
    char class[16];
};

struct copy {
    struct kept waiting[KEPT];
    size_t waiting_count;
    struct bs_fate_message messages[KEPT];
    size_t message_count;
    char accepted[65536];
    size_t accepted_len;
};

static enum bs_status
keep_waiting(void *context, const struct bs_fate_waiting *put)
{
    struct copy *copy = context;
    struct kept *kept;
    size_t i = 0;

    while (i < copy->waiting_count &&
           copy->waiting[i].put.recipient != put->recipient)
        i++;
    assert_true(i < KEPT);
    kept = &copy->waiting[i];
    kept->put = *put;
    assert_true(put->domain.len < sizeof kept->domain);
    assert_true(put->class.len < sizeof kept->class);
    memcpy(kept->domain, put->domain.data, put->domain.len);
    memcpy(kept->class, put->class.data, put->class.len);
    copy->waiting_count += i == copy->waiting_count;
    return BS_OK;
}

static enum bs_status
keep_message(void *context, const struct bs_fate_message *put)
{
    struct copy *copy = context;
    size_t i = 0;

    while (i < copy->message_count && copy->messages[i].message != put->message)
        i++;
    assert_true(i < KEPT);
    copy->messages[i] = *put;
    copy->message_count += i == copy->message_count;
    return BS_OK;
}

static enum bs_status lose_waiting(void *context, uint64_t recipient)
{
    struct copy *copy = context;

    for (size_t i = 0; i < copy->waiting_count; i++)
        if (copy->waiting[i].put.recipient == recipient) {
            copy->waiting[i] = copy->waiting[--copy->waiting_count];
            return BS_OK;
        }
    return BS_EUSAGE; /* only what was saved may go */
}

static enum bs_status lose_message(void *context, uint64_t message)
{
    struct copy *copy = context;

    for (size_t i = 0; i < copy->message_count; i++)
        if (copy->messages[i].message == message) {
            copy->messages[i] = copy->messages[--copy->message_count];
            return BS_OK;
        }
    return BS_EUSAGE;
}

static enum bs_status keep_accepted(void *context, struct bs_str bytes)
{
    struct copy *copy = context;

    assert_true(bytes.len <= sizeof copy->accepted);
    memcpy(copy->accepted, bytes.data, bytes.len);
    copy->accepted_len = bytes.len;
    return BS_OK;
}

static int by_waiting(const void *a, const void *b)
{
    const struct kept *x = a;
    const struct kept *y = b;

    return (x->put.order > y->put.order) - (x->put.order < y->put.order);
}

static int by_message(const void *a, const void *b)
{
    const struct bs_fate_message *x = a;
    const struct bs_fate_message *y = b;

    return (x->order > y->order) - (x->order < y->order);
}

/* To a copy that is kept over several savings, and from there into an empty
 * handle. */
static void through(struct bs_fates *fates, struct copy *copy)
{
    const struct bs_fate_sink sink = {.waiting = keep_waiting,
                                      .message = keep_message,
                                      .gone_waiting = lose_waiting,
                                      .gone_message = lose_message,
                                      .accepted = keep_accepted,
                                      .context = copy};
    struct bs_error err;

    assert_int_equal(bs_fates_save(fates, &sink, &err), BS_OK);
    bs_fates_saved(fates);
    bs_fates_clear(fates, bs_fates_key(fates));
    assert_int_equal(bs_fates_stats(fates).waiting, 0);
    qsort(copy->waiting, copy->waiting_count, sizeof *copy->waiting,
          by_waiting);
    qsort(copy->messages, copy->message_count, sizeof *copy->messages,
          by_message);
    for (size_t i = 0; i < copy->waiting_count; i++) {
        struct kept *kept = &copy->waiting[i];

        kept->put.domain.data = kept->domain;
        kept->put.class.data = kept->class;
        assert_int_equal(bs_fates_put_waiting(fates, &kept->put), BS_OK);
    }
    for (size_t i = 0; i < copy->message_count; i++)
        assert_int_equal(bs_fates_put_message(fates, &copy->messages[i]),
                         BS_OK);
    bs_fates_put_accepted(fates,
                          (struct bs_str){copy->accepted, copy->accepted_len});
}

static uint32_t next_random(uint32_t *random)
{
    *random = *random * 1664525U + 1013904223U;
    return *random >> 8;
}

/* Some line of a small world, in which ids and recipients come again. */
static void any_line(struct lab *lab, uint32_t *random)
{
    static const enum bs_outcome outcomes[] = {
        BS_DELIVERED, BS_DELIVERED, BS_DEFERRED, BS_DEFERRED,
        BS_DEFERRED,  BS_BOUNCED,   BS_EXPIRED};
    const uint32_t what = next_random(random) % 10;
    char id[8];
    char next[8];
    char recipient[8];
    struct bs_event event;

    lab->now += next_random(random) % (DAY / 2);
    (void)snprintf(id, sizeof id, "Q%u", next_random(random) % 40);
    (void)snprintf(next, sizeof next, "Q%u", next_random(random) % 40);
    (void)snprintf(recipient, sizeof recipient, "x@d%u",
                   next_random(random) % 4);
    if (what < 2) {
        note(lab, id, what == 0);
        return;
    }
    event = event_of(lab, outcomes[what - 2 < 7 ? what - 2 : 6], id,
                     what == 9 ? "" : recipient);
    event.next_id = bs_str_of(next);
    bs_fates_event(lab->fates, &event, tell, lab);
}

/* Saved and loaded at any moment, or never: the same. */
static void test_saved(void **state)
{
    static struct copy copy;
    const struct bs_fates_options options = {
        .key = 5, .max_waiting = 30, .max_messages = 10};
    struct lab a, b;
    uint32_t random = 1;

    (void)state;
    lab_open(&a, &options);
    lab_open(&b, &options);
    for (int i = 0; i < 20000; i++) {
        uint32_t same = random;

        any_line(&a, &random);
        any_line(&b, &same);
        if (next_random(&random) % 50 == 0)
            through(b.fates, &copy);
    }
    assert_true(a.told.len > 100000);
    assert_string_equal(bs_buf_text(&a.told), bs_buf_text(&b.told));
    assert_int_equal(bs_fates_stats(a.fates).waiting,
                     bs_fates_stats(b.fates).waiting);
    lab_close(&a);
    lab_close(&b);
}

/* Only what has changed is given. */
static void test_saved_changes(void **state)
{
    static struct copy copy;
    const struct bs_fate_sink sink = {.waiting = keep_waiting,
                                      .message = keep_message,
                                      .gone_waiting = lose_waiting,
                                      .gone_message = lose_message,
                                      .accepted = keep_accepted,
                                      .context = &copy};
    struct lab lab;
    struct bs_error err;

    (void)state;
    lab_open(&lab, &(struct bs_fates_options){0});
    happen(&lab, BS_DEFERRED, "A", "x@a");
    happen(&lab, BS_BOUNCED, "B", "x@a");
    assert_int_equal(bs_fates_save(lab.fates, &sink, &err), BS_OK);
    bs_fates_saved(lab.fates);
    assert_int_equal(copy.waiting_count, 1);
    assert_int_equal(copy.message_count, 1);
    assert_int_equal(copy.accepted_len, 0);
    copy.message_count = 0;
    note(&lab, "C", false);
    happen(&lab, BS_DELIVERED, "A", "x@a");
    assert_int_equal(bs_fates_save(lab.fates, &sink, &err), BS_OK);
    assert_int_equal(copy.waiting_count, 0);
    assert_int_equal(copy.message_count, 0);
    assert_true(copy.accepted_len > 0);
    lab_close(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_saved),
        cmocka_unit_test(test_saved_changes),
    };

    return cmocka_run_group_tests_name("fate_state", tests, NULL, NULL);
}
