/* SPDX-License-Identifier: MIT */
/*
 * mask - a reply without what differs from one recipient to the next.
 *
 * Words stand between blanks; a word is made of pieces of letters and digits.
 */
#include "classify/mask.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/number.h"

#define MARK '\1'

enum kind { BLANK = 0, OTHER = 1, LETTER = 2, DIGIT = 4, SPECIAL = 8 };

#define L8 LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER
#define O8 OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER

/* '<', '@' and '[' are special; blanks part words. Bytes from 0x80 on are
 * letters: words of other languages. */
static const uint8_t kinds[256] = {
    ['\t'] = BLANK, ['\n'] = BLANK,  ['\r'] = BLANK, [' '] = BLANK,
    ['!'] = OTHER,  ['"'] = OTHER,   ['#'] = OTHER,  ['$'] = OTHER,
    ['%'] = OTHER,  ['&'] = OTHER,   ['\''] = OTHER, ['('] = OTHER,
    [')'] = OTHER,  ['*'] = OTHER,   ['+'] = OTHER,  [','] = OTHER,
    ['-'] = OTHER,  ['.'] = OTHER,   ['/'] = OTHER,  ['0'] = DIGIT,
    ['1'] = DIGIT,  ['2'] = DIGIT,   ['3'] = DIGIT,  ['4'] = DIGIT,
    ['5'] = DIGIT,  ['6'] = DIGIT,   ['7'] = DIGIT,  ['8'] = DIGIT,
    ['9'] = DIGIT,  [':'] = OTHER,   [';'] = OTHER,  ['<'] = SPECIAL,
    ['='] = OTHER,  ['>'] = OTHER,   ['?'] = OTHER,  ['@'] = SPECIAL,
    ['A'] = L8,     ['I'] = L8,      ['Q'] = L8,     ['Y'] = LETTER,
    ['Z'] = LETTER, ['['] = SPECIAL, ['\\'] = OTHER, [']'] = OTHER,
    ['^'] = OTHER,  ['_'] = OTHER,   ['`'] = OTHER,  ['a'] = L8,
    ['i'] = L8,     ['q'] = L8,      ['y'] = LETTER, ['z'] = LETTER,
    ['{'] = OTHER,  ['|'] = OTHER,   ['}'] = OTHER,  ['~'] = OTHER,
    [127] = OTHER,  [128] = L8,      [136] = L8,     [144] = L8,
    [152] = L8,     [160] = L8,      [168] = L8,     [176] = L8,
    [184] = L8,     [192] = L8,      [200] = L8,     [208] = L8,
    [216] = L8,     [224] = L8,      [232] = L8,     [240] = L8,
    [248] = L8,     [0] = OTHER,     [1] = L8,
};

struct writer {
    char *out;
    size_t size;
    size_t len;
};

static void put(struct writer *to, char c)
{
    if (to->len < to->size)
        to->out[to->len++] = c;
}

static uint8_t kind_of(char c)
{
    return kinds[(unsigned char)c];
}

static bool is_part(char c)
{
    return (kind_of(c) & (LETTER | DIGIT)) != 0;
}

/* The bytes of "192.0.2.1" at the start of text; 0: there is no such thing. */
static size_t address_length(const char *text, const char *end)
{
    const char *at = text;

    for (int i = 0; i < 4; i++) {
        const char *begin = at;

        while (at < end && bs_is_digit(*at))
            at++;
        if (at == begin || at - begin > 3)
            return 0;
        if (i < 3 && (at == end || *at++ != '.'))
            return 0;
    }
    return (size_t)(at - text);
}

struct word {
    const char *begin;
    const char *end;
    bool masked; /* something in it was */
};

/* Does a piece differ from one recipient to the next? */
static bool
is_varied(const struct word *word, struct bs_str piece, uint8_t kinds_in)
{
    const char *behind = piece.data + piece.len;

    if ((kinds_in & DIGIT) == 0)
        return false;
    if (word->masked)
        return true;
    if ((kinds_in & LETTER) != 0)
        return piece.len >= BS_MASK_ID;
    return piece.len > 3 || (behind < word->end && *behind == ':') ||
           (piece.data == word->begin &&
            (behind == word->end || *behind == ','));
}

/* A run of letters and digits; returns where it ends. */
static const char *
put_piece(struct writer *to, struct word *word, const char *at)
{
    const size_t address = bs_is_digit(*at) ? address_length(at, word->end) : 0;
    struct bs_str piece = {at, address};
    uint8_t kinds_in = 0;

    if (address == 0)
        for (; at + piece.len < word->end && is_part(at[piece.len]);
             piece.len++)
            kinds_in |= kind_of(at[piece.len]);
    if (address != 0 || is_varied(word, piece, kinds_in)) {
        put(to, address == 0 && (kinds_in & LETTER) == 0 ? '0' : MARK);
        word->masked = true;
    } else {
        for (size_t i = 0; i < piece.len; i++)
            put(to, bs_lower(at[i]));
    }
    return at + piece.len;
}

/* "user@example.com", "mx.example.com[192.0.2.1]:25" */
static bool is_address(const struct word *word)
{
    const size_t len = (size_t)(word->end - word->begin);
    const char *open = memchr(word->begin, '[', len);

    return memchr(word->begin, '@', len) != NULL ||
           (open != NULL && open > word->begin && is_part(open[-1]));
}

static void put_word(struct writer *to, struct word *word, uint8_t kinds_in)
{
    if ((kinds_in & SPECIAL) != 0 && is_address(word)) {
        put(to, MARK);
        return;
    }
    for (const char *at = word->begin; at < word->end;) {
        if (is_part(*at))
            at = put_piece(to, word, at);
        else
            put(to, *at++);
    }
}

/* A word ends at a blank or a '<' that is closed; returns where. */
static const char *
next_word(struct writer *to, const char *at, const char *end, bool angles)
{
    struct word word = {.begin = at, .end = at};
    uint8_t kinds_in = 0;

    while (word.end < end && kind_of(*word.end) != BLANK &&
           !(angles && *word.end == '<'))
        kinds_in |= kind_of(*word.end++);
    put_word(to, &word, kinds_in);
    return word.end;
}

size_t bs_mask(char *out, size_t size, struct bs_str text)
{
    struct writer to = {out, size, 0};
    const char *end = text.data + text.len;
    bool angles = text.len > 0 && memchr(text.data, '<', text.len) != NULL;

    for (const char *at = text.data; at < end;) {
        const char *close = NULL;

        if (kind_of(*at) == BLANK) {
            put(&to, ' ');
            while (at < end && kind_of(*at) == BLANK)
                at++;
            continue;
        }
        if (angles && *at == '<') {
            close = memchr(at, '>', (size_t)(end - at));
            angles = close != NULL;
            if (close != NULL) {
                put(&to, MARK);
                at = close + 1;
                continue;
            }
        }
        at = next_word(&to, at, end, angles);
    }
    return to.len;
}
