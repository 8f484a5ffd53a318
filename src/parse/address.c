/* SPDX-License-Identifier: MIT */
/*
 * address - mail addresses as logs write them.
 *
 * The domain is what follows the last @, also of a quoted local part or a
 * source route.
 *
 * Source   RFC 5321 section 4.1.2; RFC 6531 section 3.3 (U-labels).
 */
#include "parse/address.h"

#include <stdint.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "parse/idn.h"

static struct bs_str behind_at(struct bs_str address)
{
    const char *at =
        address.len > 0 ? memrchr(address.data, '@', address.len) : NULL;

    if (at == NULL)
        return (struct bs_str){0};
    return (struct bs_str){at + 1,
                           address.len - (size_t)(at + 1 - address.data)};
}

bool bs_address_complete(struct bs_str address)
{
    if (address.len == 0 || *address.data == '|' || *address.data == '/' ||
        *address.data == ':')
        return false;
    return behind_at(address).len > 0 &&
           behind_at(address).len + 1 < address.len;
}

/* Eight bytes in lower case: adding lifts the letters A to Z over 0x7F, each in
 * its own byte. */
static uint64_t lower_word(const char *data, char *out)
{
    const uint64_t ones = 0x0101010101010101U;
    uint64_t word;
    uint64_t seven;
    uint64_t upper;

    memcpy(&word, data, sizeof word);
    seven = word & (ones * 0x7F);
    upper = (seven + ones * (0x80 - 'A')) & ~(seven + ones * (0x7F - 'Z')) &
            ~word & (ones * 0x80);
    upper = word | upper >> 2;
    memcpy(out, &upper, sizeof upper);
    return word;
}

/* Writes text in lower case; true if a byte is over 0x7F. The last word may
 * overlap the one before. */
static bool lower(char *out, struct bs_str text)
{
    const uint64_t high = 0x8080808080808080U;
    uint64_t seen = 0;
    size_t i = 0;

    for (; i + 8 <= text.len; i += 8)
        seen |= lower_word(text.data + i, out + i);
    if (i < text.len && text.len >= 8) {
        seen |= lower_word(text.data + text.len - 8, out + text.len - 8);
        i = text.len;
    }
    for (; i < text.len; i++) {
        seen |= (unsigned char)text.data[i];
        out[i] = bs_lower(text.data[i]);
    }
    return (seen & high) != 0;
}

static struct bs_str without_dots(struct bs_str domain)
{
    while (domain.len > 0 && domain.data[domain.len - 1] == '.')
        domain.len--;
    return domain;
}

struct bs_str
bs_address_domain(struct bs_str address, char buffer[BS_DOMAIN_MAX])
{
    struct bs_str domain = without_dots(behind_at(address));
    size_t ascii;

    if (domain.len == 0)
        return (struct bs_str){0};
    if (domain.len > BS_DOMAIN_MAX)
        domain.len = BS_DOMAIN_MAX;
    if (lower(buffer, domain) && bs_utf8_valid(domain.data, domain.len)) {
        ascii = bs_idn_ascii(buffer, BS_DOMAIN_MAX, domain);
        if (ascii > 0)
            return without_dots((struct bs_str){buffer, ascii});
        (void)lower(buffer, domain);
    }
    return (struct bs_str){buffer, domain.len};
}
