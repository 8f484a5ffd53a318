/* SPDX-License-Identifier: MIT */
/* tags - whose line it is, by the program's name. Knows: base. */
#ifndef PARSE_TAGS_H
#define PARSE_TAGS_H

#include "parse/rules.h"

#define BS_TAG_MAX 31    /* bytes of a tag that is remembered */
#define BS_TAG_SLOTS 256 /* a power of two */

struct bs_tag {
    const struct bs_dialect *dialect; /* NULL: foreign */
    uint32_t service_begin;           /* part of the tag */
    uint32_t service_end;
};

struct bs_tag_key { /* a program's name, zeros behind it */
    uint64_t words[4];
    uint64_t len; /* 0: empty */
};

struct bs_tags { /* answers are remembered: a log has few tags */
    const struct bs_rules *rules;
    struct bs_rx_context *context;
    struct bs_tag_slot {
        struct bs_tag_key key;
        struct bs_tag tag;
    } slots[BS_TAG_SLOTS];
};

/* The dialect that claims a program of this name. */
struct bs_tag bs_tags_find(struct bs_tags *tags, struct bs_str name);

/* The same for a name of 1 to BS_TAG_MAX bytes in a block, with 32 readable
 * bytes. The answer lives until the next call. */
const struct bs_tag *
bs_tags_find_fast(struct bs_tags *tags, struct bs_str name);

/* The dialect that claims the body of a line with nothing but a stamp before
 * it, or NULL. */
const struct bs_dialect *
bs_tags_claim(const struct bs_tags *tags, struct bs_str body);

#endif
