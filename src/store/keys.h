/* SPDX-License-Identifier: MIT */
/*
 * keys - an event → the numbers under which the tally counts it.
 *
 * A bucket is an hour and the calendar day that it belongs to; a tag is a
 * combination of host, dialect, direction, outcome, codes, provider, class,
 * severity, masked text and what is known of the message. Both count from 0 on
 * in the order in which they are first seen, and so do texts, from 1 on.
 */
#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "bouncestat/event.h"
#include "tally/names.h"

#define BS_HOUR_SECONDS 3600
#define BS_QUARTER_SECONDS 900
#define BS_REPLIES_MAX 20000 /* masked replies that a database keeps */
#define BS_SENT_BITS 7
#define BS_JUDGED_BITS 10
#define BS_LABELS 64 /* a power of two */

struct bs_hour {
    int64_t start; /* unix seconds UTC */
    int64_t day;   /* since 1970-01-01, in the zone of reading */
};

enum bs_flag { BS_FLAG_AGAIN = 1, BS_FLAG_NULL_SENDER = 2, BS_FLAG_FIRST = 4 };

struct bs_tag {        /* 28 bytes without a hole: it is hashed and compared */
    uint32_t host;     /* number of a text; 0: none */
    uint32_t text;     /* number of a masked reply; 0: none */
    uint16_t mta;      /* number of a dialect; 0: none */
    uint16_t provider; /* numbers of labels; 0: none */
    uint16_t class;
    uint16_t severity;
    uint16_t code;
    uint16_t esc[3]; /* class, subject, detail */
    uint8_t direction;
    uint8_t outcome;
    uint16_t flags; /* of enum bs_flag */
};

struct bs_last_text { /* the same text comes again and again */
    uint32_t number;  /* 0: nothing is remembered */
    size_t len;
    char bytes[64];
};

struct bs_recent {  /* what a tag was made of that was asked for not long ago */
    uint64_t texts; /* numbers of host, dialect, provider; or the verdict */
    uint64_t codes; /* or, with a verdict, the host */
    uint32_t kind;  /* direction, outcome, flags */
    uint32_t number; /* tag + 1; 0: nothing is remembered */
};

struct bs_keys {
    int64_t (*to_day)(void *context, int64_t time);
    void *context;
    uint32_t max; /* of each kind before they are "many" */
    bool many;    /* time to forget them */
    struct bs_hash_key hash;
    struct bs_names hosts; /* valid UTF-8, like the dialects */
    struct bs_names mtas;
    struct bs_names labels;   /* providers, classes, severities */
    struct bs_names texts;    /* masked replies */
    struct bs_names tags;     /* bytes of struct bs_tag */
    struct bs_names hours;    /* bytes of struct bs_hour */
    struct bs_names quarters; /* of hours; bytes of an int64_t */
    uint32_t *quarter_bucket; /* by number of the quarter, less 1 */
    size_t quarter_room;
    int64_t last_quarter; /* its start */
    uint32_t last_bucket; /* of last_quarter; UINT32_MAX: none */
    struct bs_last_text host;
    struct bs_last_text mta;
    struct bs_last_text label[BS_LABELS];
    struct bs_recent sent[1 << BS_SENT_BITS]; /* few, and asked for mostly */
    struct bs_recent judged[1 << BS_JUDGED_BITS];
};

void bs_keys_init(struct bs_keys *keys, uint64_t seed);

/* For a quarter of an hour that is not that of the last call. */
bool bs_keys_new_bucket(struct bs_keys *keys, int64_t time, uint32_t *bucket);

/* false: memory ran out. */
static inline bool
bs_keys_bucket(struct bs_keys *keys, int64_t time, uint32_t *bucket)
{
    *bucket = keys->last_bucket;
    if ((uint64_t)time - (uint64_t)keys->last_quarter < BS_QUARTER_SECONDS &&
        *bucket != UINT32_MAX)
        return true;
    return bs_keys_new_bucket(keys, time, bucket);
}

bool bs_keys_tag(struct bs_keys *keys, const struct bs_event *event,
                 uint32_t *tag);

/* Days since 1970-01-01 of the date at a time, in the zone of reading. */
int64_t bs_keys_day(const struct bs_keys *keys, int64_t time);

/* Within its hour. */
static inline uint16_t bs_keys_second(int64_t time)
{
    const int64_t second = time % BS_HOUR_SECONDS;

    return (uint16_t)(second < 0 ? second + BS_HOUR_SECONDS : second);
}

static inline uint32_t bs_keys_tags(const struct bs_keys *keys)
{
    return keys->tags.count;
}

static inline uint32_t bs_keys_texts(const struct bs_keys *keys)
{
    return keys->texts.count;
}

static inline uint32_t bs_keys_buckets(const struct bs_keys *keys)
{
    return keys->hours.count;
}

struct bs_hour bs_keys_get_bucket(const struct bs_keys *keys, uint32_t bucket);
struct bs_tag bs_keys_get_tag(const struct bs_keys *keys, uint32_t tag);

/* The texts of a tag; none if there is none. */
struct bs_str bs_keys_host(const struct bs_keys *keys, struct bs_tag tag);
struct bs_str bs_keys_mta(const struct bs_keys *keys, struct bs_tag tag);

/* A masked reply by its number. */
struct bs_str bs_keys_text(const struct bs_keys *keys, uint32_t number);

/* The text of a label by its number. */
struct bs_str bs_keys_label(const struct bs_keys *keys, uint16_t number);

/* Forgets all and frees the memory; may be used again. */
void bs_keys_clear(struct bs_keys *keys);

#endif
