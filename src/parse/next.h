/* SPDX-License-Identifier: MIT */
/* next - which queue id the next host gave a message. Knows: base. */
#ifndef PARSE_NEXT_H
#define PARSE_NEXT_H

#include "parse/rules.h"

/* The id that a reply names in one of the dialect's forms; none, if in none. */
struct bs_str bs_next_id(const struct bs_dialect *dialect, struct bs_str reply);

#endif
