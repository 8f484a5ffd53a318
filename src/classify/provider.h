/* SPDX-License-Identifier: MIT */
/*
 * provider - relay host, then recipient domain → provider.
 *
 * Knows: base, data.
 */
#ifndef CLASSIFY_PROVIDER_H
#define CLASSIFY_PROVIDER_H

#include "bouncestat/classifier.h"
#include "data/table.h"

enum bs_scope { BS_SCOPE_RELAY, BS_SCOPE_DOMAIN, BS_SCOPE_COUNT };

struct bs_suffix {
    struct bs_str text; /* "google.com" */
    const struct bs_provider *provider;
};

struct bs_suffix_slot {
    uint32_t place; /* in suffixes, + 1; 0: none */
    uint32_t hash;
};

#define BS_SUFFIX_BITS 16384 /* a power of two */

#define BS_KNOWN 4096 /* a power of two */

struct bs_known_name { /* was looked up not long ago */
    uint64_t hash;     /* 0: nothing is remembered */
    const struct bs_provider *provider;
};

struct bs_scope_table {
    struct bs_suffix *suffixes;
    size_t count;
    struct bs_suffix_slot *slots; /* by hash */
    size_t size;                  /* of slots: a power of two */
    /* By hash: is that a suffix, or the end of one, in whole labels? */
    uint64_t bits[BS_SUFFIX_BITS / 64];
    struct bs_known_name known[BS_KNOWN];
};

struct bs_providers { /* zeroed is empty */
    uint64_t seed;    /* of known: names are chosen by strangers */
    struct bs_table *table;
    struct bs_provider *rows; /* each id once, in the order of the file */
    size_t count;
    struct bs_scope_table scopes[BS_SCOPE_COUNT];
};

/* Errors: BS_ENOMEM, BS_ENOINPUT, BS_ESYNTAX. To be cleared in any case. */
BS_MUST_CHECK enum bs_status bs_providers_load(struct bs_providers *providers,
                                               const struct bs_data *data,
                                               struct bs_error *err);

const struct bs_provider *
bs_providers_find(const struct bs_providers *providers, struct bs_str id);

/* By the longest suffix of a host or domain; NULL: none is listed. */
const struct bs_provider *bs_providers_match(struct bs_providers *providers,
                                             enum bs_scope scope,
                                             struct bs_str name);

void bs_providers_clear(struct bs_providers *providers);

#endif
