/* SPDX-License-Identifier: MIT */
/* random - splitmix64 (Steele, Lea and Flood, 2014) and what is made of it. */
#include "gen.h"

const char letters_digits[] =
    "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
const char hex_digits[] = "0123456789ABCDEF";

static uint64_t state;

void random_seed(uint64_t seed)
{
    state = seed;
}

uint64_t random_bits(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t below(uint32_t limit)
{
    return (uint32_t)(((random_bits() >> 32) * limit) >> 32);
}

bool chance(unsigned in_thousand)
{
    return below(1000) < in_thousand;
}

int64_t around(int64_t mean)
{
    return (int64_t)(random_bits() % (uint64_t)(2 * mean + 1));
}

void random_text(char *out, size_t len, const char *alphabet)
{
    uint32_t count = 0;

    while (alphabet[count] != '\0')
        count++;
    for (size_t i = 0; i < len; i++)
        out[i] = alphabet[below(count)];
    out[len] = '\0';
}
