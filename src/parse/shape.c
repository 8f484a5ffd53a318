/* SPDX-License-Identifier: MIT */
/* shape - tells cheaply that a line's head is like one before. */
#include "parse/shape.h"

#include "base/number.h"

bool bs_shape_learn(struct bs_shape *shape, struct bs_str line, size_t len,
                    size_t varies, bool bare)
{
    unsigned char care[sizeof shape->care] = {0};
    char pattern[sizeof shape->pattern] = {0};

    if (len == 0 || len > sizeof pattern || len > line.len)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool digit = i < varies && bs_is_digit(line.data[i]);

        /* 0x30 to 0x3F: the digits, and six signs that no stamp has there. */
        care[i] = digit ? 0xF0 : 0xFF;
        pattern[i] = line.data[i];
    }
    memcpy(shape->care, care, sizeof care);
    memcpy(shape->pattern, pattern, sizeof pattern);
    shape->len = len;
    shape->words = (len + 7) / 8;
    shape->bare = bare;
    return true;
}
