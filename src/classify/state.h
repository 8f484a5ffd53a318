/* SPDX-License-Identifier: MIT */
/* state - what a classifier consists of. */
#ifndef CLASSIFY_STATE_H
#define CLASSIFY_STATE_H

#include "base/hash.h"
#include "classify/match.h"
#include "classify/readable.h"

/* Four places for each hash, of which the oldest is given up: with one, two
 * frequent replies that share it would be judged again and again. */
#define BS_REMEMBERED_WAYS 4
#define BS_REMEMBERED_SETS 1024 /* a power of two */

struct bs_remembered { /* a reply that was judged not long ago */
    struct bs_verdict verdict;
    uint64_t hash; /* of all that it was judged by; not 0 */
    size_t text_len;
    char text[BS_READABLE_MAX];
};

struct bs_classifier {
    struct bs_hash_key key;
    struct bs_classes classes;
    struct bs_providers providers;
    struct bs_texts texts;
    struct bs_matcher matcher;
    const struct bs_class *unclassified;
    const struct bs_class *expired;
    struct bs_str severities[BS_SEVERITY_COUNT];
    uint64_t judged; /* not from memory */
    /* Of all that a reply was judged by; 0: none. Apart, for the search. */
    uint64_t hashes[BS_REMEMBERED_SETS][BS_REMEMBERED_WAYS];
    struct bs_remembered remembered[BS_REMEMBERED_SETS][BS_REMEMBERED_WAYS];
    uint8_t oldest[BS_REMEMBERED_SETS];
};

/* The verdict that the rules give, without memory. */
void bs_judge(struct bs_classifier *classifier, const struct bs_reply *reply,
              struct bs_verdict *verdict);

/* The same as bs_classifier_open(), with the rules of another data. */
BS_MUST_CHECK enum bs_status
bs_classifier_open_texts(struct bs_classifier **out, const struct bs_data *data,
                         const struct bs_data *texts, struct bs_error *err);

#endif
