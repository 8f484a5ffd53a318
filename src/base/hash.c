/* SPDX-License-Identifier: MIT */
/*
 * hash - a seeded hash of short texts.
 *
 * Each 16 bytes are masked with the secret and folded by one multiplication
 * of 64 by 64 bits, the idea of the mum and wyhash families. The last words
 * may overlap those before them, so the length goes into the last fold: with
 * it the words tell any two texts apart. It goes there and not into the first
 * one, because there a text could be chosen that cancels it under every seed.
 *
 * Limits   Made against floods of colliding keys, not as cryptography.
 */
#include "base/hash.h"

#include <string.h>

static uint64_t load8(const char *data)
{
    uint64_t word;

    memcpy(&word, data, sizeof word);
    return word;
}

static uint64_t load4(const char *data)
{
    uint32_t word;

    memcpy(&word, data, sizeof word);
    return word;
}

static uint64_t load_byte(const char *data)
{
    return (unsigned char)*data;
}

/* splitmix64: neighbouring seeds give unrelated secrets. */
static uint64_t next_secret(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15U;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

void bs_hash_key_init(struct bs_hash_key *key, uint64_t seed)
{
    key->start = next_secret(&seed);
    key->left = next_secret(&seed);
    key->right = next_secret(&seed);
}

uint64_t bs_hash_any(const struct bs_hash_key *key, struct bs_str text)
{
    const char *data = text.data;
    size_t left = text.len;
    uint64_t hash = key->start;
    uint64_t a = 0;
    uint64_t b = 0;

    for (; left > 16; data += 16, left -= 16)
        hash = bs_hash_fold(load8(data) ^ key->left, load8(data + 8) ^ hash);
    if (left >= 8) {
        a = load8(data);
        b = load8(data + left - 8);
    } else if (left >= 4) {
        a = load4(data);
        b = load4(data + left - 4);
    } else if (left > 0) {
        a = load_byte(data);
        b = load_byte(data + left / 2) << 8 | load_byte(data + left - 1);
    }
    hash = bs_hash_fold(a ^ key->left, b ^ hash);
    return bs_hash_fold(hash, key->right ^ text.len);
}
