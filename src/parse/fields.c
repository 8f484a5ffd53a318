/* SPDX-License-Identifier: MIT */
/*
 * fields - "ID: key=value, key=value, ..." without a regex.
 *
 * Half of what a regex does on a delivery line is to walk over an address byte
 * by byte; here it is 16 bytes at a time. A value in <> may hold a quoted local part,
 * and that any character.
 */
#include "parse/fields.h"

#include "parse/scan.h"

#define ID_MAX 40 /* bytes of a queue id */

/* Where "<...>" ends, a quoted local part being passed over; 0: nowhere. */
static size_t angle_end(struct bs_str text)
{
    size_t at = bs_scan_either(text.data, text.len, '>', '"');

    if (at < text.len && text.data[at] == '>')
        return at + 1;
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

/* Where a value ends: in front of ", "; 0: nowhere. */
static size_t value_end(struct bs_str text)
{
    size_t comma;

    if (text.len > 0 && *text.data == '<')
        return angle_end(text);
    comma = bs_scan_either(text.data, text.len, ',', ',');
    return comma < text.len ? comma : 0;
}

static void
keep(struct bs_captured *captured, uint8_t field, struct bs_str value)
{
    if (field == BS_FIELD_COUNT)
        return;
    captured->set |= (uint32_t)1 << field;
    captured->fields[field] = value;
}

/* The bytes of "name[address]:port"; 0: it is none. What stands in the brackets
 * may also be a path. */
static size_t
read_endpoint(struct bs_captured *captured, uint8_t field, struct bs_str text)
{
    const size_t open = bs_scan_either(text.data, text.len, '[', ',');
    size_t close;
    struct bs_str address;

    if (open == 0 || open == text.len || text.data[open] == ',')
        return 0;
    address = (struct bs_str){text.data + open + 1, text.len - open - 1};
    address.len = bs_scan_either(address.data, address.len, ']', ',');
    close = open + 1 + address.len;
    if (close == text.len || text.data[close] == ',')
        return 0;
    keep(captured, field, (struct bs_str){text.data, open});
    if (address.len > 0 &&
        bs_scan_either(address.data, address.len, '/', '/') == address.len)
        keep(captured, BS_FIELD_IP, address);
    close++;
    if (close < text.len && text.data[close] == ':')
        while (close < text.len && text.data[close] != ',')
            close++;
    return close;
}

/* The bytes of "key=value, " at the start of text; 0: it is another key. */
static size_t read_field(const struct bs_field_key *key, struct bs_str text,
                         struct bs_captured *captured)
{
    const size_t begin = key->text.text.len;
    struct bs_str value;

    if (!bs_literal_begins(&key->text, text))
        return 0;
    value = (struct bs_str){text.data + begin, text.len - begin};
    value.len = key->endpoint ? read_endpoint(captured, key->field, value)
                              : value_end(value);
    if (value.len == 0 || begin + value.len + 2 > text.len ||
        value.data[value.len] != ',' || value.data[value.len + 1] != ' ')
        return 0;
    if (!key->endpoint)
        keep(captured, key->field, bs_address_strip(value));
    return begin + value.len + 2;
}

size_t bs_fields_read(const struct bs_front *front, struct bs_str body,
                      struct bs_captured *captured)
{
    const size_t room = body.len < ID_MAX ? body.len : ID_MAX;
    size_t at = bs_scan_either(body.data, room, ':', ':');

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
