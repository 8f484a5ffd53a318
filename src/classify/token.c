/* SPDX-License-Identifier: MIT */
/* token - what a word of a masked reply is. */
#include "classify/token.h"

#include <string.h>

#include "base/number.h"
#include "classify/mask.h"

#define IP6_MAX 64  /* bytes; none is longer */
#define TLD_MAX 24  /* letters of the last label of a host */
#define DIGITS_ID 4 /* of a code: "S3150"; more are an id */

static bool is_letter(char c)
{
    return bs_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool is_mark(char c)
{
    return c == BS_MARK_IP || c == BS_MARK_ID;
}

bool bs_token_has(char c)
{
    return is_letter(c) || bs_is_digit(c) || is_mark(c) ||
           memchr(".-_+~", c, 5) != NULL;
}

size_t bs_token_length(struct bs_str text)
{
    size_t len = 0;

    while (len < text.len && bs_token_has(text.data[len]))
        len++;
    while (len > 1 && memchr(".-_+~", text.data[len - 1], 5) != NULL)
        len--;
    return len > 0 ? len : 1;
}

static size_t count_digits(struct bs_str text, size_t from)
{
    size_t at = from;

    while (at < text.len && bs_is_digit(text.data[at]))
        at++;
    return at - from;
}

static size_t count_letters(struct bs_str text, size_t from)
{
    size_t at = from;

    while (at < text.len && is_letter(text.data[at]))
        at++;
    return at - from;
}

size_t bs_token_dsn(struct bs_str text)
{
    size_t at = 1;

    if (text.len < 5 || memchr("245", text.data[0], 3) == NULL)
        return 0;
    for (int i = 0; i < 2; i++) {
        size_t digits;

        if (at >= text.len || text.data[at] != '.')
            return 0;
        digits = count_digits(text, at + 1);
        if (digits == 0 || digits > 3)
            return 0;
        at += 1 + digits;
    }
    return at < text.len &&
                   (is_letter(text.data[at]) || text.data[at] == '.') &&
                   count_digits(text, at + 1) > 0
               ? 0
               : at;
}

static bool is_ip6(char c)
{
    const char lower = bs_lower(c);

    return c == ':' || c == '.' || bs_is_digit(c) || is_mark(c) ||
           (lower >= 'a' && lower <= 'f');
}

size_t bs_token_ip6(struct bs_str text)
{
    size_t len = 0;
    unsigned colons = 0;
    bool pair = false;

    for (; len < text.len && len < IP6_MAX && is_ip6(text.data[len]); len++)
        if (text.data[len] == ':') {
            colons++;
            pair = pair || (len > 0 && text.data[len - 1] == ':');
        }
    while (len > 0 && memchr(":.", text.data[len - 1], 2) != NULL)
        len--;
    if (len < text.len && bs_token_has(text.data[len]) &&
        text.data[len] != '.' && text.data[len] != '-')
        return 0;
    return colons >= 2 && (pair || colons >= 5) ? len : 0;
}

/* Labels of which the last has letters only, in one case: "mx.example.com",
 * but not "RESOLVER.ADR.RecipientNotFound", or "it.Please". */
static bool is_host(struct bs_str token)
{
    const char *dot = memrchr(token.data, '.', token.len);
    struct bs_str label;
    size_t upper = 0;

    if (dot == NULL || dot == token.data ||
        memmem(token.data, token.len, "..", 2) != NULL)
        return false;
    label.data = dot + 1;
    label.len = token.len - (size_t)(label.data - token.data);
    if (label.len > 4 && memcmp(label.data, "xn--", 4) == 0)
        return true;
    for (size_t i = 0; i < label.len; i++) {
        if (!bs_is_alpha(label.data[i]))
            return false;
        upper += bs_lower(label.data[i]) != label.data[i];
    }
    return label.len >= 2 && label.len <= TLD_MAX &&
           (upper == 0 || upper == label.len);
}

/* "S3150", "OFR_416", "RP-001": codes of providers. */
static bool is_code(struct bs_str token)
{
    size_t letters = 0;
    size_t at;
    size_t digits;

    while (letters < token.len && token.data[letters] >= 'A' &&
           token.data[letters] <= 'Z')
        letters++;
    at = letters;
    if (at < token.len && memchr("-_", token.data[at], 2) != NULL)
        at++;
    digits = count_digits(token, at);
    return letters > 0 && letters <= 4 && digits > 0 && digits <= DIGITS_ID &&
           at + digits == token.len;
}

static bool is_standard(struct bs_str token)
{
    static const char *const names[] = {"rfc", "tls", "ssl", "ipv",
                                        "sha", "utf", "md5"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (token.len >= 3 && token.len < 12 &&
            bs_lower(token.data[0]) == names[i][0] &&
            bs_lower(token.data[1]) == names[i][1] &&
            bs_lower(token.data[2]) == names[i][2])
            return true;
    return false;
}

/* "300s", "20MB", "5-day" */
static bool has_unit(struct bs_str token)
{
    size_t at = count_digits(token, 0);
    const bool apart = at < token.len && token.data[at] == '-';
    size_t letters;

    at += apart;
    letters = count_letters(token, at);
    return at > 0 && letters > 0 && at + letters == token.len &&
           letters <= (apart ? 8 : 2);
}

enum bs_token bs_token_kind(struct bs_str token)
{
    size_t letters = 0;
    size_t digits = 0;
    bool id = false;
    bool ip = false;

    for (size_t i = 0; i < token.len; i++) {
        letters += is_letter(token.data[i]);
        digits += bs_is_digit(token.data[i]);
        id = id || token.data[i] == BS_MARK_ID;
        ip = ip || token.data[i] == BS_MARK_IP;
    }
    if (is_host(token))
        return BS_TOKEN_HOST;
    if (id)
        return BS_TOKEN_ID;
    if (letters == 0 && ip)
        return BS_TOKEN_IP;
    if (digits == 0 && !ip)
        return BS_TOKEN_WORD;
    if (letters == 0)
        return bs_token_dsn(token) == token.len ? BS_TOKEN_WORD
                                                : BS_TOKEN_NUMBER;
    if (is_code(token) || is_standard(token))
        return BS_TOKEN_WORD;
    return has_unit(token) ? BS_TOKEN_UNIT : BS_TOKEN_ID;
}
