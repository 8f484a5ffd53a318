/* SPDX-License-Identifier: MIT */
/* number - numbers for people, in the manner of the language. */
#ifndef CLI_NUMBER_H
#define CLI_NUMBER_H

#include <stdint.h>

#include "bouncestat/codebook.h"

#define NUMBER_SIZE 40

/* "41,207" or "41.207" */
const char *
number_count(char out[NUMBER_SIZE], int64_t number, enum bs_lang lang);

/* A ratio as "3.1 %" or "3,1 %". */
const char *
number_percent(char out[NUMBER_SIZE], double ratio, enum bs_lang lang);

/* "0.25" or "0,25", at most digits behind the point. */
const char *number_real(char out[NUMBER_SIZE], double number, int digits,
                        enum bs_lang lang);

#endif
