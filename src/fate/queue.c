/* SPDX-License-Identifier: MIT */
/*
 * queue - the messages and recipients that are remembered.
 *
 * Memory   Arrays that grow; what is forgotten is used again. Nothing is
 *          allocated for a recipient that is not deferred.
 * Errors   When memory runs out, queue->failed says so.
 */
#include "fate/queue.h"

#include "base/alloc.h"

#define LINKS(array, member)                                                   \
    ((struct bs_links){(array) != NULL ? &(array)->member : NULL,              \
                       sizeof *(array)})

void bs_queue_init(struct bs_queue *queue)
{
    queue->unused_message = BS_NONE;
    queue->unused_waiting = BS_NONE;
    for (int i = 0; i < BS_LISTS; i++)
        queue->lists[i] = BS_LIST_EMPTY;
    queue->ages = BS_LIST_EMPTY;
    bs_reasons_init(&queue->reasons);
}

void bs_queue_clear(struct bs_queue *queue)
{
    struct bs_queue empty = {.hash = queue->hash,
                             .max_waiting = queue->max_waiting,
                             .max_messages = queue->max_messages,
                             .forgotten = queue->forgotten,
                             .stale = queue->stale};

    bs_free(queue->messages);
    bs_free(queue->waiting);
    bs_free(queue->gone_messages.keys);
    bs_free(queue->gone_waiting.keys);
    bs_index_clear(&queue->message_index);
    bs_index_clear(&queue->waiting_index);
    bs_reasons_clear(&queue->reasons);
    *queue = empty;
    bs_queue_init(queue);
}

static void add_gone(struct bs_queue *queue, struct bs_gone *gone, uint64_t key)
{
    uint64_t *keys =
        bs_grow(gone->keys, &gone->room, gone->count, sizeof *keys);

    if (keys == NULL) {
        queue->failed = true;
        return;
    }
    gone->keys = keys;
    keys[gone->count++] = key;
}

/* --- messages --- */

static uint32_t new_message(struct bs_queue *queue)
{
    uint32_t place = queue->unused_message;
    struct bs_message *grown;

    if (place != BS_NONE) {
        queue->unused_message = queue->messages[place].link.behind;
        return place;
    }
    grown = bs_grow(queue->messages, &queue->message_room, queue->message_count,
                    sizeof *grown);
    if (grown == NULL)
        return BS_NONE;
    queue->messages = grown;
    return (uint32_t)queue->message_count++;
}

uint32_t bs_queue_message_add(struct bs_queue *queue, uint64_t key)
{
    uint32_t place = bs_queue_message(queue, key);

    if (place != BS_NONE)
        return place;
    if (bs_index_reserve(&queue->message_index))
        place = new_message(queue);
    if (place == BS_NONE) {
        queue->failed = true;
        return BS_NONE;
    }
    queue->messages[place] = (struct bs_message){
        .key = key, .open = BS_LIST_EMPTY, .list = BS_UNLISTED};
    bs_index_add(&queue->message_index, key, place);
    return place;
}

static void unlist(struct bs_queue *queue, uint32_t place)
{
    struct bs_message *message = &queue->messages[place];

    if (message->list != BS_UNLISTED)
        bs_list_remove(&queue->lists[message->list],
                       LINKS(queue->messages, link), place);
    message->list = BS_UNLISTED;
}

static void forget_message(struct bs_queue *queue, uint32_t place)
{
    struct bs_message *message = &queue->messages[place];

    unlist(queue, place);
    bs_index_remove(&queue->message_index, message->key);
    if (message->stored)
        add_gone(queue, &queue->gone_messages, message->key);
    *message = (struct bs_message){
        .link = {.before = BS_NONE, .behind = queue->unused_message}};
    queue->unused_message = place;
}

static enum bs_message_list list_of(const struct bs_message *message)
{
    if (message->open.count > 0)
        return BS_UNLISTED;
    return message->failed || message->done ? BS_DONE : BS_ON_ITS_WAY;
}

void bs_queue_settle(struct bs_queue *queue, uint32_t place, int64_t time)
{
    struct bs_message *message = &queue->messages[place];
    enum bs_message_list list = list_of(message);
    struct bs_list *to;

    if (message->open.count == 0 && !message->failed && !message->null_sender) {
        forget_message(queue, place);
        return;
    }
    if (list == message->list)
        return;
    unlist(queue, place);
    message->last = time;
    message->list = list;
    message->changed = true;
    message->order = ++queue->order;
    if (list == BS_UNLISTED)
        return;
    to = &queue->lists[list];
    bs_list_append(to, LINKS(queue->messages, link), place);
    if (to->count > queue->max_messages) {
        forget_message(queue, to->first);
        /* The next that will be forgotten, at which nobody looks till then. */
        message = &queue->messages[to->first];
        bs_index_fetch(&queue->message_index, message->key);
        if (message->link.behind != BS_NONE)
            __builtin_prefetch(&queue->messages[message->link.behind]);
    }
}

