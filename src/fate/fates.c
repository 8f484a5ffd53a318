/* SPDX-License-Identifier: MIT */
/*
 * fates - what becomes of recipients and messages, over all their attempts.
 *
 * A message is told by a keyed hash of log host, mail program and queue id, a
 * recipient by one of that and the address as it was logged. A queue id that
 * this host has given is told by one of host and id alone: the next hop may be
 * another mail program.
 */
#include "fate/fates.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/number.h"

#define MAX_WAITING 131072
#define MAX_MESSAGES 4096

enum bs_status bs_fates_new(struct bs_fates **out,
                            const struct bs_fates_options *options,
                            struct bs_error *err)
{
    struct bs_fates *fates = bs_new(1, sizeof *fates);

    *out = fates;
    if (fates == NULL)
        return bs_fail_memory(err);
    fates->queue.hash = &fates->hash;
    fates->queue.max_waiting =
        options->max_waiting != 0 ? options->max_waiting : MAX_WAITING;
    fates->queue.max_messages =
        options->max_messages != 0 ? options->max_messages : MAX_MESSAGES;
    bs_fates_clear(fates, options->key);
    return BS_OK;
}

void bs_fates_clear(struct bs_fates *fates, uint64_t key)
{
    fates->key = key;
    bs_hash_key_init(&fates->hash, key);
    fates->log.host_len = SIZE_MAX;
    bs_queue_clear(&fates->queue);
    memset(&fates->accepted, 0, sizeof fates->accepted);
    fates->accepted_changed = false;
}

void bs_fates_free(struct bs_fates *fates)
{
    if (fates == NULL)
        return;
    bs_queue_clear(&fates->queue);
    bs_free(fates);
}

enum bs_status
bs_fates_status(const struct bs_fates *fates, struct bs_error *err)
{
    return fates->queue.failed ? bs_fail_memory(err) : BS_OK;
}

uint64_t bs_fates_key(const struct bs_fates *fates)
{
    return fates->key;
}

struct bs_fates_stats bs_fates_stats(const struct bs_fates *fates)
{
    return (struct bs_fates_stats){.waiting = fates->queue.ages.count,
                                   .forgotten = fates->queue.forgotten,
                                   .stale = fates->queue.stale};
}

/* Of a text that belongs to what has the hash parent; not 0, which means none.
 */
static inline uint64_t
hash_of(const struct bs_fates *fates, uint64_t parent, struct bs_str text)
{
    uint64_t hash = bs_hash_wide(&fates->hash, text) +
                    parent * UINT64_C(0x9E3779B97F4A7C15);

    return hash != 0 ? hash : 1;
}

/* Lines in a row are mostly of one log: its hash is remembered. */
static inline const struct bs_log *
find_log(struct bs_fates *fates, struct bs_str host, struct bs_str mta)
{
    struct bs_log *log = &fates->log;

    if (host.len == log->host_len && mta.data == log->mta.data &&
        bs_same_bytes(host.data, log->host, host.len))
        return log;
    log->host_len = SIZE_MAX;
    if (host.len <= sizeof log->host) {
        if (host.len > 0)
            memcpy(log->host, host.data, host.len);
        log->host_len = host.len;
    }
    log->mta = mta;
    log->host_hash = hash_of(fates, 0, host);
    log->hash = hash_of(fates, log->host_hash, mta);
    return log;
}

/* A remembered message, or BS_NONE if the id must be that of another one: so
 * much time has passed. */
static uint32_t
check_message(struct bs_fates *fates, uint32_t place, int64_t time)
{
    struct bs_message *message = &fates->queue.messages[place];

    if (message->open.count > 0 || time - message->last <= BS_FATES_STALE)
        return place;
    message->null_sender = false;
    message->failed = false;
    bs_queue_settle(&fates->queue, place, time);
    return BS_NONE;
}

void bs_fates_note(struct bs_fates *fates, const struct bs_note *note)
{
    const struct bs_log *log = find_log(fates, note->host, note->mta);
    struct bs_queue *queue = &fates->queue;
    uint64_t key;
    uint32_t place;

    if (note->accepted) {
        bs_accepted_add(&fates->accepted,
                        hash_of(fates, log->host_hash, note->queue_id));
        fates->accepted_changed = true;
    }
    if (!note->null_sender)
        return;
    key = hash_of(fates, log->hash, note->queue_id);
    place = bs_queue_message(queue, key);
    if (place != BS_NONE)
        place = check_message(fates, place, note->time);
    if (place == BS_NONE)
        place = bs_queue_message_add(queue, key);
    if (place == BS_NONE)
        return;
    queue->messages[place].changed |= !queue->messages[place].null_sender;
    queue->messages[place].null_sender = true;
    bs_queue_settle(queue, place, note->time);
}

struct judged { /* an event that is being looked at */
    struct bs_fates *fates;
    struct bs_event *event;
    uint64_t message_key;
    uint32_t message; /* BS_NONE: not remembered */
    bs_event_fn *on_event;
    void *context;
};

static uint64_t recipient_key(const struct judged *judged)
{
    return hash_of(judged->fates, judged->message_key,
                   judged->event->recipient);
}

static void tell(struct judged *judged)
{
    judged->on_event(judged->context, judged->event);
}

/* The class is that of the reason, not "expired". */
static void charge(struct bs_event *event, const struct bs_reason_texts *why)
{
    if (why->texts[BS_REASON_CLASS].data == NULL)
        return;
    event->class = why->texts[BS_REASON_CLASS];
    event->severity = why->texts[BS_REASON_SEVERITY];
    event->provider = why->texts[BS_REASON_PROVIDER];
    event->masked = why->texts[BS_REASON_MASKED];
    event->verdict = 0;
}

