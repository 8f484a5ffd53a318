/* SPDX-License-Identifier: MIT */
/*
 * fate - what becomes of recipients and messages, over all their attempts.
 *
 * Takes the events and notes of logs in their order, remembers what is still
 * open (recipients that were deferred, bounces on their way, messages that
 * have failed, queue ids that this host has given), and says of each event what
 * it means: see relayed in enum bs_outcome, and again, null_sender and first in
 * struct bs_event. Memory is bounded by the open queue and by limits.
 *
 * Recipients and messages are remembered as hashes with a secret key. The state
 * can be taken out and put back, so that reading in several runs is the same as
 * reading at once. One handle serves one thread at a time.
 */
#ifndef BOUNCESTAT_FATE_H
#define BOUNCESTAT_FATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/event.h"

struct bs_fates;

struct bs_fates_options {
    uint64_t key;        /* secret: ids and addresses are chosen by strangers */
    size_t max_waiting;  /* recipients; 0: 131072 */
    size_t max_messages; /* bounces on their way, and as many messages that have
                            failed; 0: 4096 */
};

struct bs_fates_stats {
    uint64_t waiting;   /* recipients now */
    uint64_t forgotten; /* recipients, because there were too many */
    uint64_t stale;     /* recipients, because nothing was heard of them */
};

#define BS_FATES_STALE INT64_C(2592000) /* 30 days, in seconds of log time */

/* On success *out is owned by the caller, who gives it to bs_fates_free().
 * Errors: BS_ENOMEM. */
BS_API BS_MUST_CHECK enum bs_status
bs_fates_new(struct bs_fates **out, const struct bs_fates_options *options,
             struct bs_error *err);

BS_API void bs_fates_note(struct bs_fates *fates, const struct bs_note *note);

/*
 * Sets the fate of a classified event, and gives it to on_event. An "expired" that
 * names no recipient becomes one for each recipient of its message that is
 * still open, if any is known: without an address, with its domain, and with
 * class, severity and provider of its last deferral. One that names its
 * recipient gets these, too. Slices live until on_event returns.
 */
BS_API void bs_fates_event(struct bs_fates *fates, struct bs_event *event,
                           bs_event_fn *on_event, void *context);

/* BS_ENOMEM if some fate is wrong since memory ran out; that stays. */
BS_API BS_MUST_CHECK enum bs_status
bs_fates_status(const struct bs_fates *fates, struct bs_error *err);

BS_API uint64_t bs_fates_key(const struct bs_fates *fates);

BS_API struct bs_fates_stats bs_fates_stats(const struct bs_fates *fates);

/* The state, in pieces. */
struct bs_fate_waiting {  /* a recipient that was deferred */
    uint64_t recipient;   /* hash of host, mta, queue id, address */
    uint64_t message;     /* hash of host, mta, queue id */
    uint64_t order;       /* of the last deferrals of all */
    int64_t since, last;  /* its deferrals, seconds UTC */
    struct bs_str domain; /* none: the address has none */
    struct bs_str class, severity, provider, masked; /* of the last one */
};

struct bs_fate_message {
    uint64_t message;
    uint64_t order; /* of all messages */
    int64_t last;   /* seconds UTC */
    bool null_sender;
    bool failed; /* for a recipient, at least */
    bool done;   /* no recipient of it is on its way */
};

struct bs_fate_sink { /* any but context may end the saving by a failure */
    enum bs_status (*waiting)(void *context, const struct bs_fate_waiting *put);
    enum bs_status (*message)(void *context, const struct bs_fate_message *put);
    enum bs_status (*gone_waiting)(void *context, uint64_t recipient);
    enum bs_status (*gone_message)(void *context, uint64_t message);
    enum bs_status (*accepted)(void *context, struct bs_str bytes);
    void *context;
};

/* Gives what has changed since the last bs_fates_saved(): first what is gone.
 * Errors: BS_ENOMEM as bs_fates_status(), those of the sink. */
BS_API BS_MUST_CHECK enum bs_status
bs_fates_save(struct bs_fates *fates, const struct bs_fate_sink *sink,
              struct bs_error *err);
BS_API void bs_fates_saved(struct bs_fates *fates);

/* Forgets all, takes another key, and puts a state back: waiting recipients and
 * messages in their order. Errors: BS_ENOMEM. */
BS_API void bs_fates_clear(struct bs_fates *fates, uint64_t key);
BS_API BS_MUST_CHECK enum bs_status
bs_fates_put_waiting(struct bs_fates *fates, const struct bs_fate_waiting *put);
BS_API BS_MUST_CHECK enum bs_status
bs_fates_put_message(struct bs_fates *fates, const struct bs_fate_message *put);
BS_API void bs_fates_put_accepted(struct bs_fates *fates, struct bs_str bytes);

/* NULL is allowed. */
BS_API void bs_fates_free(struct bs_fates *fates);

#endif
