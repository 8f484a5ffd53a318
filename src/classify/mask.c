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

#include "base/lanes.h"
#include "base/number.h"

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
    [248] = L8,     [0] = OTHER,     [1] = O8,
};

struct writer {
    char *to;
    const char *end;   /* of the text */
    const char *word;  /* where it begins in the text */
    char *word_out;    /* and in what is written */
    unsigned kinds_in; /* the word */
    bool masked;       /* something in the word was */
    bool angles;       /* there may be a '>' */
};

static unsigned kind_of(char c)
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

/* Does a piece with digits differ from one recipient to the next? */
static bool
is_varied(const struct writer *w, struct bs_str piece, unsigned kinds_in)
{
    const char *behind = piece.data + piece.len;
    const bool last = behind == w->end || kind_of(*behind) == BLANK;

    if (w->masked)
        return true;
    if (piece.len == 3 && last && piece.data == w->word &&
        memchr("245", piece.data[0], 3) != NULL)
        return false;
    if ((kinds_in & LETTER) != 0)
        return piece.len >= BS_MASK_ID;
    return piece.len > 3 || (!last && *behind == ':') ||
           (piece.data == w->word && (last || *behind == ','));
}

/* A run of letters and digits; returns where it ends. */
static const char *put_piece(struct writer *w, const char *at)
{
    const char *begin = at;
    char *out = w->to;
    unsigned kinds_in = 0;
    unsigned kind;
    size_t address = 0;
    char *to = out;

    for (; at < w->end && ((kind = kind_of(*at)) & (LETTER | DIGIT)) != 0;
         at++) {
        kinds_in |= kind;
        *to++ = *at;
    }
    w->to = to;
    w->kinds_in |= kinds_in;
    if ((kinds_in & DIGIT) == 0)
        return at;
    if ((kinds_in & LETTER) == 0 && at < w->end && *at == '.')
        address = address_length(begin, w->end);
    if (address == 0 &&
        !is_varied(w, (struct bs_str){begin, (size_t)(at - begin)}, kinds_in))
        return at;
    *out = BS_MARK_IP;
    if (address == 0)
        *out = (kinds_in & LETTER) == 0 ? '0' : BS_MARK_ID;
    w->to = out + 1;
    w->masked = true;
    return address != 0 ? begin + address : at;
}

/* "user@example.com", "mx.example.com[192.0.2.1]:25"; 0: neither. */
static char address_mark(const char *word, size_t len)
{
    const char *at = memchr(word, '@', len);
    const char *open = memchr(word, '[', len);

    if (at != NULL)
        return memmem(word, (size_t)(at - word), "://", 3) == NULL
                   ? BS_MARK_ADDRESS
                   : 0;
    return open != NULL && open > word && is_part(open[-1]) ? BS_MARK_HOST : 0;
}

static void begin_word(struct writer *w, const char *at)
{
    w->word = at;
    w->word_out = w->to;
    w->kinds_in = 0;
    w->masked = false;
}

/* A colon behind it stays: what was said follows. */
static void end_word(struct writer *w, const char *at)
{
    char mark;

    if ((w->kinds_in & SPECIAL) == 0)
        return;
    mark = address_mark(w->word, (size_t)(at - w->word));
    if (mark == 0)
        return;
    *w->word_out = mark;
    w->to = w->word_out + 1;
    if (at[-1] == ':')
        *w->to++ = ':';
}

/* Where the <> that begins here ends; NULL: nowhere, or it has a URL. */
static const char *find_close(struct writer *w, const char *at)
{
    const char *close = NULL;

    if (*at == '<' && w->angles) {
        close = memchr(at, '>', (size_t)(w->end - at));
        w->angles = close != NULL;
    }
    if (close != NULL && close - at > 5 && memcmp(at + 1, "http", 4) == 0)
        return NULL;
    return close;
}

/* What is in <> is a word of its own; returns where it ends. */
static const char *put_special(struct writer *w, const char *at)
{
    const char *close = find_close(w, at);

    if (close == NULL) {
        w->kinds_in |= SPECIAL;
        *w->to++ = *at;
        return at + 1;
    }
    end_word(w, at);
    *w->to++ = memchr(at, '@', (size_t)(close - at)) != NULL ? BS_MARK_ADDRESS
                                                             : BS_MARK_ANGLES;
    begin_word(w, close + 1);
    return close + 1;
}

/* A word and the blank behind it; returns where the next one begins. */
static const char *put_word(struct writer *w, const char *at)
{
    begin_word(w, at);
    while (at < w->end) {
        const unsigned kind = kind_of(*at);

        if ((kind & (LETTER | DIGIT)) != 0) {
            at = put_piece(w, at);
        } else if (kind == SPECIAL) {
            at = put_special(w, at);
        } else if (kind == BLANK) {
            end_word(w, at);
            *w->to++ = ' ';
            return at + 1;
        } else {
            *w->to++ = *at++;
        }
    }
    end_word(w, at);
    return at;
}

/* Must the word be looked at in which it stands? */
static bool is_notable(char c)
{
    return (kind_of(c) & (DIGIT | SPECIAL)) != 0 ||
           (kind_of(c) == BLANK && c != ' ');
}

/* How many bytes stand before the first notable one. */
static size_t count_plain(bs_lanes bytes)
{
    return bs_lanes_first(
        (bs_lanes)((bytes - '0' < 10) | (bytes - '\t' < ' ' - '\t') |
                   (bytes == '<') | (bytes == '@') | (bytes == '[')));
}

/* Copies words in which nothing is masked; returns where another one begins. */
static const char *put_plain(struct writer *w, const char *at)
{
    const char *begin = at;
    size_t count = BS_LANES;

    while (count == BS_LANES && (size_t)(w->end - at) >= BS_LANES) {
        memcpy(w->to, at, BS_LANES);
        count = count_plain(bs_lanes_load(at));
        at += count;
        w->to += count;
    }
    while (at < w->end && !is_notable(*at))
        *w->to++ = *at++;
    if (at == w->end)
        return at;
    while (at > begin && at[-1] != ' ') {
        at--;
        w->to--;
    }
    return at;
}

size_t bs_mask(char *out, struct bs_str text)
{
    const char *at = text.data;
    struct writer w = {.to = out,
                       .end = text.len > 0 ? text.data + text.len : at,
                       .angles = true};

    while (at < w.end) {
        at = put_plain(&w, at);
        if (at < w.end)
            at = put_word(&w, at);
    }
    return (size_t)(w.to - out);
}
