/* SPDX-License-Identifier: MIT */
/* parts - the head and the labelled texts of what 'explain' prints. */
#ifndef CLI_PARTS_H
#define CLI_PARTS_H

#include "cli/out.h"

/* "550 5.1.1   mailbox does not exist                for good"; the key may be
 * empty, the grade NULL. */
void parts_head(struct out *out, const char *key, const char *name,
                const char *grade, size_t columns);

/* " What it means  ..."; nothing if there is no text. */
void parts_put(struct out *out, const char *label, const char *text,
               size_t columns);

#endif
