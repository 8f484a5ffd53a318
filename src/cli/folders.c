/* SPDX-License-Identifier: MIT */
/*
 * folders - the data folders: --data DIR, the user's, the host's.
 *
 * Source   XDG Base Directory Specification 0.8: a relative
 *          $XDG_CONFIG_HOME is to be ignored, and so is what the user may
 *          not reach.
 */
#include "cli/folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/mem.h"
#include "cli/say.h"

const struct opt folders_options[] = {
    {.name = "data",
     .kind = OPT_LIST,
     .at = offsetof(struct folders, data),
     .arg = "DIR",
     .help = "take the data files of this folder first; may be repeated"},
};
const size_t folders_options_count = COUNT_OF(folders_options);

static char *user_folder(void)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    if (config != NULL && config[0] == '/')
        return mem_join(config, "/", "bouncestat");
    if (home != NULL && home[0] == '/')
        return mem_join(home, "/", ".config/bouncestat");
    return NULL;
}

/* Who may not even look whether it is there is in the home of somebody else,
 * as runuser(1) and setpriv(1) leave it in the environment. */
char *folders_user(void)
{
    char *folder = user_folder();

    if (folder == NULL || access(folder, F_OK) == 0 || errno != EACCES)
        return folder;
    free(folder);
    return NULL;
}

static enum bs_status
check_given(const struct opt_list *given, struct bs_error *err)
{
    for (size_t i = 0; i < given->count; i++) {
        struct stat info;
        int error = stat(given->items[i], &info) != 0 ? errno
                    : S_ISDIR(info.st_mode)           ? 0
                                                      : ENOTDIR;

        if (error != 0)
            return say_fail(err, BS_ENOINPUT, "%s: %s", given->items[i],
                            strerror(error));
    }
    return BS_OK;
}

enum bs_status folders_open(struct bs_data **out, const struct folders *folders,
                            struct bs_error *err)
{
    const char *dirs[OPT_LIST_MAX + 3] = {NULL};
    size_t count = 0;
    enum bs_status status = check_given(&folders->data, err);
    char *user;

    *out = NULL;
    if (status != BS_OK)
        return status;
    for (size_t i = 0; i < folders->data.count; i++)
        dirs[count++] = folders->data.items[i];
    user = folders_user();
    if (user != NULL)
        dirs[count++] = user;
    dirs[count++] = "/etc/bouncestat";
    status = bs_data_open(out, dirs, err);
    free(user);
    return status;
}
