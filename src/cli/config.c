/* SPDX-License-Identifier: MIT */
/* config - bouncestat.conf: defaults for the options of all commands. */
#include "cli/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/folders.h"
#include "cli/mem.h"
#include "cli/say.h"
#include "cli/suggest.h"

#define NAME "bouncestat.conf"
#define TEXT_MAX 65536

static const char *const keys[] = {"data", "db",   "files", "hourly", "journal",
                                   "keep", "lang", "mta",   "tz"};
static const char *const yes_no[] = {"yes", "no", NULL};

const struct opt config_options[] = {
    {.name = "files",
     .kind = OPT_LIST,
     .at = offsetof(struct config_choice, files),
     .arg = "FILE",
     .help = "what to read if no FILE is given",
     .hidden = true},
    {.name = "journal",
     .kind = OPT_WORD,
     .at = offsetof(struct config_choice, journal),
     .words = yes_no,
     .arg = "WHETHER",
     .help = "read the journal if no FILE is given",
     .hidden = true},
};
const size_t config_options_count = COUNT_OF(config_options);

static enum bs_status read_text(struct config *config, struct bs_error *err)
{
    FILE *file = fopen(config->file, "re");
    size_t len;
    int error;

    if (file == NULL)
        return say_fail(err, BS_ENOINPUT, "%s: %s", config->file,
                        strerror(errno));
    config->text = mem_new(TEXT_MAX + 1, 1);
    len = fread(config->text, 1, TEXT_MAX, file);
    error = ferror(file) != 0 ? errno : 0;
    (void)fclose(file);
    if (error != 0)
        return say_fail(err, BS_ENOINPUT, "%s: %s", config->file,
                        strerror(error));
    if (len == TEXT_MAX)
        return say_fail(err, BS_ESYNTAX, "%s: too large", config->file);
    if (memchr(config->text, '\0', len) != NULL)
        return say_fail(err, BS_ESYNTAX, "%s: NUL in the text", config->file);
    return BS_OK;
}

/* Takes blanks off both ends. */
static char *trim(char *text)
{
    size_t len;

    text += strspn(text, " \t\r");
    len = strlen(text);
    while (len > 0 && strchr(" \t\r", text[len - 1]) != NULL)
        text[--len] = '\0';
    return text;
}

static enum bs_status check_key(const char *file, unsigned line,
                                const char *key, struct bs_error *err)
{
    char hint[2 * SUGGEST_MAX];
    struct suggest suggest;

    suggest_init(&suggest, key);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (strcmp(keys[i], key) == 0)
            return BS_OK;
        suggest_offer(&suggest, keys[i]);
    }
    return say_fail(err, BS_ESYNTAX, "%s:%u: unknown key '%s'%s", file, line,
                    key, suggest_text(&suggest, "", hint, sizeof hint));
}

static bool may_repeat(const char *key)
{
    return strcmp(key, "data") == 0 || strcmp(key, "files") == 0;
}

static enum bs_status check_once(const struct config *config, unsigned line,
                                 const char *key, struct bs_error *err)
{
    for (size_t i = 0; i < config->count && !may_repeat(key); i++)
        if (strcmp(config->presets[i].name, key) == 0)
            return say_fail(err, BS_ESYNTAX,
                            "%s:%u: '%s' is there already, in line %u",
                            config->file, line, key, config->presets[i].line);
    return BS_OK;
}

static enum bs_status read_line(struct config *config, unsigned line,
                                char *text, struct bs_error *err)
{
    char *equals = strchr(text, '=');
    enum bs_status status;
    char *key;
    char *value;

    if (text[0] == '#' || trim(text)[0] == '\0')
        return BS_OK;
    if (equals == NULL)
        return say_fail(err, BS_ESYNTAX, "%s:%u: no '=' behind the key",
                        config->file, line);
    *equals = '\0';
    key = trim(text);
    value = trim(equals + 1);
    status = check_key(config->file, line, key, err);
    if (status == BS_OK)
        status = check_once(config, line, key, err);
    if (status != BS_OK)
        return status;
    if (value[0] == '\0')
        return say_fail(err, BS_ESYNTAX, "%s:%u: '%s' has no value",
                        config->file, line, key);
    config->presets = mem_resize(config->presets, config->count + 1,
                                 sizeof config->presets[0]);
    config->presets[config->count++] =
        (struct opt_preset){key, value, config->file, line};
    return BS_OK;
}

enum bs_status
config_read(struct config *config, const char *file, struct bs_error *err)
{
    unsigned line = 0;
    enum bs_status status;
    char *at;

    *config = (struct config){.file = mem_copy(file, strlen(file))};
    status = read_text(config, err);
    at = config->text;
    while (status == BS_OK && at != NULL) {
        char *text = strsep(&at, "\n");

        status = read_line(config, ++line, text, err);
    }
    return status;
}

void config_clear(struct config *config)
{
    free(config->file);
    free(config->text);
    free(config->presets);
    *config = (struct config){0};
}

/* The user's file or the host's, the first that is there; free() it. */
static char *find(void)
{
    char *folder = folders_user();
    char *file = folder != NULL ? mem_join(folder, "/", NAME) : NULL;

    free(folder);
    if (file != NULL && access(file, F_OK) == 0)
        return file;
    free(file);
    file = mem_join("/etc/bouncestat", "/", NAME);
    if (access(file, F_OK) == 0)
        return file;
    free(file);
    return NULL;
}

/* BOUNCESTAT_DB is nearer to the user than a file. */
static void drop_known(struct config *config)
{
    const char *db = getenv("BOUNCESTAT_DB");
    size_t kept = 0;

    for (size_t i = 0; i < config->count; i++)
        if (db == NULL || db[0] == '\0' ||
            strcmp(config->presets[i].name, "db") != 0)
            config->presets[kept++] = config->presets[i];
    config->count = kept;
}

enum bs_status config_apply(const struct opt_command *command, const char *file,
                            struct bs_error *err)
{
    static struct config config; /* options borrow from it until the end */
    char *found = file == NULL ? find() : NULL;
    enum bs_status status = BS_OK;

    config_clear(&config);
    if (file != NULL || found != NULL)
        status = config_read(&config, file != NULL ? file : found, err);
    free(found);
    if (status != BS_OK)
        return status;
    drop_known(&config);
    return opt_preset(command, config.presets, config.count, err);
}
