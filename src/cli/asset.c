/* SPDX-License-Identifier: MIT */
/* asset - the files that the build put into the program, for HTML pages. */
#include "cli/asset.h"

#include <string.h>

const struct asset *asset_find(const char *name)
{
    for (size_t i = 0; i < asset_count; i++)
        if (strcmp(asset[i].name, name) == 0)
            return &asset[i];
    return NULL;
}
