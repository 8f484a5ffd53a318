/* SPDX-License-Identifier: MIT */
/* What a layout file says is kept within its limits; a fault is told with file
 * and line. */
#include "code/layout.h"

#include <string.h>

#include "fuzz.h"

static void check_line(const struct bs_error *err)
{
    MUST(strncmp(err->text, "x:", 2) == 0 && err->text[2] >= '1');
}

static void check_section(const struct bs_section *section)
{
    size_t count = 0;

    MUST(section->name != NULL && section->query != NULL);
    MUST(strncmp(section->query, "sql/report/", 11) == 0);
    MUST(strchr(section->query + 11, '/') == NULL);
    for (; section->columns[count].name != NULL; count++) {
        MUST(count < BS_SECTION_COLUMNS);
        MUST(section->columns[count].line > section->line);
    }
    for (int lang = 0; lang < BS_LANG_COUNT; lang++)
        MUST(section->sentences[lang][BS_SECTION_SENTENCES] == NULL);
}

static void read_section(const struct bs_conf_section *from)
{
    struct bs_layout_section read = {.section = {.file = "x"}};
    struct bs_arena arena = {0};
    struct bs_error err = {0};
    enum bs_status status = bs_layout_read_section(&read, &arena, from, &err);

    if (status == BS_OK)
        check_section(&read.section);
    else
        check_line(&err);
    bs_arena_clear(&arena);
}

static void read_report(const struct bs_conf_section *from)
{
    struct bs_layout_report read = {.label = "x"};
    struct bs_arena arena = {0};
    struct bs_error err = {0};
    enum bs_status status = bs_layout_read_report(&read, &arena, from, &err);

    if (status == BS_OK) {
        MUST(read.report.title[BS_EN] != NULL && read.sections != NULL);
        MUST(strchr(read.report.title[BS_DE], '\n') == NULL);
    } else {
        check_line(&err);
    }
    bs_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct bs_str text = {(const char *)data, size};
    const struct bs_conf_section *section;
    struct bs_conf *conf;

    if (bs_conf_parse(&conf, "x", text, NULL) != BS_OK)
        return 0;
    for (size_t i = 0; (section = bs_conf_section(conf, i)) != NULL; i++) {
        read_section(section);
        read_report(section);
    }
    bs_conf_free(conf);
    return 0;
}
