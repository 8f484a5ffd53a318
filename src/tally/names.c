/* SPDX-License-Identifier: MIT */
/*
 * names - gives each text a number, from 1 on.
 *
 * An open table of hash and place, filled at most by half, over one growing
 * block of records. The slot to begin with is the top bits of the hash, so a
 * growing table is copied from front to back, and no record is touched.
 *
 * Limits   16 GiB of records, 2^31 slots; beyond them memory has run out.
 */
#include "tally/names.h"

#include <string.h>

#include "base/alloc.h"

#define HASH_BITS 32
#define FIRST_BITS 10
#define FIRST_NUMBERS 512
#define FIRST_WORDS 4096

void bs_names_init(struct bs_names *names)
{
    *names = (struct bs_names){.shift = HASH_BITS};
}

static size_t place_of(const struct bs_names *names, uint32_t hash)
{
    return (size_t)((uint64_t)hash >> names->shift);
}

static const char *bytes_of(const uint32_t *record)
{
    return (const char *)(record + BS_RECORD_BYTES);
}

static bool holds(const uint32_t *record, struct bs_str name)
{
    return record[BS_RECORD_LEN] == name.len &&
           memcmp(bytes_of(record), name.data, name.len) == 0;
}

static void put(struct bs_names *names, struct bs_name_slot slot)
{
    size_t i = place_of(names, slot.hash);

    while (names->slots[i].start != 0)
        i = (i + 1) & (names->size - 1);
    names->slots[i] = slot;
}

static bool room_for_slot(struct bs_names *names)
{
    struct bs_names old = *names;

    if (names->count < names->size / 2)
        return true;
    if (names->shift == 1)
        return false;
    names->shift -= names->size > 0 ? 1 : FIRST_BITS;
    names->size = (size_t)1 << (HASH_BITS - names->shift);
    names->slots = bs_new_table(names->size, sizeof *names->slots);
    if (names->slots == NULL) {
        *names = old;
        return false;
    }
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].start != 0)
            put(names, old.slots[i]);
    bs_free(old.slots);
    return true;
}

static bool room_for_number(struct bs_names *names)
{
    size_t more = names->numbers + names->numbers / 2 + FIRST_NUMBERS;
    struct bs_name_slot *grown;

    if (names->count < names->numbers)
        return true;
    grown = bs_resize(names->by_number, more, sizeof *grown);
    if (grown == NULL)
        return false;
    names->by_number = grown;
    names->numbers = more;
    return true;
}

static bool room_for_words(struct bs_names *names, size_t words)
{
    size_t more = names->room + names->room / 2 + FIRST_WORDS + words;
    uint32_t *grown;

    if (words <= names->room - names->used)
        return true;
    if (names->used + words > UINT32_MAX)
        return false;
    grown = bs_new_table(more, sizeof *grown);
    if (grown == NULL)
        return false;
    if (names->used > 0)
        memcpy(grown, names->words, names->used * sizeof *grown);
    bs_free(names->words);
    names->words = grown;
    names->room = more;
    return true;
}

static uint32_t add(struct bs_names *names, struct bs_str name, uint32_t hash)
{
    size_t words = BS_RECORD_BYTES + name.len / sizeof *names->words + 1;
    struct bs_name_slot slot = {.hash = hash};
    uint32_t *record;

    if (name.len > UINT32_MAX || !room_for_slot(names) ||
        !room_for_number(names) || !room_for_words(names, words + 1))
        return 0;
    if (names->used == 0)
        names->used = 1; /* no record starts at 0 */
    slot.start = (uint32_t)names->used;
    record = names->words + names->used;
    names->used += words;
    names->by_number[names->count] = slot;
    record[BS_RECORD_NUMBER] = ++names->count;
    record[BS_RECORD_LEN] = (uint32_t)name.len;
    if (name.len > 0)
        memcpy(record + BS_RECORD_BYTES, name.data, name.len);
    put(names, slot);
    return names->count;
}

uint32_t
bs_names_intern(struct bs_names *names, struct bs_str name, uint32_t hash)
{
    const struct bs_name_slot *slots = names->slots;
    size_t i = place_of(names, hash);

    if (slots == NULL)
        return add(names, name, hash);
    for (; slots[i].start != 0; i = (i + 1) & (names->size - 1)) {
        const uint32_t *record = names->words + slots[i].start;

        if (slots[i].hash == hash && holds(record, name))
            return record[BS_RECORD_NUMBER];
    }
    return add(names, name, hash);
}

void bs_names_fetch_record(const struct bs_names *names, uint32_t hash)
{
    const struct bs_name_slot *slots = names->slots;
    size_t i = place_of(names, hash);

    if (slots == NULL)
        return;
    while (slots[i].start != 0 && slots[i].hash != hash)
        i = (i + 1) & (names->size - 1);
    if (slots[i].start != 0)
        __builtin_prefetch(names->words + slots[i].start);
}

struct bs_str bs_names_get(const struct bs_names *names, uint32_t number)
{
    const uint32_t *record = names->words + names->by_number[number - 1].start;

    return (struct bs_str){bytes_of(record), record[BS_RECORD_LEN]};
}

size_t bs_names_bytes(const struct bs_names *names)
{
    return names->size * sizeof *names->slots +
           names->numbers * sizeof *names->by_number +
           names->room * sizeof *names->words;
}

void bs_names_clear(struct bs_names *names)
{
    bs_free(names->slots);
    bs_free(names->by_number);
    bs_free(names->words);
    bs_names_init(names);
}
