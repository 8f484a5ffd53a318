/* SPDX-License-Identifier: MIT */
/*
 * suffix - a name → the longest listed suffix of it, in whole labels.
 *
 * Nearly no name has one, and each event asks: the last bytes of a name tell it
 * from nearly all suffixes.
 *
 * Knows: base.
 */
#ifndef CLASSIFY_SUFFIX_H
#define CLASSIFY_SUFFIX_H

#include "bouncestat/classifier.h"

#define BS_SUFFIX_BITS 8192 /* a power of two */
#define BS_SUFFIX_SLOTS 512 /* a power of two */

struct bs_suffix {
    struct bs_str text; /* "google.com", in lower case */
    const struct bs_provider *provider;
    uint64_t end;  /* its last bytes, folded */
    uint32_t next; /* in the slot: number of a shorter one; 0: none */
};

struct bs_suffixes { /* zeroed is empty */
    struct bs_suffix *items;
    size_t count;
    size_t lengths; /* so many of them are in use, the longest first */
    uint32_t slots[BS_SUFFIX_SLOTS]; /* by end: number in items, from 1 on */
    /* By end: may there be one? Small, so that it stays in the processor's
     * nearest cache, which the slots do not. */
    uint64_t bits[BS_SUFFIX_BITS / 64];
};

/* Room for so many; false: memory ran out. To be cleared in any case. */
bool bs_suffixes_init(struct bs_suffixes *suffixes, size_t room);

/* The text is borrowed, and not empty. False: it is there already. */
bool bs_suffixes_add(struct bs_suffixes *suffixes, struct bs_str text,
                     const struct bs_provider *provider);

/* Of the longest suffix of a host or domain; NULL: none is listed. */
const struct bs_provider *
bs_suffixes_find(const struct bs_suffixes *suffixes, struct bs_str name);

void bs_suffixes_clear(struct bs_suffixes *suffixes);

#endif
