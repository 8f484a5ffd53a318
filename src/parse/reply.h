/* SPDX-License-Identifier: MIT */
/* reply - an SMTP reply in a log line → its codes. Knows: base, code. */
#ifndef PARSE_REPLY_H
#define PARSE_REPLY_H

#include <stdint.h>

#include "bouncestat/code.h"
#include "parse/rules.h"

/*
 * The basic code that the mail program acted on; 0: none. own is the enhanced
 * code that it logged itself, which tells the last line of a folded reply.
 */
uint16_t
bs_reply_code(struct bs_str reply, enum bs_reply_fold fold, struct bs_esc own);

/* The enhanced code that stands directly behind a basic code, on the first
 * line that has one; cls 0: none. */
struct bs_esc bs_reply_enhanced(struct bs_str reply, enum bs_reply_fold fold);

#endif
