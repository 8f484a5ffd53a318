/* SPDX-License-Identifier: MIT */
/* tags - whose line it is, by the program's name. Knows: base. */
#ifndef PARSE_TAGS_H
#define PARSE_TAGS_H

#include <string.h>

#include "base/number.h"
#include "parse/rules.h"

#define BS_TAG_MAX 31    /* bytes of a tag that is remembered */
#define BS_TAG_SLOTS 256 /* a power of two */

struct bs_tag {
    const struct bs_dialect *dialect; /* NULL: foreign */
    uint16_t service_begin;           /* part of the tag */
    uint16_t service_end;
    uint16_t notes; /* bits of the dialect's notes that its lines may be */
};

#define BS_TAG_WORDS 4

struct bs_tag_slot {
    uint64_t words[BS_TAG_WORDS]; /* the name, zeros behind it */
    uint64_t len;                 /* 0: empty */
    struct bs_tag tag;
};

struct bs_tags { /* answers are remembered: a log has few tags */
    const struct bs_rules *rules;
    struct bs_rx_context *context;
    struct bs_tag_slot slots[BS_TAG_SLOTS];
};

/* The bits of all notes. */
static inline uint16_t bs_all_notes(const struct bs_dialect *dialect)
{
    return (uint16_t)((1U << dialect->note_count) - 1);
}

/* The bits of notes, for a line whose body has to be looked for. */
static inline uint16_t bs_notes_anywhere(uint32_t notes)
{
    return (uint16_t)(notes != 0 ? notes | BS_NOTES_ANYWHERE : 0);
}

/* The dialect that claims a program of this name. */
struct bs_tag bs_tags_find(struct bs_tags *tags, struct bs_str name);

/* Asks the dialects, and remembers the answer. */
const struct bs_tag *bs_tags_learn(struct bs_tags *tags,
                                   struct bs_tag_slot *slot,
                                   struct bs_str name);

/* The first len bytes at data as words, zeros behind them. Not a branch: how
 * long a tag is differs from line to line. 32 bytes are readable. */
static inline void
bs_tag_words(uint64_t words[static BS_TAG_WORDS], const char *data, size_t len)
{
    static const char keep[2 * BS_TAG_WORDS * 8] = {
#define X4 -1, -1, -1, -1
        X4, X4, X4, X4, X4,
        X4, X4, X4
#undef X4
    };
    const char *from = keep + sizeof keep / 2 - len;

    for (size_t i = 0; i < BS_TAG_WORDS; i++)
        words[i] = bs_little(data + i * 8) & bs_little(from + i * 8);
}

/* The same for a name of 1 to BS_TAG_MAX bytes in a block, with 32 readable
 * bytes. The answer lives until the next call. Inline: this is asked for each
 * line. */
static inline const struct bs_tag *
bs_tags_find_fast(struct bs_tags *tags, struct bs_str name)
{
    uint64_t words[BS_TAG_WORDS];
    uint64_t differs = 0;
    uint64_t hash;
    struct bs_tag_slot *slot;

    bs_tag_words(words, name.data, name.len);
    hash = (words[0] ^ words[1] << 7 ^ name.len) * 0x9E3779B97F4A7C15U;
    slot = &tags->slots[hash >> 56 & (BS_TAG_SLOTS - 1)];
    for (size_t i = 0; i < BS_TAG_WORDS; i++)
        differs |= slot->words[i] ^ words[i];
    if (differs == 0 && slot->len == name.len)
        return &slot->tag;
    return bs_tags_learn(tags, slot, name);
}

/* The dialect that claims the body of a line with nothing but a stamp before
 * it, or NULL. */
const struct bs_dialect *
bs_tags_claim(const struct bs_tags *tags, struct bs_str body);

#endif
