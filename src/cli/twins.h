/* SPDX-License-Identifier: MIT */
/* twins - logs of one folder that hold the same events. */
#ifndef CLI_TWINS_H
#define CLI_TWINS_H

#include <stddef.h>

#include "cli/inputs.h"

/* The log that probably holds what this one holds, too; NULL: none. */
const char *twins_find(const struct inputs *inputs, size_t i);

/* Warns of each. */
void twins_warn(const struct inputs *inputs);

#endif
