/* SPDX-License-Identifier: MIT */
/* reply - what a reply says of itself. Knows: base, code. */
#ifndef CLASSIFY_REPLY_H
#define CLASSIFY_REPLY_H

#include "bouncestat/code.h"
#include "bouncestat/str.h"
#include "classify/rules.h"

/* The bit of an SMTP command as logged; 0: not known. */
unsigned bs_stage_parse(struct bs_str stage);

/* X.0.0 says nothing, and no code neither. */
bool bs_dsn_is_vague(struct bs_esc dsn);

/* The first enhanced code in a text that says something; {0, 0, 0}: none. */
struct bs_esc bs_dsn_search(struct bs_str text);

#endif
