/* SPDX-License-Identifier: MIT */
/*
 * entries_json - what journalctl -o json and json-seq write, an object a line;
 * the only door to Jansson.
 *
 * Knows    A value is a text, or an array of bytes if it is not UTF-8; a field
 *          that an entry has twice is an array of these, and the first counts.
 *          A line that is no such object is handed on as it stands, to be
 *          counted with the others.
 * Limits   A line over JSON_MAX is handed on, too, cut: journalctl's longest
 *          form of the longest message is shorter.
 * Memory   Jansson makes a tree of a line: up to some 20 times JSON_MAX.
 * Source   systemd.io/JOURNAL_EXPORT_FORMATS, RFC 7464.
 */
#include <jansson.h>
#include <stdbool.h>
#include <string.h>

#include "input/entries.h"

#define JSON_MAX ((size_t)524288)
#define RECORD_SEPARATOR '\x1e' /* in front of each object in json-seq */

struct json {
    size_t len;
    bool longer; /* than what was kept of it */
    json_t *object;
    char bytes[BS_ENTRY_SIZE]; /* of a value that is an array */
    char line[JSON_MAX];
};

static struct bs_str get_bytes(struct json *json, const json_t *array)
{
    size_t len = json_array_size(array);

    if (len > sizeof json->bytes)
        len = sizeof json->bytes;
    for (size_t i = 0; i < len; i++) {
        const json_int_t byte = json_integer_value(json_array_get(array, i));

        json->bytes[i] = (char)(unsigned char)byte;
    }
    return (struct bs_str){json->bytes, len};
}

static struct bs_str get(void *entry, enum bs_entry_field field)
{
    struct json *json = entry;
    const json_t *value = json_object_get(json->object, bs_entry_names[field]);
    const json_t *first = json_array_get(value, 0); /* NULL: no array */

    if (json_is_string(first) || json_is_array(first))
        value = first;
    if (json_is_array(value))
        return get_bytes(json, value);
    return (struct bs_str){json_string_value(value), json_string_length(value)};
}

static void hand_on(const struct json *json, struct bs_entries_line *line)
{
    line->len = json->len < BS_ENTRY_SIZE ? json->len : BS_ENTRY_SIZE;
    memcpy(line->text, json->line, line->len);
}

static struct bs_str object_of(const struct json *json)
{
    const size_t skip = json->len > 0 && json->line[0] == RECORD_SEPARATOR;

    return (struct bs_str){json->line + skip, json->len - skip};
}

/* Makes a line, without newline, of what was gathered. BS_TAKEN_BAD: it is no
 * entry, and handed on. */
static enum bs_taken convert(struct json *json, struct bs_entries_line *line)
{
    const struct bs_str text = object_of(json);
    enum bs_taken taken = BS_TAKEN_BAD;
    json_error_t error = {0};

    if (!json->longer && text.len > 0 && text.data[0] == '{')
        json->object = json_loadb(text.data, text.len, JSON_ALLOW_NUL, &error);
    if (get(json, BS_ENTRY_TIME).len > 0) {
        line->len = bs_entry_line(line->text, get, json);
        taken = BS_TAKEN_LINE;
    } else if (json->object == NULL &&
               json_error_code(&error) == json_error_out_of_memory) {
        taken = BS_TAKEN_NO_MEMORY;
    } else {
        hand_on(json, line);
    }
    json_decref(json->object);
    json->object = NULL;
    json->len = 0;
    json->longer = false;
    return taken;
}

static enum bs_taken
take(void *form, struct bs_str *text, struct bs_entries_line *line)
{
    struct json *json = form;
    const char *newline = memchr(text->data, '\n', text->len);
    const size_t len =
        newline != NULL ? (size_t)(newline - text->data) : text->len;
    const size_t room = JSON_MAX - json->len;
    const size_t part = len < room ? len : room;

    memcpy(json->line + json->len, text->data, part);
    json->len += part;
    json->longer |= part < len;
    text->data += len;
    text->len -= len;
    if (newline == NULL)
        return BS_TAKEN_ALL;
    text->data++;
    text->len--;
    if (convert(json, line) == BS_TAKEN_NO_MEMORY)
        return BS_TAKEN_NO_MEMORY;
    line->text[line->len++] = '\n';
    return BS_TAKEN_LINE;
}

static enum bs_taken end(void *form, struct bs_entries_line *line)
{
    struct json *json = form;
    const struct bs_str text = object_of(json);
    enum bs_taken taken;
    bool is_object = text.len > 0 && text.data[0] == '{';

    if (json->len == 0)
        return BS_TAKEN_ALL;
    taken = convert(json, line);
    return taken == BS_TAKEN_BAD && !is_object ? BS_TAKEN_LINE : taken;
}

const struct bs_entries_form bs_entries_json = {
    .name = "json", .size = sizeof(struct json), .take = take, .end = end};
