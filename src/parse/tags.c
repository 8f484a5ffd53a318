/* SPDX-License-Identifier: MIT */
/*
 * tags - whose line it is, by the program's name.
 *
 * Memory   A table of fixed size; a new tag replaces the one in its slot.
 */
#include "parse/tags.h"

#include <string.h>

#include "base/number.h"

static struct bs_tag ask(struct bs_tags *tags, struct bs_str name)
{
    struct bs_tag tag = {.service_end = (uint32_t)name.len};

    for (const struct bs_dialect *d = tags->rules->dialects; d != NULL;
         d = d->next) {
        const struct bs_rx_span *spans;

        if (d->tag.rx == NULL ||
            bs_rx_match(d->tag.rx, tags->context, name, &spans) != BS_RX_YES)
            continue;
        tag.dialect = d;
        for (unsigned i = 0; i < d->tag.count; i++) {
            const struct bs_rx_span *span = &spans[d->tag.captures[i].group];

            if (d->tag.captures[i].field != BS_FIELD_SERVICE ||
                span->begin == BS_RX_UNSET)
                continue;
            tag.service_begin = (uint32_t)span->begin;
            tag.service_end = (uint32_t)span->end;
        }
        break;
    }
    return tag;
}

struct bs_tag bs_tags_find(struct bs_tags *tags, struct bs_str name)
{
    char copy[sizeof(struct bs_tag_key)] = {0};

    if (name.len == 0 || name.len > BS_TAG_MAX)
        return ask(tags, name);
    memcpy(copy, name.data, name.len);
    return *bs_tags_find_fast(tags, (struct bs_str){copy, name.len});
}

/* The bytes of a word that belong to a name of which len are left. */
static uint64_t part(uint64_t word, size_t len)
{
    return len >= 8 ? word : word & (((uint64_t)1 << len * 8) - 1);
}

static struct bs_tag_key key_of(struct bs_str name)
{
    struct bs_tag_key key = {.len = name.len};

    key.words[0] = part(bs_little(name.data), name.len);
    if (name.len <= 8)
        return key;
    key.words[1] = part(bs_little(name.data + 8), name.len - 8);
    if (name.len <= 16)
        return key;
    key.words[2] = part(bs_little(name.data + 16), name.len - 16);
    if (name.len > 24)
        key.words[3] = part(bs_little(name.data + 24), name.len - 24);
    return key;
}

const struct bs_tag *bs_tags_find_fast(struct bs_tags *tags, struct bs_str name)
{
    const struct bs_tag_key key = key_of(name);
    uint64_t hash = (key.words[0] ^ key.words[1] << 7 ^ key.words[2] << 14 ^
                     key.words[3] << 21 ^ key.len) *
                    0x9E3779B97F4A7C15U;
    struct bs_tag_slot *slot = &tags->slots[hash >> 56 & (BS_TAG_SLOTS - 1)];
    const uint64_t *have = slot->key.words;

    if (((have[0] ^ key.words[0]) | (have[1] ^ key.words[1]) |
         (have[2] ^ key.words[2]) | (have[3] ^ key.words[3]) |
         (slot->key.len ^ key.len)) != 0) {
        slot->tag = ask(tags, name);
        slot->key = key;
    }
    return &slot->tag;
}

const struct bs_dialect *
bs_tags_claim(const struct bs_tags *tags, struct bs_str body)
{
    const struct bs_rx_span *spans;

    for (const struct bs_dialect *d = tags->rules->dialects; d != NULL;
         d = d->next)
        if (d->claim.rx != NULL &&
            bs_rx_match(d->claim.rx, tags->context, body, &spans) == BS_RX_YES)
            return d;
    return NULL;
}