/* --- recipients --- */

uint32_t bs_queue_waiting(const struct bs_queue *queue, uint64_t key)
{
    return bs_index_find(&queue->waiting_index, key);
}

const struct bs_reason_texts *
bs_queue_why(const struct bs_queue *queue, uint32_t waiting)
{
    return &queue->reasons.items[queue->waiting[waiting].reason].texts;
}

static uint32_t new_waiting(struct bs_queue *queue)
{
    uint32_t place = queue->unused_waiting;
    struct bs_waiting *grown;

    if (place != BS_NONE) {
        queue->unused_waiting = queue->waiting[place].age.behind;
        return place;
    }
    grown = bs_grow(queue->waiting, &queue->waiting_room, queue->waiting_count,
                    sizeof *grown);
    if (grown == NULL)
        return BS_NONE;
    queue->waiting = grown;
    return (uint32_t)queue->waiting_count++;
}

static void take_from_lists(struct bs_queue *queue, uint32_t place)
{
    const struct bs_waiting *waiting = &queue->waiting[place];

    bs_list_remove(&queue->ages, LINKS(queue->waiting, age), place);
    bs_list_remove(&queue->messages[waiting->message].open,
                   LINKS(queue->waiting, same), place);
}

static void append_to_lists(struct bs_queue *queue, uint32_t place)
{
    const struct bs_waiting *waiting = &queue->waiting[place];

    bs_list_append(&queue->ages, LINKS(queue->waiting, age), place);
    bs_list_append(&queue->messages[waiting->message].open,
                   LINKS(queue->waiting, same), place);
}

void bs_queue_leave(struct bs_queue *queue, uint32_t place)
{
    struct bs_waiting *waiting = &queue->waiting[place];

    take_from_lists(queue, place);
    bs_index_remove(&queue->waiting_index, waiting->key);
    bs_reasons_leave(&queue->reasons, waiting->reason);
    if (waiting->stored)
        add_gone(queue, &queue->gone_waiting, waiting->key);
    *waiting = (struct bs_waiting){
        .age = {.before = BS_NONE, .behind = queue->unused_waiting}};
    queue->unused_waiting = place;
}

static void forget_oldest(struct bs_queue *queue)
{
    uint32_t oldest = queue->ages.first;
    uint32_t message = queue->waiting[oldest].message;
    int64_t last = queue->waiting[oldest].last;

    bs_queue_leave(queue, oldest);
    bs_queue_settle(queue, message, last);
}

void bs_queue_age(struct bs_queue *queue, int64_t time)
{
    while (bs_queue_is_stale(queue, time)) {
        forget_oldest(queue);
        queue->stale++;
    }
}

/* A recipient that has not waited before; BS_NONE if memory ran out. */
static uint32_t add_waiting(struct bs_queue *queue, const struct bs_wait *wait)
{
    uint32_t message;
    uint32_t place;

    if (queue->ages.count >= queue->max_waiting) {
        forget_oldest(queue);
        queue->forgotten++;
    }
    if (!bs_index_reserve(&queue->waiting_index))
        return BS_NONE;
    place = new_waiting(queue);
    if (place == BS_NONE)
        return BS_NONE;
    message = bs_queue_message_add(queue, wait->message);
    if (message == BS_NONE) {
        queue->waiting[place].age.behind = queue->unused_waiting;
        queue->unused_waiting = place;
        return BS_NONE;
    }
    queue->waiting[place] = (struct bs_waiting){
        .key = wait->recipient, .since = wait->time, .message = message};
    bs_index_add(&queue->waiting_index, wait->recipient, place);
    append_to_lists(queue, place);
    bs_queue_settle(queue, message, wait->time);
    return place;
}

void bs_queue_defer(struct bs_queue *queue, const struct bs_wait *wait,
                    bool *again)
{
    uint32_t place = bs_queue_waiting(queue, wait->recipient);
    uint32_t reason = bs_reasons_use(&queue->reasons, queue->hash, &wait->why);
    struct bs_waiting *waiting;

    *again = place != BS_NONE;
    if (reason != BS_NONE && !*again)
        place = add_waiting(queue, wait);
    if (reason == BS_NONE || place == BS_NONE) {
        if (reason != BS_NONE)
            bs_reasons_leave(&queue->reasons, reason);
        queue->failed = true;
        return;
    }
    waiting = &queue->waiting[place];
    if (*again) {
        bs_reasons_leave(&queue->reasons, waiting->reason);
        take_from_lists(queue, place);
        append_to_lists(queue, place);
    }
    waiting->reason = reason;
    waiting->last = wait->time;
    waiting->order = ++queue->order;
    waiting->changed = true;
}
