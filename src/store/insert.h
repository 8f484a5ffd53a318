/* SPDX-License-Identifier: MIT */
/* insert - pieces of SQL that several files share. */
#ifndef STORE_INSERT_H
#define STORE_INSERT_H

#include "base/buf.h"
#include "bouncestat/data.h"

/* Does a line "-- Insert: NAME" stand in the text? */
bool bs_insert_needed(struct bs_str text);

/*
 * Copies a text into out; in place of each line "-- Insert: NAME" comes that
 * file, as one line: the numbers of lines stay those of the text.
 * Errors: BS_ENOINPUT, no such file; BS_ESYNTAX, it inserts something itself;
 * BS_ENOMEM. label is what messages call the text.
 */
BS_MUST_CHECK enum bs_status
bs_insert(struct bs_buf *out, const struct bs_data *data, const char *label,
          struct bs_str text, struct bs_error *err);

#endif
