/* SPDX-License-Identifier: MIT */
/* sqlfiles - the queries of a folder that all are run. */
#include "cli/sqlfiles.h"

#include <stdbool.h>
#include <string.h>

static bool is_empty(struct bs_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (memchr(" \t\r\n", text.data[i], 4) == NULL)
            return false;
    return true;
}

const char *
sqlfiles_next(const struct bs_data *data, const char *folder, size_t *at)
{
    const size_t count = bs_data_count(data);
    const size_t len = strlen(folder);

    while (*at < count) {
        const struct bs_data_file *file = bs_data_get(data, (*at)++);
        const size_t name = strlen(file->name);

        if (name > len + 4 && strncmp(file->name, folder, len) == 0 &&
            strcmp(file->name + name - 4, ".sql") == 0 && !is_empty(file->text))
            return file->name;
    }
    return NULL;
}
