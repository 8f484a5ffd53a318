/* SPDX-License-Identifier: MIT */
/*
 * tags - whose line it is, by the program's name.
 *
 * Memory   A table of fixed size; a new tag replaces the one in its slot.
 */
#include "parse/tags.h"

/* "smtpd" is the last part of "submission/smtpd". */
static bool is_last_part(struct bs_str service, struct bs_str part)
{
    return part.data == NULL ||
           (service.len >= part.len &&
            memcmp(service.data + service.len - part.len, part.data,
                   part.len) == 0 &&
            (service.len == part.len ||
             service.data[service.len - part.len - 1] == '/'));
}

/* A dialect that writes stamps of its own may do so in a syslog line, too. */
static uint16_t
notes_of(const struct bs_dialect *dialect, struct bs_str service)
{
    uint32_t notes = 0;

    for (size_t i = 0; i < dialect->note_count; i++)
        if (is_last_part(service, dialect->notes[i].service))
            notes |= (uint32_t)1 << i;
    return dialect->claim.rx != NULL ? bs_notes_anywhere(notes)
                                     : (uint16_t)notes;
}

static struct bs_tag ask(struct bs_tags *tags, struct bs_str name)
{
    struct bs_tag tag = {.service_end = (uint16_t)name.len};

    for (const struct bs_dialect *d = tags->rules->dialects; d != NULL;
         d = d->next) {
        const struct bs_rx_span *spans;

        if (d->tag.rx == NULL ||
            bs_rx_match(d->tag.rx, tags->context, name, &spans) != BS_RX_YES)
            continue;
        tag.dialect = d;
        for (unsigned i = 0; i < d->tag.count; i++) {
            const struct bs_rx_span *span = &spans[d->tag.captures[i].group];

            if (d->tag.captures[i].field != BS_FIELD_SERVICE ||
                span->begin == BS_RX_UNSET)
                continue;
            tag.service_begin = (uint16_t)span->begin;
            tag.service_end = (uint16_t)span->end;
        }
        tag.notes =
            notes_of(d, (struct bs_str){name.data + tag.service_begin,
                                        tag.service_end - tag.service_begin});
        break;
    }
    return tag;
}

struct bs_tag bs_tags_find(struct bs_tags *tags, struct bs_str name)
{
    char copy[BS_TAG_WORDS * sizeof(uint64_t)] = {0};

    if (name.len == 0 || name.len > BS_TAG_MAX)
        return ask(tags, name);
    memcpy(copy, name.data, name.len);
    return *bs_tags_find_fast(tags, (struct bs_str){copy, name.len});
}

const struct bs_tag *bs_tags_learn(struct bs_tags *tags,
                                   struct bs_tag_slot *slot, struct bs_str name)
{
    slot->tag = ask(tags, name);
    slot->len = name.len;
    bs_tag_words(slot->words, name.data, name.len);
    return &slot->tag;
}

const struct bs_dialect *
bs_tags_claim(const struct bs_tags *tags, struct bs_str body)
{
    const struct bs_rx_span *spans;

    for (const struct bs_dialect *d = tags->rules->dialects; d != NULL;
         d = d->next)
        if (d->claim.rx != NULL &&
            bs_rx_match(d->claim.rx, tags->context, body, &spans) == BS_RX_YES)
            return d;
    return NULL;
}
