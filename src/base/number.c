/* SPDX-License-Identifier: MIT */
/* number - decimal text → integer, checked. */
#include "base/number.h"

size_t
bs_number_parse(uint64_t *out, uint64_t max, const char *text, size_t len)
{
    uint64_t value = 0;
    size_t i = 0;

    for (; i < len && bs_is_digit(text[i]); i++) {
        uint64_t digit = (uint64_t)(text[i] - '0');

        if (digit > max || value > (max - digit) / 10)
            return 0;
        value = value * 10 + digit;
    }
    *out = value;
    return i;
}
