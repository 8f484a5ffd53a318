/* SPDX-License-Identifier: MIT */
/*
 * width - how many columns text takes on a terminal; wrapping.
 *
 * Knows    A small table instead of wcwidth(), which depends on an installed
 *          locale.
 * Source   Unicode 15.0, EastAsianWidth (W, F) and general categories Mn, Me,
 *          Cf, in ranges as terminals show them.
 */
#include "cli/width.h"

#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>

#include "cli/opt.h"

struct range {
    uint32_t first, last;
};

static const struct range none[] = {
    /* in order */
    {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x06D6, 0x06DC},   {0x0730, 0x074A},   {0x0900, 0x0902},
    {0x093C, 0x093C}, {0x0941, 0x0948},   {0x094D, 0x094D},   {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},   {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x202A, 0x202E},   {0x2060, 0x2064},   {0x2066, 0x206F},
    {0x20D0, 0x20FF}, {0x302A, 0x302D},   {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

static const struct range wide[] = {
    /* in order */
    {0x1100, 0x115F},   {0x2329, 0x232A},   {0x2E80, 0x3029},
    {0x302E, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},
    {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

static bool within(const struct range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count && ranges[i].first <= c; i++)
        if (c <= ranges[i].last)
            return true;
    return false;
}

static size_t columns_of(uint32_t c)
{
    if (c < 0x300)
        return 1;
    if (within(none, COUNT_OF(none), c))
        return 0;
    return within(wide, COUNT_OF(wide), c) ? 2 : 1;
}

/* One character of valid UTF-8; returns its bytes. */
static size_t decode(uint32_t *out, const char *data, size_t len)
{
    unsigned char first = (unsigned char)data[0];
    size_t count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    uint32_t value = count == 1 ? first : first & (0x7FU >> count);

    if (count > len)
        count = len;
    for (size_t i = 1; i < count; i++)
        value = value << 6 | ((unsigned char)data[i] & 0x3FU);
    *out = value;
    return count;
}

struct bs_str width_cut(struct bs_str text, size_t columns, size_t *taken)
{
    size_t used = 0;
    size_t i = 0;

    while (i < text.len) {
        uint32_t c;
        size_t bytes = decode(&c, text.data + i, text.len - i);
        size_t wanted = columns_of(c);

        if (used + wanted > columns)
            break;
        used += wanted;
        i += bytes;
    }
    *taken = used;
    return (struct bs_str){text.data, i};
}

size_t width_of(struct bs_str text)
{
    size_t taken;

    (void)width_cut(text, SIZE_MAX, &taken);
    return taken;
}

static void add_word(struct out *out, struct bs_str word, size_t *column,
                     size_t indent, size_t columns)
{
    char safe[1024];
    size_t width;
    bool first = *column <= indent;

    if (bs_str_terminal(safe, sizeof safe, word) < sizeof safe)
        width = width_of(bs_str_of(safe));
    else
        width = word.len;
    if (!first && *column + 1 + width > columns) {
        out_text(out, "\n");
        out_fill(out, ' ', indent);
        *column = indent;
        first = true;
    }
    if (!first)
        out_text(out, " ");
    out_safe(out, word);
    *column += width + (first ? 0 : 1);
}

void width_wrap(struct out *out, const char *text, size_t column, size_t indent,
                size_t columns)
{
    if (column < indent)
        out_fill(out, ' ', indent - column);
    if (column < indent || column == 0)
        column = indent;
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, " \n");

        if (len > 0)
            add_word(out, (struct bs_str){at, len}, &column, indent, columns);
        at += len;
        at += strspn(at, " \n");
    }
}

size_t width_terminal(int fd)
{
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col < 20)
        return 80;
    return size.ws_col;
}
