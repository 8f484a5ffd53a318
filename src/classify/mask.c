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

/* A colon behind it stays: what was said follows. */
static void end_word(struct writer *w, const char *at)
{
    const char mark = (w->kinds_in & SPECIAL) != 0
                          ? address_mark(w->word, (size_t)(at - w->word))
                          : 0;

    if (mark != 0) {
        *w->word_out = mark;
        w->to = w->word_out + 1;
        if (at[-1] == ':')
            *w->to++ = ':';
    }
    w->word = at;
    w->word_out = w->to;
    w->kinds_in = 0;
    w->masked = false;
}

static const char *put_blank(struct writer *w, const char *at)
{
    end_word(w, at);
    *w->to++ = ' ';
    end_word(w, at + 1);
    return at + 1;
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
    end_word(w, close + 1);
    return close + 1;
}

#define ONES UINT64_C(0x0101010101010101)

/* The high bit of each byte that is n or more; bytes are below 0x80. */
static uint64_t at_least(uint64_t bytes, unsigned char n)
{
    return (bytes + ONES * (0x80U - n)) & ONES * 0x80;
}

static uint64_t between(uint64_t bytes, unsigned char n, unsigned char last)
{
    return at_least(bytes, n) & ~at_least(bytes, last + 1);
}

/* Eight bytes that all may stay; false: they may not. The word in front of them
 * must have nothing special. */
static bool put_eight(struct writer *w, const char *at)
{
    const uint64_t bytes = bs_little(at);
    const uint64_t fine = at_least(bytes, ' ') & ~between(bytes, '0', '9') &
                          ~between(bytes, '<', '<') &
                          ~between(bytes, '@', '@') & ~between(bytes, '[', '[');
    const uint64_t blanks = between(bytes, ' ', ' ');

    if ((bytes & ONES * 0x80) != 0 || fine != ONES * 0x80)
        return false;
    memcpy(w->to, at, sizeof bytes);
    if (blanks != 0) {
        const unsigned behind = 8 - (unsigned)__builtin_clzll(blanks) / 8;

        w->word = at + behind;
        w->word_out = w->to + behind;
        w->masked = false;
    }
    w->to += 8;
    return true;
}

/* Many bytes at a time, up to the start of a piece; returns where. */
static const char *put_plain(struct writer *w, const char *at)
{
    const char *begin = at;

    while (w->end - at >= 8 && put_eight(w, at))
        at += 8;
    if (at == w->end || !is_part(*at))
        return at;
    while (at > begin && is_part(at[-1])) {
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
                       .word = at,
                       .word_out = out,
                       .angles = true};

    while (at < w.end) {
        unsigned kind;

        if (at == w.word) {
            at = put_plain(&w, at);
            if (at == w.end)
                break;
        }
        kind = kind_of(*at);
        if ((kind & (LETTER | DIGIT)) != 0) {
            at = put_piece(&w, at);
        } else if (kind == BLANK) {
            at = put_blank(&w, at);
        } else if (kind == SPECIAL) {
            at = put_special(&w, at);
        } else {
            *w.to++ = *at++;
        }
    }
    end_word(&w, at);
    return (size_t)(w.to - out);
}
