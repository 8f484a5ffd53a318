/* SPDX-License-Identifier: MIT */
/*
 * keys - an event → the numbers under which the tally counts it.
 *
 * The day is asked for once in a quarter of an hour of log time: no zone
 * changes its offset within one.
 *
 * Limits   Strangers can choose codes and replies, so there may be very many
 *          tags; when there are too many of a kind, "many" says so.
 */
#include "store/keys.h"

#include <string.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/number.h"
#include "store/text.h"

#define MANY 65536
#define TEXTS_MAX ((size_t)4 * 1024 * 1024) /* bytes */
#define NO_BUCKET UINT32_MAX

_Static_assert(sizeof(struct bs_tag) == 28, "a hole would be compared");
_Static_assert(sizeof(struct bs_hour) == 16, "a hole would be compared");

void bs_keys_init(struct bs_keys *keys, uint64_t seed)
{
    bs_hash_key_init(&keys->hash, seed);
    bs_names_init(&keys->hosts);
    bs_names_init(&keys->mtas);
    bs_names_init(&keys->labels);
    bs_names_init(&keys->texts);
    bs_names_init(&keys->tags);
    bs_names_init(&keys->hours);
    bs_names_init(&keys->quarters);
    keys->max = MANY;
    keys->last_bucket = NO_BUCKET;
}

void bs_keys_clear(struct bs_keys *keys)
{
    bs_names_clear(&keys->hosts);
    bs_names_clear(&keys->mtas);
    bs_names_clear(&keys->labels);
    bs_names_clear(&keys->texts);
    bs_names_clear(&keys->tags);
    bs_names_clear(&keys->hours);
    bs_names_clear(&keys->quarters);
    bs_free(keys->quarter_bucket);
    keys->quarter_bucket = NULL;
    keys->quarter_room = 0;
    keys->last_bucket = NO_BUCKET;
    keys->host.number = 0;
    keys->mta.number = 0;
    memset(keys->label, 0, sizeof keys->label);
    memset(keys->recent, 0, sizeof keys->recent);
    keys->many = false;
}

static int64_t floor_to(int64_t time, int64_t unit)
{
    const int64_t rest = time % unit;

    return time - (rest < 0 ? rest + unit : rest);
}

static struct bs_str bytes_of(const void *data, size_t len)
{
    return (struct bs_str){data, len};
}

static uint32_t
intern(struct bs_keys *keys, struct bs_names *names, struct bs_str text)
{
    const uint32_t number =
        bs_names_intern(names, text, bs_hash(&keys->hash, text));

    if (names->count > keys->max)
        keys->many = true;
    return number;
}

int64_t bs_keys_day(const struct bs_keys *keys, int64_t time)
{
    if (keys->to_day != NULL)
        return keys->to_day(keys->context, time);
    return floor_to(time, BS_DAY_SECONDS) / BS_DAY_SECONDS;
}

static uint32_t new_quarter(struct bs_keys *keys, int64_t quarter)
{
    const struct bs_hour hour = {.start = floor_to(quarter, BS_HOUR_SECONDS),
                                 .day = bs_keys_day(keys, quarter)};

    return intern(keys, &keys->hours, bytes_of(&hour, sizeof hour)) - 1;
}

static uint32_t find_quarter(struct bs_keys *keys, int64_t quarter)
{
    const uint32_t known = keys->quarters.count;
    uint32_t *buckets = bs_grow(keys->quarter_bucket, &keys->quarter_room,
                                known, sizeof *buckets);
    uint32_t number;

    if (buckets == NULL)
        return NO_BUCKET;
    keys->quarter_bucket = buckets;
    number = intern(keys, &keys->quarters, bytes_of(&quarter, sizeof quarter));
    if (number == 0)
        return NO_BUCKET;
    if (number > known || buckets[number - 1] == NO_BUCKET)
        buckets[number - 1] = new_quarter(keys, quarter);
    return buckets[number - 1];
}

bool bs_keys_new_bucket(struct bs_keys *keys, int64_t time, uint32_t *bucket)
{
    keys->last_quarter = floor_to(time, BS_QUARTER_SECONDS);
    keys->last_bucket = find_quarter(keys, keys->last_quarter);
    *bucket = keys->last_bucket;
    return *bucket != NO_BUCKET;
}

/* Kept out of its caller, whose frame would grow for it. */
__attribute__((noinline)) static uint32_t
new_text(struct bs_keys *keys, struct bs_names *names, struct bs_str text)
{
    struct bs_text clean = {0};
    uint32_t number = 0;

    if (bs_text_clean(&clean, text))
        number = intern(keys, names, clean.text);
    bs_text_clear(&clean);
    if (bs_names_bytes(names) > TEXTS_MAX)
        keys->many = true;
    return number;
}

/* 0: memory ran out. */
static uint32_t text_number(struct bs_keys *keys, struct bs_names *names,
                            struct bs_last_text *last, struct bs_str text)
{
    uint32_t number;

    if (last->number != 0 && last->len == text.len &&
        bs_same_bytes(last->bytes, text.data, text.len))
        return last->number;
    number = new_text(keys, names, text);
    last->number = 0;
    if (number != 0 && text.len <= sizeof last->bytes) {
        memcpy(last->bytes, text.data, text.len);
        last->len = text.len;
        last->number = number;
    }
    return number;
}

