/* SPDX-License-Identifier: MIT */
/*
 * fields - "ID: key=value, key=value, ..." without a regex.
 *
 * Half of what a regex does on a delivery line is to walk over an address byte
 * by byte; here it is one memchr(). A value in <> may hold a quoted local part,
 * and that any character.
 */
#include "parse/fields.h"

#include <string.h>

#include "base/number.h"

#define ID_MAX 40 /* bytes of a queue id */

/* Where "<...>" ends, a quoted local part being passed over; 0: nowhere. */
static size_t angle_end(struct bs_str text)
{
    const char *close = memchr(text.data, '>', text.len);
    size_t at = 1;

    if (close == NULL)
        return 0;
    if (memchr(text.data, '"', (size_t)(close - text.data)) == NULL)
        return (size_t)(close - text.data) + 1;
    for (bool quoted = false; at < text.len; at++) {
        if (text.data[at] == '"')
            quoted = !quoted;
        else if (quoted && text.data[at] == '\\' && at + 1 < text.len)
            at++;
        else if (!quoted && text.data[at] == '>')
            return at + 1;
    }
    return 0;
}

/* Where a value ends: in front of ", ". */
static size_t value_end(struct bs_str text)
{
    const char *comma;

    if (text.len > 0 && *text.data == '<')
        return angle_end(text);
    comma = text.len > 0 ? memchr(text.data, ',', text.len) : NULL;
    return comma != NULL ? (size_t)(comma - text.data) : 0;
}

static void
keep(struct bs_captured *captured, uint8_t field, struct bs_str value)
{
    if (field == BS_FIELD_COUNT)
        return;
    captured->set |= (uint32_t)1 << field;
    captured->fields[field] = bs_address_strip(value);
}

/* The bytes of "name[address]:port"; 0: it is none. What stands in the brackets
 * may also be a path. */
static size_t
read_endpoint(struct bs_captured *captured, uint8_t field, struct bs_str text)
{
    const char *open = memchr(text.data, '[', text.len);
    const char *end = text.data + text.len;
    const char *close;
    struct bs_str address;

    if (open == NULL || open == text.data)
        return 0;
    close = memchr(open, ']', (size_t)(end - open));
    if (close == NULL || memchr(text.data, ',', (size_t)(close - text.data)))
        return 0;
    address = (struct bs_str){open + 1, (size_t)(close - open) - 1};
    keep(captured, field,
         (struct bs_str){text.data, (size_t)(open - text.data)});
    if (address.len > 0 && memchr(address.data, '/', address.len) == NULL)
        keep(captured, BS_FIELD_IP, address);
    close++;
    if (close < end && *close == ':')
        for (close++; close < end && *close != ',';)
            close++;
    return (size_t)(close - text.data);
}

static bool is_key(const struct bs_field_key *key, struct bs_str text)
{
    return text.len >= key->text.len &&
           ((bs_little(text.data) ^ key->word) & key->care) == 0 &&
           (key->text.len <= 8 ||
            memcmp(text.data, key->text.data, key->text.len) == 0);
}

/* The bytes of "key=value, " at the start of text; 0: it is another key. */
static size_t read_field(const struct bs_field_key *key, struct bs_str text,
                         struct bs_captured *captured)
{
    size_t begin = key->text.len;
    struct bs_str value;

    if (!is_key(key, text) || text.len == begin)
        return 0;
    value = (struct bs_str){text.data + begin, text.len - begin};
    value.len = key->endpoint ? read_endpoint(captured, key->field, value)
                              : value_end(value);
    if (value.len == 0 || begin + value.len + 2 > text.len ||
        value.data[value.len] != ',' || value.data[value.len + 1] != ' ')
        return 0;
    if (!key->endpoint)
        keep(captured, key->field, value);
    return begin + value.len + 2;
}

size_t bs_fields_read(const struct bs_front *front, struct bs_str body,
                      struct bs_captured *captured)
{
    size_t room = body.len < ID_MAX ? body.len : ID_MAX;
    size_t at = 0;

    while (at < room && body.data[at] != ':')
        at++;
    if (at == 0 || at + 1 >= room || body.data[at + 1] != ' ')
        return 0;
    keep(captured, BS_FIELD_QUEUE, (struct bs_str){body.data, at});
    at += 2;
    for (size_t i = 0; i < front->key_count; i++) {
        size_t used = read_field(&front->keys[i],
                                 (struct bs_str){body.data + at, body.len - at},
                                 captured);

        if (used == 0 && (i == 0 || front->keys[i].endpoint))
            return 0;
        at += used;
    }
    return at;
}
