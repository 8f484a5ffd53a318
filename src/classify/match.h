/* SPDX-License-Identifier: MIT */
/* match - a reply and the rules. Knows: base, code, rx. */
#ifndef CLASSIFY_MATCH_H
#define CLASSIFY_MATCH_H

#include "classify/rules.h"

struct bs_matcher {
    const struct bs_texts *texts;
    struct bs_rx_context *rx;
    uint64_t grams[BS_GRAM_BITS / 64]; /* of the text */
    char lower[BS_TEXT_MAX];           /* the text in lower case */
};

/* The first rule that applies, NULL: none. Of the text only the first
 * BS_TEXT_MAX bytes are looked at. */
const struct bs_text_rule *
bs_match(struct bs_matcher *matcher, const struct bs_reply *reply);

#endif
