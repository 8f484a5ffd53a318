/* SPDX-License-Identifier: MIT */
/*
 * color - whether to colour, and the colours of the severities.
 *
 * Source   https://no-color.org/
 */
#include "cli/color.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WHEN_AUTO = 1, WHEN_ALWAYS, WHEN_NEVER };

static const char *const words[] = {"auto", "always", "never", NULL};

const struct opt color_options[] = {
    {.name = "color",
     .kind = OPT_WORD,
     .at = offsetof(struct color_choice, when),
     .words = words,
     .arg = "WHEN",
     .help = "colour severities: auto, always or never"},
};
const size_t color_options_count = COUNT_OF(color_options);

bool color_wanted(const struct color_choice *choice, int fd)
{
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    if (choice->when == WHEN_ALWAYS || choice->when == WHEN_NEVER)
        return choice->when == WHEN_ALWAYS;
    if (no_color != NULL && no_color[0] != '\0')
        return false;
    return isatty(fd) != 0 && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

const char *color_severity(struct bs_str severity)
{
    static const struct {
        const char *severity;
        const char *start;
    } colors[] = {
        {"block", "\033[35m"},
        {"hard", "\033[31m"},
        {"soft", "\033[33m"},
    };

    for (size_t i = 0; i < COUNT_OF(colors); i++)
        if (bs_str_eq(severity, bs_str_of(colors[i].severity)))
            return colors[i].start;
    return "";
}
