/* SPDX-License-Identifier: MIT */
/* verdict - prints why a reply was given, and what to do. */
#ifndef CLI_VERDICT_H
#define CLI_VERDICT_H

#include "bouncestat/classifier.h"
#include "cli/json.h"
#include "cli/out.h"

struct verdict {
    struct bs_reply reply; /* what was judged */
    struct bs_verdict judged;
};

/* Reads a reply or reason that was pasted, and judges it. */
void verdict_of_text(struct verdict *verdict, struct bs_classifier *classifier,
                     struct bs_str text);

/* The same for an event of a log line, which must be classified. */
void verdict_of_event(struct verdict *verdict, struct bs_classifier *classifier,
                      const struct bs_event *event);

/* Is there anything to say? */
bool verdict_is_known(const struct verdict *verdict);

void verdict_text(struct out *out, const struct verdict *verdict,
                  enum bs_lang lang, size_t columns);

/* A member "verdict"; null if there is nothing to say. */
void verdict_json(struct json *json, const struct verdict *verdict);

#endif
