/* SPDX-License-Identifier: MIT */
/* shape - tells cheaply that a line's head is like one before. */
#include "parse/shape.h"

#include "base/number.h"

static struct bs_layout
layout_of(struct bs_str line, const struct bs_head *head, size_t len)
{
    struct bs_layout layout = {
        .stamp = (uint8_t)(head->stamp_text.data - line.data),
        .stamp_len = (uint8_t)head->stamp_text.len,
        .rest = (uint8_t)len,
    };

    if (head->host.data != NULL) {
        layout.host = (uint8_t)(head->host.data - line.data);
        layout.host_len = (uint8_t)head->host.len;
    }
    return layout;
}

/* Is the place of the tag or the body all that there is to know? RFC 5424
 * has fields between, a repeated message something behind it. */
static bool is_plain(const struct bs_head *head, bool bare)
{
    const char *at = head->stamp_text.data + head->stamp_text.len;

    while (bare && at < head->body.data && *at == ' ')
        at++;
    return !head->version && (!bare || at == head->body.data);
}

bool bs_shape_learn(struct bs_shape *shape, struct bs_str line,
                    const struct bs_head *head, bool bare)
{
    unsigned char care[sizeof shape->care] = {0};
    char pattern[sizeof shape->pattern] = {0};
    size_t len = (size_t)((bare ? head->body : head->tag).data - line.data);
    size_t stamp = (size_t)(head->stamp_text.data - line.data);

    if (!is_plain(head, bare) || len > sizeof pattern || len > line.len)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool digit = i >= stamp && i < stamp + head->stamp_text.len &&
                     bs_is_digit(line.data[i]);

        /* 0x30 to 0x3F: the digits, and six signs that no stamp has there. */
        care[i] = digit ? 0xF0 : 0xFF;
        pattern[i] = line.data[i];
    }
    memcpy(shape->care, care, sizeof care);
    memcpy(shape->pattern, pattern, sizeof pattern);
    shape->len = len;
    shape->words = (len + 7) / 8;
    shape->bare = bare;
    shape->month = head->stamp.civil.year == 0 ? head->stamp.civil.month : 0;
    shape->layout = layout_of(line, head, len);
    return true;
}
