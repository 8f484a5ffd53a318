/* SPDX-License-Identifier: MIT */
/*
 * version - what --version prints.
 *
 * Knows    CLI_BUILT_WITH: the libraries' versions, set by CMake.
 */
#include "cli/version.h"

#include "bouncestat/version.h"

#ifndef CLI_BUILT_WITH
#define CLI_BUILT_WITH "unknown libraries"
#endif

void version_print(struct out *out)
{
    out_text(out, "bouncestat " BS_VERSION "\n"
                  "built with " CLI_BUILT_WITH "\n");
}
