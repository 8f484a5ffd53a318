/* SPDX-License-Identifier: MIT */
/*
 * number - numbers for people, in the manner of the language.
 *
 * Knows    printf() writes '.' because the program never calls setlocale().
 */
#include "cli/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char group_mark[BS_LANG_COUNT] = {[BS_EN] = ',', [BS_DE] = '.'};
static const char point[BS_LANG_COUNT] = {[BS_EN] = '.', [BS_DE] = ','};

const char *
number_count(char out[NUMBER_SIZE], int64_t number, enum bs_lang lang)
{
    char digits[24];
    size_t used = 0;
    size_t len =
        (size_t)snprintf(digits, sizeof digits, "%lld", (long long)number);
    size_t first = number < 0 ? 1 : 0;

    for (size_t i = 0; i < len; i++) {
        if (i > first && (len - i) % 3 == 0)
            out[used++] = group_mark[lang];
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return out;
}

const char *
number_real(char out[NUMBER_SIZE], double number, int digits, enum bs_lang lang)
{
    char *dot;

    if (!isfinite(number) || fabs(number) > 1e15) {
        (void)snprintf(out, NUMBER_SIZE, "-");
        return out;
    }
    (void)snprintf(out, NUMBER_SIZE, "%.*f", digits < 9 ? digits : 9, number);
    dot = strchr(out, '.');
    if (dot != NULL)
        *dot = point[lang];
    return out;
}

const char *
number_percent(char out[NUMBER_SIZE], double ratio, enum bs_lang lang)
{
    size_t len;

    (void)number_real(out, 100 * ratio, 1, lang);
    len = strlen(out);
    if (isfinite(ratio))
        (void)snprintf(out + len, NUMBER_SIZE - len, " %%");
    return out;
}
