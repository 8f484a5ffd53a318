/* SPDX-License-Identifier: MIT */
/*
 * fuzz - what a fuzz target defines, for libFuzzer or for replay.c.
 *
 * A target checks properties and calls abort() where one does not hold.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A property. */
#define MUST(condition)                                                        \
    do {                                                                       \
        if (!(condition))                                                      \
            abort();                                                           \
    } while (0)

#endif
