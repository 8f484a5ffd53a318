/* SPDX-License-Identifier: MIT */
/*
 * suffix - a name → the longest listed suffix of it, in whole labels.
 *
 * Suffixes are kept by the last eight bytes of "." and their text, or, if that
 * is shorter, by the last five or two: so few lengths are enough, for nothing
 * shorter than that is listed in practice. What is found is compared in full.
 */
#include "classify/suffix.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

#define WORD sizeof(uint64_t)

/* Longest first. */
static const size_t lengths[] = {8, 5, 2};
#define LENGTHS (sizeof lengths / sizeof lengths[0])

/* The last eight bytes of "." and a name, the last one on top, in lower case;
 * what else becomes the same does no harm. */
static uint64_t last_bytes(struct bs_str name)
{
    uint64_t word = (uint64_t)'.' << 56;

    if (name.len >= WORD)
        word = bs_little(name.data + name.len - WORD);
    else
        for (size_t i = 0; i < name.len; i++)
            word = word >> 8 | (uint64_t)(unsigned char)name.data[i] << 56;
    return word | UINT64_C(0x2020202020202020);
}

/* The last of the eight bytes. */
static uint64_t end_of(uint64_t word, size_t length)
{
    return word >> 8 * (WORD - length);
}

static uint32_t hash_of(uint64_t end)
{
    return (uint32_t)(end * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

/* By other bits of the hash than those that are marked. */
static size_t slot_of(uint32_t hash)
{
    return hash / BS_SUFFIX_BITS % BS_SUFFIX_SLOTS;
}

static void mark(struct bs_suffixes *suffixes, uint32_t hash)
{
    const uint32_t bit = hash % BS_SUFFIX_BITS;

    suffixes->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool is_marked(const struct bs_suffixes *suffixes, uint32_t hash)
{
    const uint32_t bit = hash % BS_SUFFIX_BITS;

    return (suffixes->bits[bit / 64] >> bit % 64 & 1) != 0;
}

static bool same(struct bs_str suffix, const char *text)
{
    if (bs_same_bytes(suffix.data, text, suffix.len))
        return true;
    for (size_t i = 0; i < suffix.len; i++)
        if (suffix.data[i] != bs_lower(text[i]))
            return false;
    return true;
}

static bool ends_with(struct bs_str name, struct bs_str suffix)
{
    const size_t begin = name.len - suffix.len;

    return name.len >= suffix.len &&
           (begin == 0 || name.data[begin - 1] == '.') &&
           same(suffix, name.data + begin);
}

bool bs_suffixes_init(struct bs_suffixes *suffixes, size_t room)
{
    suffixes->items = bs_new(room, sizeof *suffixes->items);
    return suffixes->items != NULL;
}

bool bs_suffixes_add(struct bs_suffixes *suffixes, struct bs_str text,
                     const struct bs_provider *provider)
{
    struct bs_suffix *item = &suffixes->items[suffixes->count];
    uint32_t *place;
    uint32_t hash;
    size_t i = 0;

    while (i + 1 < LENGTHS && lengths[i] > text.len + 1)
        i++;
    if (suffixes->lengths <= i)
        suffixes->lengths = i + 1;
    *item = (struct bs_suffix){.text = text, .provider = provider};
    item->end = end_of(last_bytes(text), lengths[i]);
    hash = hash_of(item->end);
    place = &suffixes->slots[slot_of(hash)];
    while (*place != 0 && suffixes->items[*place - 1].text.len > text.len)
        place = &suffixes->items[*place - 1].next;
    for (uint32_t other = *place; other != 0;
         other = suffixes->items[other - 1].next)
        if (bs_str_eq(suffixes->items[other - 1].text, text))
            return false;
    item->next = *place;
    *place = (uint32_t)++suffixes->count;
    mark(suffixes, hash);
    return true;
}

static const struct bs_provider *look_up(const struct bs_suffixes *suffixes,
                                         uint64_t end, uint32_t hash,
                                         struct bs_str name)
{
    for (uint32_t at = suffixes->slots[slot_of(hash)]; at != 0;) {
        const struct bs_suffix *item = &suffixes->items[at - 1];

        if (item->end == end && ends_with(name, item->text))
            return item->provider;
        at = item->next;
    }
    return NULL;
}

const struct bs_provider *
bs_suffixes_find(const struct bs_suffixes *suffixes, struct bs_str name)
{
    const struct bs_provider *found = NULL;
    uint64_t word;

    if (name.len > 0 && name.data[name.len - 1] == '.')
        name.len--;
    if (name.len == 0)
        return NULL;
    word = last_bytes(name);
    assert(suffixes->lengths <= LENGTHS);
    for (size_t i = 0; i < suffixes->lengths && found == NULL; i++) {
        const uint64_t end = end_of(word, lengths[i]);
        const uint32_t hash = hash_of(end);

        if (is_marked(suffixes, hash))
            found = look_up(suffixes, end, hash, name);
    }
    return found;
}

void bs_suffixes_clear(struct bs_suffixes *suffixes)
{
    bs_free(suffixes->items);
    *suffixes = (struct bs_suffixes){0};
}
