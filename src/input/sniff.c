/* SPDX-License-Identifier: MIT */
/*
 * sniff - what the first bytes of an input say.
 *
 * Limits   Looks at 64 KiB. A log whose readable part begins later is still
 *          accepted if NULs stand in front of it (a file that was truncated
 *          while its writer went on).
 * Source   The magic numbers: RFC 1952, RFC 8878, file(1).
 */
#include "input/sniff.h"

#include <stdint.h>
#include <string.h>

#define LOOK 65536
#define LINE_MIN 16     /* a shorter run may stand in any binary */
#define LINE_ASCII 90   /* percent of a readable line */
#define CONTROL_MAX 50  /* percent of the bytes, beside a readable line */
#define CONTROL_ALONE 5 /* the same, without one; noise has 11 */
#define EXACT SIZE_MAX

#define UNPACK "; unpack it first"
#define NO_LOG ", not a log"
#define JOURNAL                                                                \
    "a journal file; pipe the output of journalctl --file into bouncestat -"

struct magic {
    enum bs_filter filter;
    size_t min;    /* bytes that must be there */
    size_t nibble; /* of this byte only the high four bits count */
    struct bs_str bytes;
};

static const struct magic filters[] = {
    {BS_FILTER_GZ, 2, EXACT, {"\x1f\x8b", 2}},
    {BS_FILTER_BZ2, 4, 3, {"BZh01AY&SY", 10}},
    {BS_FILTER_BZ2, 4, 3, {"BZh0\x17rE8P\x90", 10}}, /* empty */
    {BS_FILTER_XZ, 2, EXACT, {"\xfd\x37zXZ\0", 6}},
    {BS_FILTER_ZST, 3, EXACT, {"\x28\xb5\x2f\xfd", 4}},
    {BS_FILTER_ZST, 4, 0, {"\x50\x2a\x4d\x18", 4}}, /* skippable frame */
};

static const struct kind {
    size_t offset;
    struct bs_str bytes;
    const char *what;
} kinds[] = {
    {0, {"\x7f\x45LF", 4}, "a program" NO_LOG},
    {0, {"%PDF-", 5}, "a PDF document" NO_LOG},
    {0, {"LPKSHHRH", 8}, JOURNAL},
    {0, {"{\n\t\"", 4}, "JSON over several lines; use journalctl -o json"},
    {0, {"data: {\"", 8}, "JSON as server-sent events; use journalctl -o json"},
    {0, {"SQLite format 3", 16}, "an SQLite database" NO_LOG},
    {0, {"\x89PNG\r\n\x1a\n", 8}, "an image" NO_LOG},
    {0, {"\xff\xd8\xff", 3}, "an image" NO_LOG},
    {0, {"GIF87a", 6}, "an image" NO_LOG},
    {0, {"GIF89a", 6}, "an image" NO_LOG},
    {0, {"II*\0", 4}, "an image" NO_LOG},
    {0, {"MM\0*", 4}, "an image" NO_LOG},
    {8, {"WEBPVP8", 7}, "an image" NO_LOG},
    {257, {"ustar", 6}, "a tar archive" UNPACK},
    {257, {"ustar  ", 8}, "a tar archive" UNPACK},
    {0, {"PK\3\4", 4}, "a zip archive" UNPACK},
    {0, {"PK\5\6", 4}, "a zip archive" UNPACK},
    {0, {"7z\xbc\xaf\x27\x1c", 6}, "a 7z archive" UNPACK},
    {0, {"Rar!\x1a\x07", 6}, "a rar archive" UNPACK},
    {0, {"!<arch>\n", 8}, "an ar archive" UNPACK},
    {0, {"\xed\xab\xee\xdb", 4}, "an rpm package" NO_LOG},
    {0, {"\x1f\x9d", 2}, "compressed by compress" UNPACK},
    {0, {"\x04\"M\x18", 4}, "compressed by lz4" UNPACK},
    {0, {"LZIP\1", 5}, "compressed by lzip" UNPACK},
    {0, {"\x5d\0\0", 3}, "compressed by lzma" UNPACK},
    {0, {"\x89LZO\0\r\n\x1a\n", 9}, "compressed by lzop" UNPACK},
    {0, {"\xff\xfe", 2}, "UTF-16 text; convert it to UTF-8 first"},
    {0, {"\xfe\xff", 2}, "UTF-16 text; convert it to UTF-8 first"},
};

struct look {       /* what a text is made of */
    size_t bytes;   /* other than NUL */
    size_t control; /* C0 and DEL that no log needs */
    bool has_line;
};

static bool has_magic(const struct magic *magic, struct bs_str head)
{
    size_t len = head.len < magic->bytes.len ? head.len : magic->bytes.len;

    if (len < magic->min)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned mask = i == magic->nibble ? 0xf0 : 0xff;
        unsigned char seen = (unsigned char)head.data[i];

        if ((seen & mask) != (unsigned char)magic->bytes.data[i])
            return false;
    }
    return true;
}

enum bs_filter bs_sniff_filter(struct bs_str head)
{
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++)
        if (has_magic(&filters[i], head))
            return filters[i].filter;
    return BS_FILTER_PLAIN;
}

enum bs_form bs_sniff_form(struct bs_str head)
{
    const struct bs_str cursor = BS_STR("__CURSOR=");
    size_t at = head.len > 0 && head.data[0] == '\x1e'; /* json-seq */

    if (head.len >= cursor.len &&
        memcmp(head.data, cursor.data, cursor.len) == 0)
        return BS_FORM_EXPORT;
    if (at == head.len || head.data[at++] != '{')
        return BS_FORM_TEXT;
    while (at < head.len && head.data[at] == ' ')
        at++;
    return at < head.len && head.data[at] == '"' ? BS_FORM_JSON : BS_FORM_TEXT;
}

static const char *known_kind(struct bs_str head)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const struct kind *kind = &kinds[i];

        if (head.len >= kind->offset + kind->bytes.len &&
            memcmp(head.data + kind->offset, kind->bytes.data,
                   kind->bytes.len) == 0)
            return kind->what;
    }
    return NULL;
}

static bool is_control(unsigned char c)
{
    return (c < ' ' && strchr("\t\n\r\033", c) == NULL) || c == 0x7f;
}

static struct look look_at(struct bs_str text)
{
    struct look look = {0};
    size_t run = 0, ascii = 0; /* of the line so far */

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];

        if (c == '\n' && run >= LINE_MIN && ascii * 100 >= run * LINE_ASCII)
            look.has_line = true;
        look.bytes += c != '\0';
        if (c == '\0' || c == '\n' || is_control(c)) {
            look.control += c != '\0' && c != '\n';
            run = ascii = 0;
            continue;
        }
        run++;
        ascii += c < 0x7f;
    }
    return look;
}

const char *bs_sniff_refuse(struct bs_str head)
{
    const char *what = known_kind(head);
    struct look look;
    size_t max;

    if (what != NULL)
        return what;
    if (head.len >= LINE_MIN && bs_sniff_filter(head) != BS_FILTER_PLAIN)
        return "compressed twice" UNPACK;
    if (head.len > LOOK)
        head.len = LOOK;
    look = look_at(head);
    max = look.has_line ? CONTROL_MAX : CONTROL_ALONE;
    return look.control * 100 > look.bytes * max ? "binary data" NO_LOG : NULL;
}
