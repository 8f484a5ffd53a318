/* SPDX-License-Identifier: MIT */
/*
 * conf - sections of key = raw value, with line numbers.
 *
 * Memory   One copy of the text, in which continued values are joined in
 *          place (a join never takes more bytes than the lines did), and one
 *          array each for the sections and for the items of all of them.
 */
#include "data/conf.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/number.h"
#include "data/lines.h"

struct bs_conf {
    char *text;
    struct bs_conf_section *sections;
    size_t section_count;
    size_t section_room;
    struct bs_conf_item *items;
    size_t item_count;
    size_t item_room;
};

static struct bs_conf_section *last_section(struct bs_conf *conf)
{
    return conf->section_count > 0 ? &conf->sections[conf->section_count - 1]
                                   : NULL;
}

static enum bs_status read_section(struct bs_conf *conf,
                                   const struct bs_lines *lines,
                                   struct bs_str line, struct bs_error *err)
{
    const char *end = memchr(line.data, ']', line.len);
    struct bs_conf_section section = {.line = lines->number};
    struct bs_conf_section *place;
    struct bs_str head;

    if (end == NULL)
        return bs_fail_at(err, lines->label, lines->number,
                          "section without ']'");
    if (end != line.data + line.len - 1)
        return bs_fail_at(err, lines->label, lines->number, "text behind ']'");
    head = bs_trim((struct bs_str){line.data + 1, line.len - 2});
    section.kind = head;
    section.kind.len = 0;
    while (section.kind.len < head.len &&
           !bs_is_blank(head.data[section.kind.len]))
        section.kind.len++;
    if (section.kind.len == 0)
        return bs_fail_at(err, lines->label, lines->number,
                          "section without a kind");
    section.name = bs_trim((struct bs_str){head.data + section.kind.len,
                                           head.len - section.kind.len});
    place = bs_grow(conf->sections, &conf->section_room, conf->section_count,
                    sizeof *place);
    if (place == NULL)
        return bs_fail_memory(err);
    conf->sections = place;
    conf->sections[conf->section_count++] = section;
    return BS_OK;
}

static bool is_key(struct bs_str key)
{
    for (size_t i = 0; i < key.len; i++)
        if (!bs_is_alpha(key.data[i]) && !bs_is_digit(key.data[i]) &&
            key.data[i] != '-' && key.data[i] != '_')
            return false;
    return key.len > 0;
}

static enum bs_status read_item(struct bs_conf *conf,
                                const struct bs_lines *lines,
                                struct bs_str line, struct bs_error *err)
{
    struct bs_conf_section *section = last_section(conf);
    const char *equals = memchr(line.data, '=', line.len);
    struct bs_conf_item item = {.line = lines->number,
                                .value_line = lines->number};
    struct bs_conf_item *place;

    if (equals == NULL)
        return bs_fail_at(err, lines->label, lines->number, "line without '='");
    item.key =
        bs_trim((struct bs_str){line.data, (size_t)(equals - line.data)});
    if (!is_key(item.key))
        return bs_fail_at(err, lines->label, lines->number,
                          "no key in front of '='");
    if (section == NULL)
        return bs_fail_at(err, lines->label, lines->number,
                          "key '%.*s' before the first section",
                          BS_ARG(item.key));
    item.value = bs_trim((struct bs_str){
        equals + 1, line.len - (size_t)(equals - line.data) - 1});
    place =
        bs_grow(conf->items, &conf->item_room, conf->item_count, sizeof *place);
    if (place == NULL)
        return bs_fail_memory(err);
    conf->items = place;
    conf->items[conf->item_count++] = item;
    section->count++;
    return BS_OK;
}

/* Joins a line that begins with a blank to the value above it. */
static enum bs_status read_more(struct bs_conf *conf,
                                const struct bs_lines *lines,
                                struct bs_str line, struct bs_error *err)
{
    const struct bs_conf_section *section = last_section(conf);
    struct bs_str more = bs_trim(line);
    struct bs_conf_item *item;
    struct bs_str *value;
    char *end;

    if (section == NULL || section->count == 0)
        return bs_fail_at(err, lines->label, lines->number,
                          "no key that this line continues");
    item = &conf->items[conf->item_count - 1];
    value = &item->value;
    if (value->len == 0) {
        *value = more;
        item->value_line = lines->number;
        return BS_OK;
    }
    end = conf->text + (value->data - conf->text) + value->len;
    *end = '\n';
    memmove(end + 1, more.data, more.len);
    value->len += 1 + more.len;
    return BS_OK;
}

static enum bs_status read_line(struct bs_conf *conf,
                                const struct bs_lines *lines,
                                struct bs_str line, struct bs_error *err)
{
    if (bs_is_blank(line.data[0]))
        return read_more(conf, lines, line, err);
    line = bs_trim(line);
    if (line.data[0] == '[')
        return read_section(conf, lines, line, err);
    return read_item(conf, lines, line, err);
}

/* Gives each section its items, once the array no longer moves. */
static void share_items(struct bs_conf *conf)
{
    size_t first = 0;

    for (size_t i = 0; i < conf->section_count; i++) {
        if (conf->sections[i].count > 0)
            conf->sections[i].items = conf->items + first;
        first += conf->sections[i].count;
    }
}

static enum bs_status read_all(struct bs_conf *conf, const char *label,
                               size_t len, struct bs_error *err)
{
    struct bs_lines lines = {.label = label, .rest = {conf->text, len}};
    struct bs_str line;
    enum bs_status status;

    while ((status = bs_lines_next(&lines, &line, err)) == BS_OK) {
        if (line.data == NULL) {
            share_items(conf);
            return BS_OK;
        }
        if ((status = read_line(conf, &lines, line, err)) != BS_OK)
            return status;
    }
    return status;
}

enum bs_status bs_conf_parse(struct bs_conf **out, const char *label,
                             struct bs_str text, struct bs_error *err)
{
    struct bs_conf *conf = bs_new(1, sizeof *conf);
    enum bs_status status;

    *out = NULL;
    if (conf == NULL)
        return bs_fail_memory(err);
    conf->text = bs_copy(text.data, text.len);
    if (conf->text == NULL)
        status = bs_fail_memory(err);
    else
        status = read_all(conf, label, text.len, err);
    if (status == BS_OK) {
        *out = conf;
        conf = NULL; /* the caller owns it now */
    }
    bs_conf_free(conf);
    return status;
}

const struct bs_conf_section *
bs_conf_section(const struct bs_conf *conf, size_t i)
{
    return i < conf->section_count ? &conf->sections[i] : NULL;
}

void bs_conf_free(struct bs_conf *conf)
{
    if (conf == NULL)
        return;
    bs_free(conf->items);
    bs_free(conf->sections);
    bs_free(conf->text);
    bs_free(conf);
}
