/* SPDX-License-Identifier: MIT */
/*
 * twins - logs of one folder that hold the same events.
 *
 * Source   rsyslog.conf of Debian 11 and before: mail.* goes to mail.log, and
 *          to mail.info, mail.warn, mail.err and syslog, too.
 */
#include "cli/twins.h"

#include <string.h>

#include "cli/opt.h"
#include "cli/rotation.h"
#include "cli/say.h"

static const char *const wholes[] = {"mail.log", "maillog"};
static const char *const parts[] = {"mail.err", "mail.info", "mail.warn",
                                    "messages", "syslog"};

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

static bool is_one_of(const char *path, const char *const *names, size_t count)
{
    const char *base = base_of(path);
    const size_t len = rotation_of(base).stem;

    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], base, len) == 0)
            return true;
    return false;
}

static bool in_one_folder(const char *a, const char *b)
{
    const size_t len = (size_t)(base_of(a) - a);

    return (size_t)(base_of(b) - b) == len && memcmp(a, b, len) == 0;
}

const char *twins_find(const struct inputs *inputs, size_t i)
{
    const char *path = inputs->paths[i];

    if (!is_one_of(path, parts, COUNT_OF(parts)))
        return NULL;
    for (size_t k = 0; k < inputs->count; k++)
        if (is_one_of(inputs->paths[k], wholes, COUNT_OF(wholes)) &&
            in_one_folder(path, inputs->paths[k]))
            return inputs->paths[k];
    return NULL;
}

void twins_warn(const struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const char *twin = twins_find(inputs, i);

        if (twin != NULL)
            say("%s: %s may hold the same events once more", inputs->paths[i],
                twin);
    }
}
