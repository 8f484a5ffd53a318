/* SPDX-License-Identifier: MIT */
/*
 * idn - the only door to libidn2.
 *
 * Memory   libidn2 allocates. Only domains with a byte over 0x7F come here,
 *          and those are rare.
 * Source   RFC 5891; UTS #46, nontransitional.
 */
#include "parse/idn.h"

#include <string.h>

#include <idn2.h>

#define NAME_MAX_BYTES 1024 /* of a U-label name; DNS allows 255 octets */

size_t bs_idn_ascii(char *out, size_t size, struct bs_str domain)
{
    char name[NAME_MAX_BYTES + 1];
    char *ascii = NULL;
    size_t len = 0;

    if (domain.len > NAME_MAX_BYTES ||
        memchr(domain.data, '\0', domain.len) != NULL)
        return 0;
    memcpy(name, domain.data, domain.len);
    name[domain.len] = '\0';
    if (idn2_to_ascii_8z(name, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) ==
        IDN2_OK) {
        len = strlen(ascii);
        if (len <= size)
            memcpy(out, ascii, len);
        else
            len = 0;
    }
    idn2_free(ascii);
    return len;
}
