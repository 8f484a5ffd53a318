/* SPDX-License-Identifier: MIT */
/* fate_lab - the fates of events that a test makes up, as one text. */
#ifndef TESTS_FATE_LAB_H
#define TESTS_FATE_LAB_H

#include "cases.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "bouncestat/fate.h"

#define DAY 86400
#define VERDICT 7 /* of all events, to begin with */

struct lab {
    struct bs_fates *fates;
    struct bs_buf told; /* "outcome domain class flags;" of each event */
    int64_t now;
};

static inline void
lab_open(struct lab *lab, const struct bs_fates_options *options)
{
    struct bs_error err;

    *lab = (struct lab){.now = 1000};
    bs_buf_init(&lab->told, (size_t)1 << 20);
    assert_int_equal(bs_fates_new(&lab->fates, options, &err), BS_OK);
}

static inline void lab_close(struct lab *lab)
{
    assert_int_equal(bs_fates_status(lab->fates, NULL), BS_OK);
    bs_fates_free(lab->fates);
    bs_buf_clear(&lab->told);
}

static inline void tell(void *context, struct bs_event *event)
{
    struct lab *lab = context;
    const bool charged = event->outcome == BS_EXPIRED &&
                         !bs_str_eq(event->class, BS_STR("expired"));

    assert_int_equal(event->verdict, charged ? 0 : VERDICT);
    bs_buf_print(&lab->told, "%s %.*s %.*s%s%s%s;",
                 bs_outcome_text(event->outcome), BS_ARG(event->domain),
                 BS_ARG(event->class), event->again ? " again" : "",
                 event->null_sender ? " null" : "",
                 event->first ? " first" : "");
}

/* An event of a recipient "x@D"; an empty one is none. */
static inline struct bs_event event_of(const struct lab *lab,
                                       enum bs_outcome outcome, const char *id,
                                       const char *recipient)
{
    const char *at = strchr(recipient, '@');

    return (struct bs_event){
        .time = lab->now,
        .outcome = outcome,
        .host = BS_STR("mx1"),
        .mta = BS_STR("postfix"),
        .queue_id = bs_str_of(id),
        .recipient =
            *recipient != '\0' ? bs_str_of(recipient) : (struct bs_str){0},
        .domain = at != NULL ? bs_str_of(at + 1) : (struct bs_str){0},
        .verdict = VERDICT,
        .class = outcome == BS_EXPIRED    ? BS_STR("expired")
                 : outcome == BS_DEFERRED ? BS_STR("unreachable")
                 : outcome == BS_BOUNCED  ? BS_STR("user_unknown")
                                          : (struct bs_str){0}};
}

static inline void happen(struct lab *lab, enum bs_outcome outcome,
                          const char *id, const char *recipient)
{
    struct bs_event event = event_of(lab, outcome, id, recipient);

    bs_fates_event(lab->fates, &event, tell, lab);
}

static inline void note(struct lab *lab, const char *id, bool null_sender)
{
    const struct bs_note said = {.time = lab->now,
                                 .host = BS_STR("mx1"),
                                 .mta = BS_STR("postfix"),
                                 .queue_id = bs_str_of(id),
                                 .accepted = !null_sender,
                                 .null_sender = null_sender};

    bs_fates_note(lab->fates, &said);
}

static inline void expect(struct lab *lab, const char *told)
{
    assert_string_equal(bs_buf_text(&lab->told), told);
    bs_buf_reset(&lab->told);
}

#endif