/* As much of a reply as is kept, whole characters of UTF-8. */
static struct bs_str cut(struct bs_str text)
{
    if (text.len <= BS_REASON_MASKED_MAX)
        return text;
    text.len = BS_REASON_MASKED_MAX;
    while (text.len > 0 && ((unsigned char)text.data[text.len] & 0xC0) == 0x80)
        text.len--;
    return text;
}

static void defer(struct judged *judged)
{
    const struct bs_event *event = judged->event;
    const struct bs_wait wait = {
        .recipient = recipient_key(judged),
        .message = judged->message_key,
        .time = event->time,
        .why.verdict = event->verdict,
        .why.texts = {[BS_REASON_DOMAIN] = event->domain,
                      [BS_REASON_CLASS] = event->class,
                      [BS_REASON_SEVERITY] = event->severity,
                      [BS_REASON_PROVIDER] = event->provider,
                      [BS_REASON_MASKED] = cut(event->masked)}};

    if (event->recipient.data != NULL)
        bs_queue_defer(&judged->fates->queue, &wait, &judged->event->again);
    tell(judged);
}

/* Is it the first failure of its message? */
static void fail(struct judged *judged)
{
    struct bs_queue *queue = &judged->fates->queue;
    struct bs_message *message;

    if (judged->message == BS_NONE)
        judged->message = bs_queue_message_add(queue, judged->message_key);
    if (judged->message == BS_NONE)
        return;
    message = &queue->messages[judged->message];
    judged->event->first = !message->failed;
    message->changed |= !message->failed;
    message->failed = true;
}

/* The end of one recipient, which waited or did not. */
static void end(struct judged *judged, uint32_t waiting)
{
    struct bs_queue *queue = &judged->fates->queue;
    struct bs_event *event = judged->event;
    const bool failed =
        event->outcome == BS_BOUNCED || event->outcome == BS_EXPIRED;

    event->again = waiting != BS_NONE;
    event->first = false;
    if (failed)
        fail(judged);
    if (waiting != BS_NONE && event->outcome == BS_EXPIRED)
        charge(event, bs_queue_why(queue, waiting));
    tell(judged);
    if (waiting != BS_NONE)
        bs_queue_leave(queue, waiting);
}

/* All recipients that are left. */
static void expire(struct judged *judged)
{
    struct bs_queue *queue = &judged->fates->queue;

    if (judged->message == BS_NONE ||
        queue->messages[judged->message].open.count == 0) {
        end(judged, BS_NONE);
        return;
    }
    while (queue->messages[judged->message].open.count > 0) {
        uint32_t waiting = queue->messages[judged->message].open.first;

        judged->event->domain =
            bs_queue_why(queue, waiting)->texts[BS_REASON_DOMAIN];
        end(judged, waiting);
    }
}

static void settle(struct judged *judged)
{
    struct bs_queue *queue = &judged->fates->queue;
    struct bs_message *message;

    if (judged->message == BS_NONE)
        return;
    message = &queue->messages[judged->message];
    if (message->null_sender && message->open.count == 0 && !message->done) {
        message->done = true;
        message->changed = true;
    }
    bs_queue_settle(queue, judged->message, judged->event->time);
}

static void judge(struct judged *judged)
{
    struct bs_queue *queue = &judged->fates->queue;
    const struct bs_event *event = judged->event;
    uint32_t waiting = BS_NONE;

    if (event->outcome == BS_EXPIRED && event->recipient.data == NULL) {
        expire(judged);
    } else {
        if (judged->message != BS_NONE &&
            queue->messages[judged->message].open.count > 0)
            waiting = bs_queue_waiting(queue, recipient_key(judged));
        end(judged, waiting);
    }
    settle(judged);
}

/* Does the reply name a queue id that this host has given? */
static bool is_hand_over(struct bs_fates *fates, const struct bs_log *log,
                         const struct bs_event *event)
{
    return event->outcome == BS_DELIVERED && event->next_id.data != NULL &&
           bs_accepted_has(&fates->accepted,
                           hash_of(fates, log->host_hash, event->next_id)) &&
           !bs_str_eq(event->next_id, event->queue_id);
}

/* A message that is remembered, or will be. Kept out of its caller, whose
 * frame would grow for it. */
__attribute__((noinline)) static void
judge_known(struct bs_fates *fates, struct bs_event *event, uint64_t key,
            uint32_t message, bs_event_fn *on_event, void *context)
{
    struct judged judged = {.fates = fates,
                            .event = event,
                            .message_key = key,
                            .message = message,
                            .on_event = on_event,
                            .context = context};

    if (message != BS_NONE)
        event->null_sender = fates->queue.messages[message].null_sender;
    if (event->outcome == BS_DEFERRED)
        defer(&judged);
    else
        judge(&judged);
}

void bs_fates_event(struct bs_fates *fates, struct bs_event *event,
                    bs_event_fn *on_event, void *context)
{
    const struct bs_log *log;
    uint64_t key;
    uint32_t message;

    event->again = false;
    event->null_sender = false;
    event->first = false;
    if (event->direction != BS_OUT || event->queue_id.data == NULL) {
        on_event(context, event);
        return;
    }
    log = find_log(fates, event->host, event->mta);
    if (bs_queue_is_stale(&fates->queue, event->time))
        bs_queue_age(&fates->queue, event->time);
    if (is_hand_over(fates, log, event))
        event->outcome = BS_RELAYED;
    key = hash_of(fates, log->hash, event->queue_id);
    message = bs_queue_message(&fates->queue, key);
    if (message != BS_NONE)
        message = check_message(fates, message, event->time);
    if (message == BS_NONE &&
        (event->outcome == BS_DELIVERED || event->outcome == BS_RELAYED))
        on_event(context, event); /* nearly all */
    else
        judge_known(fates, event, key, message, on_event, context);
}
