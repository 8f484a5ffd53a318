/* SPDX-License-Identifier: MIT */
/* format - the form of the result: --json, --csv, --markdown, -o FILE. */
#include "cli/format.h"

#include <string.h>

#include "cli/say.h"

const struct opt format_options[] = {
    {.name = "json",
     .kind = OPT_SET,
     .set = FORMAT_JSON,
     .at = offsetof(struct format_choice, format),
     .help = "print JSON"},
    {.name = "csv",
     .kind = OPT_SET,
     .set = FORMAT_CSV,
     .at = offsetof(struct format_choice, format),
     .help = "print CSV"},
    {.name = "markdown",
     .kind = OPT_SET,
     .set = FORMAT_MARKDOWN,
     .at = offsetof(struct format_choice, format),
     .help = "print Markdown"},
    {.name = "output",
     .letter = 'o',
     .kind = OPT_TEXT,
     .at = offsetof(struct format_choice, file),
     .arg = "FILE",
     .help = "write to FILE, in the form that its suffix says; nobody ever "
             "sees half of it"},
};
const size_t format_options_count = COUNT_OF(format_options);

enum bs_status format_of(enum format *out, const struct format_choice *choice,
                         struct bs_error *err)
{
    static const struct {
        const char *suffix;
        enum format format;
    } suffixes[] = {
        {".csv", FORMAT_CSV},      {".htm", FORMAT_HTML},
        {".html", FORMAT_HTML},    {".json", FORMAT_JSON},
        {".md", FORMAT_MARKDOWN},  {".markdown", FORMAT_MARKDOWN},
        {".prom", FORMAT_METRICS}, {".txt", FORMAT_TEXT},
    };
    const char *slash =
        choice->file != NULL ? strrchr(choice->file, '/') : NULL;
    const char *dot = choice->file != NULL
                          ? strrchr(slash != NULL ? slash : choice->file, '.')
                          : NULL;

    *out = choice->format != FORMAT_NONE ? (enum format)choice->format
                                         : FORMAT_TEXT;
    if (choice->format != FORMAT_NONE || dot == NULL)
        return BS_OK;
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        if (strcmp(suffixes[i].suffix, dot) != 0)
            continue;
        *out = suffixes[i].format;
        return BS_OK;
    }
    return say_fail(err, BS_EUSAGE,
                    "%s: no form has the suffix '%s' (.txt, .csv, .json, .md, "
                    ".html, .prom)",
                    choice->file, dot);
}

bool format_is_for_rows(enum format format)
{
    return format != FORMAT_HTML && format != FORMAT_METRICS;
}

bool format_is_for_people(enum format format)
{
    return format == FORMAT_TEXT || format == FORMAT_MARKDOWN ||
           format == FORMAT_HTML;
}
