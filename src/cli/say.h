/* SPDX-License-Identifier: MIT */
/* say - messages of the program on standard error, one line each. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "bouncestat/api.h"
#include "bouncestat/error.h"

/* Prints "bouncestat: text"; control characters are escaped. */
void say(const char *format, ...) BS_PRINTF(1, 2);

/* Fills *err and returns status: return say_fail(err, BS_EUSAGE, ...); */
enum bs_status say_fail(struct bs_error *err, enum bs_status status,
                        const char *format, ...) BS_PRINTF(3, 4);

#endif
