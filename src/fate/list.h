/* SPDX-License-Identifier: MIT */
/* list - the order of some items of an array. Knows: C only. */
#ifndef FATE_LIST_H
#define FATE_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "fate/index.h"

struct bs_link {
    uint32_t before; /* BS_NONE: none */
    uint32_t behind;
};

struct bs_list { /* the oldest comes first */
    uint32_t first;
    uint32_t last;
    size_t count;
};

struct bs_links { /* those of the array's items */
    void *first;
    size_t stride;
};

#define BS_LIST_EMPTY ((struct bs_list){BS_NONE, BS_NONE, 0})

static inline struct bs_link *bs_link_at(struct bs_links links, uint32_t item)
{
    return (void *)((char *)links.first + item * links.stride);
}

static inline void
bs_list_append(struct bs_list *list, struct bs_links links, uint32_t item)
{
    *bs_link_at(links, item) = (struct bs_link){list->last, BS_NONE};
    if (list->last != BS_NONE)
        bs_link_at(links, list->last)->behind = item;
    else
        list->first = item;
    list->last = item;
    list->count++;
}

static inline void
bs_list_remove(struct bs_list *list, struct bs_links links, uint32_t item)
{
    struct bs_link link = *bs_link_at(links, item);

    if (link.before != BS_NONE)
        bs_link_at(links, link.before)->behind = link.behind;
    else
        list->first = link.behind;
    if (link.behind != BS_NONE)
        bs_link_at(links, link.behind)->before = link.before;
    else
        list->last = link.before;
    list->count--;
}

#endif