/* An empty text is none. */
static bool put_texts(struct bs_keys *keys, const struct bs_event *event,
                      struct bs_tag *key)
{
    uint32_t number;

    if (event->host.len > 0) {
        key->host = text_number(keys, &keys->hosts, &keys->host, event->host);
        if (key->host == 0)
            return false;
    }
    if (event->mta.len == 0)
        return true;
    number = text_number(keys, &keys->mtas, &keys->mta, event->mta);
    key->mta = (uint16_t)number;
    return number != 0 && number <= UINT16_MAX;
}

/* Where a label is remembered, if it is: there are few, told apart by their
 * length and last letters. */
static struct bs_last_text *
label_place(struct bs_keys *keys, struct bs_str text)
{
    const char *end = text.data + text.len;
    const size_t mix = text.len * 5 + (size_t)(unsigned char)end[-1] * 3 +
                       (size_t)(unsigned char)text.data[text.len / 2] * 7;

    return &keys->label[mix % BS_LABELS];
}

static bool put_label(struct bs_keys *keys, struct bs_str text, uint16_t *out)
{
    uint32_t number;

    if (text.len == 0)
        return true;
    number = text_number(keys, &keys->labels, label_place(keys, text), text);
    *out = (uint16_t)number;
    return number != 0 && number <= UINT16_MAX;
}

static bool put_labels(struct bs_keys *keys, const struct bs_event *event,
                       struct bs_tag *key)
{
    return put_label(keys, event->provider, &key->provider) &&
           put_label(keys, event->class, &key->class) &&
           put_label(keys, event->severity, &key->severity);
}

/* Which replies are kept is for the database to say: when there may be too
 * many, they go there. */
static bool put_masked(struct bs_keys *keys, const struct bs_event *event,
                       struct bs_tag *key)
{
    if (event->masked.len == 0)
        return true;
    key->text = new_text(keys, &keys->texts, event->masked);
    if (keys->texts.count > BS_REPLIES_MAX)
        keys->many = true;
    return key->text != 0;
}

static uint16_t flags_of(const struct bs_event *event)
{
    return (uint16_t)((event->again ? BS_FLAG_AGAIN : 0) |
                      (event->null_sender ? BS_FLAG_NULL_SENDER : 0) |
                      (event->first ? BS_FLAG_FIRST : 0));
}

static bool same_tag(const struct bs_tag *a, const struct bs_tag *b)
{
    return bs_same_bytes((const char *)a, (const char *)b, sizeof *a);
}

/* Where a tag is remembered, if it is. */
static struct bs_recent *
recent_place(struct bs_keys *keys, const struct bs_tag *key)
{
    const size_t mix = key->host * 67U + key->code * 5U + key->esc[1] * 31U +
                       key->esc[2] * 7U + key->outcome + key->provider * 11U +
                       key->class * 3U + key->text * 13U + key->flags * 17U;

    return &keys->recent[mix % BS_RECENT];
}

bool bs_keys_tag(struct bs_keys *keys, const struct bs_event *event,
                 uint32_t *tag)
{
    struct bs_recent *recent;
    struct bs_tag key = {.code = event->code,
                         .direction = (uint8_t)event->direction,
                         .outcome = (uint8_t)event->outcome,
                         .flags = flags_of(event)};

    if (event->dsn.cls != 0) {
        key.esc[0] = event->dsn.cls;
        key.esc[1] = event->dsn.subject;
        key.esc[2] = event->dsn.detail;
    }
    if (!put_texts(keys, event, &key) || !put_labels(keys, event, &key) ||
        !put_masked(keys, event, &key))
        return false;
    recent = recent_place(keys, &key);
    if (recent->number == 0 || !same_tag(&recent->key, &key)) {
        recent->key = key;
        recent->number = intern(keys, &keys->tags, bytes_of(&key, sizeof key));
    }
    *tag = recent->number - 1;
    return recent->number != 0;
}

struct bs_hour bs_keys_get_bucket(const struct bs_keys *keys, uint32_t bucket)
{
    struct bs_hour hour;

    memcpy(&hour, bs_names_get(&keys->hours, bucket + 1).data, sizeof hour);
    return hour;
}

struct bs_tag bs_keys_get_tag(const struct bs_keys *keys, uint32_t tag)
{
    struct bs_tag key;

    memcpy(&key, bs_names_get(&keys->tags, tag + 1).data, sizeof key);
    return key;
}

static struct bs_str text_of(const struct bs_names *names, uint32_t number)
{
    if (number == 0)
        return (struct bs_str){NULL, 0};
    return bs_names_get(names, number);
}

struct bs_str bs_keys_host(const struct bs_keys *keys, struct bs_tag tag)
{
    return text_of(&keys->hosts, tag.host);
}

struct bs_str bs_keys_mta(const struct bs_keys *keys, struct bs_tag tag)
{
    return text_of(&keys->mtas, tag.mta);
}

struct bs_str bs_keys_text(const struct bs_keys *keys, uint32_t number)
{
    return text_of(&keys->texts, number);
}

struct bs_str bs_keys_label(const struct bs_keys *keys, uint16_t number)
{
    return text_of(&keys->labels, number);
}
