/* SPDX-License-Identifier: MIT */
/*
 * reasons - where mail was going and why it did not get there.
 *
 * Limits   Reasons are told apart by a keyed hash of 64 bits alone.
 */
#include "fate/reasons.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

void bs_reasons_init(struct bs_reasons *reasons)
{
    *reasons = (struct bs_reasons){.unused = BS_NONE};
}

static uint64_t
hash_of(const struct bs_hash_key *key, const struct bs_reason_texts *why)
{
    const size_t count = why->verdict != 0 ? 1 : BS_REASON_TEXTS;
    uint64_t hash = why->verdict;

    _Static_assert(BS_REASON_DOMAIN == 0, "the text that no verdict tells");
    for (size_t i = 0; i < count; i++)
        hash = hash * UINT64_C(0x9E3779B97F4A7C15) +
               bs_hash_wide(key, why->texts[i]);
    return hash != 0 ? hash : 1;
}

static bool room_for(struct bs_reason *reason, size_t len)
{
    char *block;

    if (len <= reason->room && reason->block != NULL)
        return true;
    block = bs_resize(reason->block, len + 1, 1);
    if (block == NULL)
        return false;
    reason->block = block;
    reason->room = len;
    return true;
}

static bool
copy_texts(struct bs_reason *reason, const struct bs_reason_texts *texts)
{
    size_t len = 0;
    char *at;

    for (size_t i = 0; i < BS_REASON_TEXTS; i++)
        len += texts->texts[i].len;
    if (!room_for(reason, len))
        return false;
    at = reason->block;
    for (size_t i = 0; i < BS_REASON_TEXTS; i++) {
        struct bs_str text = texts->texts[i];

        reason->texts.texts[i] =
            (struct bs_str){text.data != NULL ? at : NULL, text.len};
        if (text.len > 0)
            memcpy(at, text.data, text.len);
        at += text.len;
    }
    return true;
}

/* A place for one more, taken from the free ones if there is any. */
static uint32_t new_place(struct bs_reasons *reasons)
{
    uint32_t place = reasons->unused;
    struct bs_reason *items;

    if (place != BS_NONE) {
        reasons->unused = reasons->items[place].next;
        return place;
    }
    items =
        bs_grow(reasons->items, &reasons->room, reasons->count, sizeof *items);
    if (items == NULL)
        return BS_NONE;
    reasons->items = items;
    items[reasons->count] = (struct bs_reason){.users = 0};
    return (uint32_t)reasons->count++;
}

static void free_place(struct bs_reasons *reasons, uint32_t place)
{
    reasons->items[place].users = 0;
    reasons->items[place].next = reasons->unused;
    reasons->unused = place;
}

uint32_t bs_reasons_use(struct bs_reasons *reasons,
                        const struct bs_hash_key *key,
                        const struct bs_reason_texts *texts)
{
    uint64_t hash = hash_of(key, texts);
    uint32_t place = bs_index_find(&reasons->index, hash);

    if (place != BS_NONE) {
        reasons->items[place].users++;
        return place;
    }
    if (!bs_index_reserve(&reasons->index))
        return BS_NONE;
    place = new_place(reasons);
    if (place == BS_NONE)
        return BS_NONE;
    if (!copy_texts(&reasons->items[place], texts)) {
        free_place(reasons, place);
        return BS_NONE;
    }
    reasons->items[place].hash = hash;
    reasons->items[place].users = 1;
    bs_index_add(&reasons->index, hash, place);
    return place;
}

void bs_reasons_leave(struct bs_reasons *reasons, uint32_t reason)
{
    struct bs_reason *item = &reasons->items[reason];

    if (--item->users > 0)
        return;
    bs_index_remove(&reasons->index, item->hash);
    free_place(reasons, reason);
}

void bs_reasons_clear(struct bs_reasons *reasons)
{
    for (size_t i = 0; i < reasons->count; i++)
        bs_free(reasons->items[i].block);
    bs_free(reasons->items);
    bs_index_clear(&reasons->index);
    bs_reasons_init(reasons);
}
