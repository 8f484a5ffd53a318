/* SPDX-License-Identifier: MIT */
/* names - gives each text a number, from 1 on. Knows: C only. */
#ifndef TALLY_NAMES_H
#define TALLY_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/str.h"

/* A record is words: the number, the length, the bytes. */
enum { BS_RECORD_NUMBER, BS_RECORD_LEN, BS_RECORD_BYTES };

struct bs_name_slot {
    uint32_t hash;
    uint32_t start; /* of the record; 0: empty */
};

struct bs_names {
    struct bs_name_slot *slots;
    size_t size;     /* of slots: 0 or a power of two */
    unsigned shift;  /* hash >> shift is the slot to begin with */
    uint32_t *words; /* the records */
    size_t used;     /* of words */
    size_t room;
    struct bs_name_slot *by_number;
    size_t numbers; /* of by_number */
    uint32_t count; /* of names */
};

void bs_names_init(struct bs_names *names);

/* The number of a name, which is copied if it is new; 0: memory ran out. */
uint32_t
bs_names_intern(struct bs_names *names, struct bs_str name, uint32_t hash);

/* number is 1 to count. */
struct bs_str bs_names_get(const struct bs_names *names, uint32_t number);

static inline uint32_t
bs_names_hash(const struct bs_names *names, uint32_t number)
{
    return number > 0 ? names->by_number[number - 1].hash : 0;
}

/* Fetches memory ahead of bs_names_get(). */
static inline void bs_names_fetch(const struct bs_names *names, uint32_t number)
{
    __builtin_prefetch(names->words + names->by_number[number - 1].start);
}

/* Two steps that fetch memory ahead of bs_names_intern(): its slot, and some
 * time later its record. */
static inline void
bs_names_fetch_slot(const struct bs_names *names, uint32_t hash)
{
    uintptr_t place = (uintptr_t)((uint64_t)hash >> names->shift);

    __builtin_prefetch(
        (const void *)((uintptr_t)names->slots + place * sizeof *names->slots));
}

void bs_names_fetch_record(const struct bs_names *names, uint32_t hash);

/* Writes the numbers of all names to out in order of their bytes; false:
 * memory ran out. */
bool bs_names_order(const struct bs_names *names, uint32_t *out);

size_t bs_names_bytes(const struct bs_names *names);

/* Frees the memory; may be used again. */
void bs_names_clear(struct bs_names *names);

#endif
