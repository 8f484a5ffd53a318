/* SPDX-License-Identifier: MIT */
/*
 * entries_export - what journalctl -o export writes.
 *
 *     NAME=text                  a field
 *     NAME                       the same, with any bytes: their number in
 *     <eight bytes>data          eight bytes, the lowest first
 *                                an empty line ends the entry
 *
 * Knows    Of a field that an entry has twice, the first counts, as in the
 *          journal itself. An entry without the empty line behind it is not
 *          complete: more of it may come.
 * Limits   Of each field so many bytes are kept as its line can take.
 * Source   systemd.io/JOURNAL_EXPORT_FORMATS.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/number.h"
#include "input/entries.h"

#define NAME_MAX_LEN 64 /* systemd's own limit */
#define VALUE_MAX 1024  /* of a field other than the message */

enum place { IN_NAME, IN_TEXT, IN_LENGTH, IN_DATA, BEHIND_DATA };

struct value {
    char *text;
    size_t len, room;
};

struct export
{
    enum place place;
    bool begun; /* the entry has a field */
    char name[NAME_MAX_LEN];
    size_t name_len;
    char length[8];
    size_t length_len;
    uint64_t left;                        /* of the data */
    struct value *value;                  /* of the field; NULL: not wanted */
    struct value values[BS_ENTRY_FIELDS]; /* text is NULL if not there */
    char message[BS_ENTRY_SIZE];
    char texts[BS_ENTRY_FIELDS][VALUE_MAX];
};

static struct bs_str get(void *entry, enum bs_entry_field field)
{
    const struct export *export = entry;

    return (struct bs_str){export->values[field].text,
                           export->values[field].len};
}

/* The name is complete: is the value wanted? */
static void begin_value(struct export *export)
{
    export->value = NULL;
    for (size_t i = 0; i < BS_ENTRY_FIELDS; i++) {
        struct value *value = &export->values[i];

        if (strlen(bs_entry_names[i]) != export->name_len ||
            memcmp(bs_entry_names[i], export->name, export->name_len) != 0 ||
            value->text != NULL)
            continue;
        *value = (struct value){.text = export->texts[i], .room = VALUE_MAX};
        if (i == BS_ENTRY_MESSAGE)
            *value = (struct value){.text = export->message,
                                    .room = sizeof export->message};
        export->value = value;
    }
    export->name_len = 0;
    export->begun = true;
}

/* Takes bytes of a value. */
static void keep(struct export *export, struct bs_str *text, size_t len)
{
    struct value *value = export->value;
    size_t part = len;

    if (value != NULL) {
        if (part > value->room - value->len)
            part = value->room - value->len;
        memcpy(value->text + value->len, text->data, part);
        value->len += part;
    }
    text->data += len;
    text->len -= len;
}

static char take_byte(struct bs_str *text)
{
    text->len--;
    return *text->data++;
}

static enum bs_taken
end_entry(struct export *export, struct bs_entries_line *line)
{
    if (!export->begun)
        return BS_TAKEN_ALL; /* an empty line more */
    line->len = bs_entry_line(line->text, get, export);
    line->text[line->len++] = '\n';
    export->begun = false;
    memset(export->values, 0, sizeof export->values);
    return BS_TAKEN_LINE;
}

static enum bs_taken take_name(struct export *export, struct bs_str *text,
                               struct bs_entries_line *line)
{
    const char c = take_byte(text);

    if (c == '\n' && export->name_len == 0)
        return end_entry(export, line);
    if ((c == '\n' || c == '=') && export->name_len > 0) {
        begin_value(export);
        export->place = c == '=' ? IN_TEXT : IN_LENGTH;
        export->length_len = 0;
        return BS_TAKEN_ALL;
    }
    if (export->name_len == NAME_MAX_LEN ||
        !((c >= 'A' && c <= 'Z') || bs_is_digit(c) || c == '_'))
        return BS_TAKEN_BAD;
    export->name[export->name_len++] = c;
    return BS_TAKEN_ALL;
}

static void take_text(struct export *export, struct bs_str *text)
{
    const char *newline = memchr(text->data, '\n', text->len);

    keep(export, text,
         newline != NULL ? (size_t)(newline - text->data) : text->len);
    if (newline == NULL)
        return;
    (void)take_byte(text);
    export->place = IN_NAME;
}

static void take_length(struct export *export, struct bs_str *text)
{
    export->length[export->length_len++] = take_byte(text);
    if (export->length_len < sizeof export->length)
        return;
    export->left = bs_little(export->length);
    export->place = export->left > 0 ? IN_DATA : BEHIND_DATA;
}

static void take_data(struct export *export, struct bs_str *text)
{
    const size_t len =
        export->left < text->len ? (size_t) export->left : text->len;

    keep(export, text, len);
    export->left -= len;
    if (export->left == 0)
        export->place = BEHIND_DATA;
}

static enum bs_taken
take(void *form, struct bs_str *text, struct bs_entries_line *line)
{
    struct export *export = form;
    enum bs_taken taken = BS_TAKEN_ALL;

    while (text->len > 0 && taken == BS_TAKEN_ALL)
        switch (export->place) {
        case IN_NAME: taken = take_name(export, text, line); break;
        case IN_TEXT: take_text(export, text); break;
        case IN_LENGTH: take_length(export, text); break;
        case IN_DATA: take_data(export, text); break;
        case BEHIND_DATA:
            if (take_byte(text) != '\n')
                taken = BS_TAKEN_BAD;
            export->place = IN_NAME;
            break;
        }
    return taken;
}

static enum bs_taken end(void *form, struct bs_entries_line *line)
{
    const struct export *export = form;

    (void)line;
    return export->begun || export->name_len > 0 ? BS_TAKEN_BAD : BS_TAKEN_ALL;
}

const struct bs_entries_form bs_entries_export = {
    .name = "export", .size = sizeof(struct export), .take = take, .end = end};
