/* SPDX-License-Identifier: MIT */
/*
 * provider - relay host, then recipient domain → provider.
 *
 * Knows: base, data.
 */
#ifndef CLASSIFY_PROVIDER_H
#define CLASSIFY_PROVIDER_H

#include "bouncestat/classifier.h"
#include "classify/suffix.h"
#include "data/table.h"

enum bs_scope { BS_SCOPE_RELAY, BS_SCOPE_DOMAIN, BS_SCOPE_COUNT };

struct bs_providers { /* zeroed is empty */
    struct bs_table *table;
    struct bs_provider *rows; /* each id once, in the order of the file */
    size_t count;
    struct bs_suffixes scopes[BS_SCOPE_COUNT];
};

/* Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX. To be cleared in any case. */
BS_MUST_CHECK enum bs_status bs_providers_load(struct bs_providers *providers,
                                               const struct bs_data *data,
                                               struct bs_error *err);

const struct bs_provider *
bs_providers_find(const struct bs_providers *providers, struct bs_str id);

/* By the longest suffix of a host or domain; NULL: none is listed. */
static inline const struct bs_provider *
bs_providers_match(const struct bs_providers *providers, enum bs_scope scope,
                   struct bs_str name)
{
    return bs_suffixes_find(&providers->scopes[scope], name);
}

void bs_providers_clear(struct bs_providers *providers);

#endif
