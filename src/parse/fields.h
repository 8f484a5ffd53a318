/* SPDX-License-Identifier: MIT */
/* fields - "ID: key=value, key=value, ..." without a regex. Knows: base. */
#ifndef PARSE_FIELDS_H
#define PARSE_FIELDS_H

#include "parse/event.h"

/*
 * Reads the queue id and the fields that the front names, in its order; the
 * first one must be there, and those that are endpoints. Returns where in the body they end, 0 if the body
 * does not begin so.
 */
size_t bs_fields_read(const struct bs_front *front, struct bs_str body,
                      struct bs_captured *captured);

#endif
