/* SPDX-License-Identifier: MIT */
/*
 * queue - the messages and recipients that are remembered. Knows: base.
 *
 * A message is remembered as long as a recipient of it waits; and, if it is a
 * bounce or has failed, in one of two lists of a limited length: those that are
 * still on their way, and those that are done.
 */
#ifndef FATE_QUEUE_H
#define FATE_QUEUE_H

#include "bouncestat/fate.h"
#include "fate/list.h"
#include "fate/reasons.h"

enum bs_message_list {
    BS_ON_ITS_WAY,
    BS_DONE,
    BS_LISTS,
    BS_UNLISTED = BS_LISTS
};

struct bs_message {
    uint64_t key; /* 0: free */
    uint64_t order;
    int64_t last;        /* seconds UTC */
    struct bs_list open; /* its recipients that wait */
    struct bs_link link; /* in its list; of a free one the next */
    enum bs_message_list list;
    bool null_sender;
    bool failed;
    bool done;
    bool changed; /* since it was saved */
    bool stored;  /* it was saved */
};

struct bs_waiting { /* a recipient */
    uint64_t key;   /* 0: free */
    uint64_t order;
    int64_t since;
    int64_t last;
    uint32_t message;
    uint32_t reason;
    struct bs_link age;  /* among all; of a free one the next */
    struct bs_link same; /* among those of the message */
    bool changed;
    bool stored;
};

struct bs_gone { /* hashes of what was saved and is no more */
    uint64_t *keys;
    size_t room;
    size_t count;
};

struct bs_queue {
    struct bs_message *messages;
    size_t message_room;
    size_t message_count;
    uint32_t unused_message;
    struct bs_index message_index;
    struct bs_list lists[BS_LISTS];
    struct bs_waiting *waiting;
    size_t waiting_room;
    size_t waiting_count;
    uint32_t unused_waiting;
    struct bs_index waiting_index;
    struct bs_list ages;
    struct bs_reasons reasons;
    struct bs_gone gone_messages;
    struct bs_gone gone_waiting;
    uint64_t order;                 /* that was given last */
    const struct bs_hash_key *hash; /* of reasons */
    size_t max_waiting;
    size_t max_messages; /* of each list */
    bool failed;         /* memory ran out */
    uint64_t forgotten;
    uint64_t stale;
};

/* Begins zeroed but for key and limits. */
void bs_queue_init(struct bs_queue *queue);
/* Forgets all but these. */
void bs_queue_clear(struct bs_queue *queue);

/* BS_NONE, if it is not remembered. */
static inline uint32_t
bs_queue_message(const struct bs_queue *queue, uint64_t key)
{
    return bs_index_find(&queue->message_index, key);
}

/* The message of that hash, remembered from now on; BS_NONE if memory ran out.
 * To be followed by bs_queue_settle() in any case. */
uint32_t bs_queue_message_add(struct bs_queue *queue, uint64_t key);

/* Puts a message where it belongs after a change, or forgets it. */
void bs_queue_settle(struct bs_queue *queue, uint32_t place, int64_t time);

/* BS_NONE, if no recipient of that hash waits. */
uint32_t bs_queue_waiting(const struct bs_queue *queue, uint64_t key);

struct bs_wait { /* what is remembered of a deferral */
    uint64_t recipient;
    uint64_t message;
    int64_t time;
    struct bs_reason_texts why;
};

/* Remembers a deferral; *again if there was one before. */
void bs_queue_defer(struct bs_queue *queue, const struct bs_wait *wait,
                    bool *again);

/* Forgets a recipient. The message is to be settled by the caller. */
void bs_queue_leave(struct bs_queue *queue, uint32_t place);

/* Was nothing heard of the oldest recipient for too long at this time? */
static inline bool bs_queue_is_stale(const struct bs_queue *queue, int64_t time)
{
    return queue->ages.first != BS_NONE &&
           time - queue->waiting[queue->ages.first].last > BS_FATES_STALE;
}

/* Forgets recipients of which nothing was heard for too long at this time. */
void bs_queue_age(struct bs_queue *queue, int64_t time);

const struct bs_reason_texts *
bs_queue_why(const struct bs_queue *queue, uint32_t waiting);

/* Forgets what is gone and that anything has changed. */
void bs_queue_saved(struct bs_queue *queue);

/* Puts back what was saved, in its order. */
void bs_queue_put_waiting(struct bs_queue *queue,
                          const struct bs_fate_waiting *put);
void bs_queue_put_message(struct bs_queue *queue,
                          const struct bs_fate_message *put);

#endif
