/* SPDX-License-Identifier: MIT */
/* state - what a classifier consists of. */
#ifndef CLASSIFY_STATE_H
#define CLASSIFY_STATE_H

#include "base/hash.h"
#include "classify/match.h"
#include "classify/readable.h"

#define BS_REMEMBERED 4096 /* a power of two */

struct bs_remembered { /* a reply that was judged not long ago */
    uint64_t hash;     /* of all that it was judged by; 0: none */
    struct bs_verdict verdict;
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
    struct bs_remembered remembered[BS_REMEMBERED];
};

/* The verdict that the rules give, without memory. */
void bs_judge(struct bs_classifier *classifier, const struct bs_reply *reply,
              struct bs_verdict *verdict);

/* The same as bs_classifier_open(), with the rules of another data. */
BS_MUST_CHECK enum bs_status
bs_classifier_open_texts(struct bs_classifier **out, const struct bs_data *data,
                         const struct bs_data *texts, struct bs_error *err);

#endif
