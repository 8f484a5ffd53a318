/* SPDX-License-Identifier: MIT */
/* mime - text in the form that mail has (RFC 2045 to 2047). */
#include "cli/mime.h"

#include <string.h>

#define LINE_MAX_LEN 76
#define WORD_BYTES 39 /* of an encoded word: 52 characters, and 12 around */
#define PLAIN_MAX 900 /* RFC 5322 allows 998 characters a line */

static bool is_plain(char c)
{
    return (c >= '!' && c <= '~' && c != '=') || c == ' ' || c == '\t';
}

/* What the first byte of a line must not be as it is. */
static bool starts_mark(struct bs_str line)
{
    return line.len > 0 &&
           (line.data[0] == '.' ||
            (line.len >= 5 && memcmp(line.data, "From ", 5) == 0));
}

/* One line of the text, without its end. */
static void quote_line(struct out *out, struct bs_str line)
{
    size_t used = 0;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.data[i];
        bool last = i + 1 == line.len;
        bool blank = c == ' ' || c == '\t';
        bool bare =
            is_plain(c) && !(blank && last) && !(i == 0 && starts_mark(line));
        size_t size = bare ? 1 : 3;

        /* A soft break takes the 76th; a dot must not begin what follows. */
        if (used + size > LINE_MAX_LEN - (last ? 0 : 1)) {
            out_text(out, "=\n");
            used = 0;
            bare = bare && c != '.' && c != 'F';
            size = bare ? 1 : 3;
        }
        if (bare)
            out_add(out, &c, 1);
        else
            out_print(out, "=%02X", (unsigned)(unsigned char)c);
        used += size;
    }
}

void mime_quoted(struct out *out, struct bs_str text)
{
    while (text.len > 0) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end != NULL ? (size_t)(end - text.data) : text.len;

        quote_line(out, (struct bs_str){text.data, len});
        out_text(out, "\n");
        len += end != NULL;
        text = (struct bs_str){text.data + len, text.len - len};
    }
}

static void base64(struct out *out, struct bs_str text)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
        "uvwxyz0123456789+/";

    for (size_t i = 0; i < text.len; i += 3) {
        unsigned long bits = 0;
        char four[4];

        for (size_t j = 0; j < 3; j++)
            bits = bits << 8 |
                   (i + j < text.len
                        ? (unsigned long)(unsigned char)text.data[i + j]
                        : 0);
        for (size_t j = 0; j < 4; j++)
            four[j] =
                i + j > text.len ? '=' : digits[bits >> (18 - 6 * j) & 0x3F];
        out_add(out, four, sizeof four);
    }
}

/* Bytes of an encoded word: whole characters. */
static size_t word_len(struct bs_str text)
{
    size_t len = text.len < WORD_BYTES ? text.len : WORD_BYTES;

    while (len > 1 && len < text.len &&
           ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--;
    return len;
}

/* May it stand as it is? Not what would be taken for an encoded word. */
static bool is_bare(struct bs_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] >= 0x7F ||
            (text.data[i] == '=' && i + 1 < text.len &&
             text.data[i + 1] == '?'))
            return false;
    return true;
}

/* At blanks only, as there folding changes nothing. */
static void fold(struct out *out, struct bs_str text, size_t column)
{
    for (size_t i = 0; i < text.len;) {
        size_t len = i + 1;

        while (len < text.len && text.data[len] != ' ')
            len++;
        len -= i;
        if (column + len > LINE_MAX_LEN && text.data[i] == ' ') {
            out_text(out, "\n");
            column = 0;
        }
        out_add(out, text.data + i, len);
        column += len;
        i += len;
    }
}

void mime_header(struct out *out, const char *name, struct bs_str text)
{
    struct out clean;

    out_memory(&clean);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];

        out_add(&clean, c < 0x20 || c == 0x7F ? " " : text.data + i, 1);
    }
    text = (struct bs_str){clean.data, clean.len};
    out_print(out, "%s: ", name);
    if (is_bare(text)) {
        fold(out, text, strlen(name) + 2);
        text.len = 0;
    }
    while (text.len > 0) {
        size_t len = word_len(text);

        out_text(out, "=?UTF-8?B?");
        base64(out, (struct bs_str){text.data, len});
        out_text(out, "?=");
        text = (struct bs_str){text.data + len, text.len - len};
        out_text(out, text.len > 0 ? "\n " : "");
    }
    out_text(out, "\n");
    out_abandon(&clean);
}

bool mime_is_plain(const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < len; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return len <= PLAIN_MAX && text[strspn(text, " ")] != '\0';
}
