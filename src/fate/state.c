/* SPDX-License-Identifier: MIT */
/* state - takes out what is remembered, and puts it back. */
#include <string.h>

#include "base/fail.h"
#include "fate/fates.h"

static enum bs_status
save_gone(const struct bs_gone *gone, void *context,
          enum bs_status (*save)(void *context, uint64_t key))
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < gone->count && status == BS_OK; i++)
        status = save(context, gone->keys[i]);
    return status;
}

static enum bs_status
save_waiting(const struct bs_queue *queue, const struct bs_fate_sink *sink)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < queue->waiting_count && status == BS_OK; i++) {
        const struct bs_waiting *waiting = &queue->waiting[i];
        const struct bs_str *why;
        struct bs_fate_waiting put;

        if (!waiting->changed)
            continue;
        why = bs_queue_why(queue, (uint32_t)i)->texts;
        put = (struct bs_fate_waiting){
            .recipient = waiting->key,
            .message = queue->messages[waiting->message].key,
            .order = waiting->order,
            .since = waiting->since,
            .last = waiting->last,
            .domain = why[BS_REASON_DOMAIN],
            .class = why[BS_REASON_CLASS],
            .severity = why[BS_REASON_SEVERITY],
            .provider = why[BS_REASON_PROVIDER],
            .masked = why[BS_REASON_MASKED]};
        status = sink->waiting(sink->context, &put);
    }
    return status;
}

/* A message that only waits is told by its recipients. */
static bool is_saved(const struct bs_message *message)
{
    return message->null_sender || message->failed;
}

static enum bs_status
save_messages(const struct bs_queue *queue, const struct bs_fate_sink *sink)
{
    enum bs_status status = BS_OK;

    for (size_t i = 0; i < queue->message_count && status == BS_OK; i++) {
        const struct bs_message *message = &queue->messages[i];
        struct bs_fate_message put = {.message = message->key,
                                      .order = message->order,
                                      .last = message->last,
                                      .null_sender = message->null_sender,
                                      .failed = message->failed,
                                      .done = message->done};

        if (message->changed && is_saved(message))
            status = sink->message(sink->context, &put);
    }
    return status;
}

enum bs_status bs_fates_save(struct bs_fates *fates,
                             const struct bs_fate_sink *sink,
                             struct bs_error *err)
{
    const struct bs_queue *queue = &fates->queue;
    enum bs_status status = bs_fates_status(fates, err);

    if (status == BS_OK)
        status =
            save_gone(&queue->gone_waiting, sink->context, sink->gone_waiting);
    if (status == BS_OK)
        status =
            save_gone(&queue->gone_messages, sink->context, sink->gone_message);
    if (status == BS_OK)
        status = save_waiting(queue, sink);
    if (status == BS_OK)
        status = save_messages(queue, sink);
    bs_accepted_settle(&fates->accepted);
    if (status == BS_OK && fates->accepted_changed)
        status = sink->accepted(
            sink->context, (struct bs_str){(const char *)fates->accepted.sets,
                                           sizeof fates->accepted.sets});
    return status;
}

void bs_fates_saved(struct bs_fates *fates)
{
    struct bs_queue *queue = &fates->queue;

    queue->gone_waiting.count = 0;
    queue->gone_messages.count = 0;
    for (size_t i = 0; i < queue->waiting_count; i++) {
        queue->waiting[i].stored = queue->waiting[i].key != 0;
        queue->waiting[i].changed = false;
    }
    for (size_t i = 0; i < queue->message_count; i++) {
        queue->messages[i].stored = is_saved(&queue->messages[i]);
        queue->messages[i].changed = false;
    }
    fates->accepted_changed = false;
}

static void keep_order(struct bs_queue *queue, uint64_t before, uint64_t order)
{
    queue->order = order > before ? order : before;
}

enum bs_status
bs_fates_put_waiting(struct bs_fates *fates, const struct bs_fate_waiting *put)
{
    struct bs_queue *queue = &fates->queue;
    const uint64_t before = queue->order;
    const struct bs_wait wait = {
        .recipient = put->recipient,
        .message = put->message,
        .time = put->last,
        .why.texts = {[BS_REASON_DOMAIN] = put->domain,
                      [BS_REASON_CLASS] = put->class,
                      [BS_REASON_SEVERITY] = put->severity,
                      [BS_REASON_PROVIDER] = put->provider,
                      [BS_REASON_MASKED] = put->masked}};
    struct bs_waiting *waiting;
    bool again;

    bs_queue_defer(queue, &wait, &again);
    if (queue->failed)
        return BS_ENOMEM;
    waiting = &queue->waiting[bs_queue_waiting(queue, put->recipient)];
    waiting->since = put->since;
    waiting->order = put->order;
    waiting->changed = false;
    waiting->stored = true;
    keep_order(queue, before, put->order);
    return BS_OK;
}

enum bs_status
bs_fates_put_message(struct bs_fates *fates, const struct bs_fate_message *put)
{
    struct bs_queue *queue = &fates->queue;
    const uint64_t before = queue->order;
    uint32_t place = bs_queue_message_add(queue, put->message);
    struct bs_message *message;

    if (place == BS_NONE)
        return BS_ENOMEM;
    message = &queue->messages[place];
    message->null_sender = put->null_sender;
    message->failed = put->failed;
    message->done = put->done;
    message->stored = true;
    bs_queue_settle(queue, place, put->last);
    message->order = put->order;
    message->last = put->last;
    message->changed = false;
    keep_order(queue, before, put->order);
    return BS_OK;
}

void bs_fates_put_accepted(struct bs_fates *fates, struct bs_str bytes)
{
    if (bytes.len == sizeof fates->accepted.sets)
        memcpy(fates->accepted.sets, bytes.data, bytes.len);
}
