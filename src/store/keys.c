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
    memset(keys->sent, 0, sizeof keys->sent);
    memset(keys->judged, 0, sizeof keys->judged);
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

static uint32_t other_text(struct bs_keys *keys, struct bs_names *names,
                           struct bs_last_text *last, struct bs_str text)
{
    const uint32_t number = new_text(keys, names, text);

    last->number = 0;
    if (number != 0 && text.len <= sizeof last->bytes) {
        memcpy(last->bytes, text.data, text.len);
        last->len = text.len;
        last->number = number;
    }
    return number;
}

/* 0: memory ran out. */
static inline uint32_t text_number(struct bs_keys *keys, struct bs_names *names,
                                   struct bs_last_text *last,
                                   struct bs_str text)
{
    if (last->number != 0 && last->len == text.len &&
        bs_same_bytes(last->bytes, text.data, text.len))
        return last->number;
    return other_text(keys, names, last, text);
}

/* An empty text is none. */
static bool put_host(struct bs_keys *keys, struct bs_str host, uint32_t *out)
{
    if (host.len == 0)
        return true;
    *out = text_number(keys, &keys->hosts, &keys->host, host);
    return *out != 0;
}

static bool put_mta(struct bs_keys *keys, struct bs_str mta, uint16_t *out)
{
    uint32_t number;

    if (mta.len == 0)
        return true;
    number = text_number(keys, &keys->mtas, &keys->mta, mta);
    *out = (uint16_t)number;
    return number != 0 && number <= UINT16_MAX;
}

/* Where a label is remembered, if it is: there are few, told apart by their
 * length and last letters. */
static struct bs_last_text *
label_place(struct bs_keys *keys, struct bs_str text)
{
    const char *end = text.data + text.len;
    const size_t mix = text.len * 5 + (size_t)(unsigned char)end[-1] * 3 +
                       (size_t)(unsigned char)text.data[text.len / 2] * 7 +
                       (size_t)(unsigned char)text.data[0] * 13;

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

/* 0: memory ran out. */
static uint32_t
new_tag(struct bs_keys *keys, const struct bs_event *event, uint32_t host)
{
    struct bs_tag key = {.host = host,
                         .code = event->code,
                         .direction = (uint8_t)event->direction,
                         .outcome = (uint8_t)event->outcome,
                         .flags = flags_of(event)};

    if (event->dsn.cls != 0) {
        key.esc[0] = event->dsn.cls;
        key.esc[1] = event->dsn.subject;
        key.esc[2] = event->dsn.detail;
    }
    if (!put_mta(keys, event->mta, &key.mta) ||
        !put_label(keys, event->provider, &key.provider) ||
        !put_label(keys, event->class, &key.class) ||
        !put_label(keys, event->severity, &key.severity) ||
        !put_masked(keys, event, &key))
        return 0;
    return intern(keys, &keys->tags, bytes_of(&key, sizeof key));
}

/* Where a tag is remembered, if it is. */
static size_t
place_of(uint64_t texts, uint64_t codes, uint32_t kind, unsigned bits)
{
    const uint64_t mix =
        (texts ^ codes * 31 ^ kind) * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(mix >> (64 - bits));
}

/* The parts come one by one: a struct would be stored in pieces and loaded at
 * once, which processors are slow at. */
static bool is_of(const struct bs_recent *recent, uint64_t texts,
                  uint64_t codes, uint32_t kind)
{
    return recent->texts == texts && recent->codes == codes &&
           recent->kind == kind && recent->number != 0;
}

/* The verdict tells all but host and flags. */
static uint32_t
judged_tag(struct bs_keys *keys, const struct bs_event *event, uint32_t host)
{
    const uint64_t verdict = event->verdict;
    const uint32_t kind = flags_of(event);
    struct bs_recent *recent =
        &keys->judged[place_of(verdict, host, kind, BS_JUDGED_BITS)];

    if (!is_of(recent, verdict, host, kind))
        *recent = (struct bs_recent){.texts = verdict,
                                     .codes = host,
                                     .kind = kind,
                                     .number = new_tag(keys, event, host)};
    return recent->number;
}

/* Of an event without class, severity and masked text. */
static uint32_t
sent_tag(struct bs_keys *keys, const struct bs_event *event, uint32_t host)
{
    const uint64_t codes =
        (uint64_t)event->code << 48 | (uint64_t)event->dsn.cls << 32 |
        (uint64_t)event->dsn.subject << 16 | event->dsn.detail;
    const uint32_t kind = (uint32_t)event->direction << 24 |
                          (uint32_t)event->outcome << 16 | flags_of(event);
    uint64_t texts;
    uint16_t mta = 0;
    uint16_t provider = 0;
    struct bs_recent *recent;

    if (!put_mta(keys, event->mta, &mta) ||
        !put_label(keys, event->provider, &provider))
        return 0;
    texts = (uint64_t)host << 32 | (uint64_t)mta << 16 | provider;
    recent = &keys->sent[place_of(texts, codes, kind, BS_SENT_BITS)];
    if (!is_of(recent, texts, codes, kind))
        *recent = (struct bs_recent){.texts = texts,
                                     .codes = codes,
                                     .kind = kind,
                                     .number = new_tag(keys, event, host)};
    return recent->number;
}

bool bs_keys_tag(struct bs_keys *keys, const struct bs_event *event,
                 uint32_t *tag)
{
    uint32_t host = 0;
    uint32_t number;

    if (!put_host(keys, event->host, &host))
        return false;
    if (event->verdict != 0)
        number = judged_tag(keys, event, host);
    else if (event->class.len + event->severity.len + event->masked.len == 0)
        number = sent_tag(keys, event, host);
    else
        number = new_tag(keys, event, host);
    *tag = number - 1;
    return number != 0;
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
