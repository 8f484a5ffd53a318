/* SPDX-License-Identifier: MIT */
/* Unit tests of the hash of names. */
#include "base/hash.h"
#include "tally_help.h"

/* Neighbouring texts spread well by the top bits, under any seed. */
static void test_hash_spread(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 4; seed++) {
        unsigned char load[4096] = {0};
        struct bs_hash_key key;
        char text[32];

        bs_hash_key_init(&key, seed);
        for (unsigned i = 0; i < 65536; i++) {
            int len = snprintf(text, sizeof text, "mx%u.example", i);
            uint32_t hash = bs_hash(&key, (struct bs_str){text, (size_t)len});

            load[hash >> 20]++;
        }
        for (size_t i = 0; i < COUNT_OF(load); i++)
            assert_in_range(load[i], 1, 45); /* 16 on average */
    }
}

/* Pairs made to cancel length or overlap; equal under no more than chance. */
static void test_hash_pairs(void **state)
{
    static const struct bs_str pairs[][2] = {
        {S("aaaaaa`abbbbbbb"), S("aaaaaa`abbbbbb")},
        {S(""), S("\0")},
        {S("\0\0\0"), S("\0\0")},
        {S("\0\0\0\0\0\0\0\0"), S("\0\0\0\0\0\0\0")},
        {S("abcdefghabcdefgh"), S("abcdefghabcdefghabcdefgh")},
        {S("0123456789abcdef0"), S("0123456789abcdef")},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        for (uint64_t seed = 0; seed < 100; seed++) {
            struct bs_hash_key key;

            bs_hash_key_init(&key, seed);
            assert_int_not_equal(bs_hash(&key, pairs[i][0]),
                                 bs_hash(&key, pairs[i][1]));
        }
}

static void test_hash_seed(void **state)
{
    struct bs_hash_key a;
    struct bs_hash_key b;

    (void)state;
    bs_hash_key_init(&a, 1);
    bs_hash_key_init(&b, 2);
    assert_int_not_equal(bs_hash(&a, BS_STR("example.org")),
                         bs_hash(&b, BS_STR("example.org")));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash_spread),
        cmocka_unit_test(test_hash_pairs),
        cmocka_unit_test(test_hash_seed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
