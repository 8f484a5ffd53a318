/* SPDX-License-Identifier: MIT */
/* section - the parts of a report: a query, and how its rows are shown. */
#include "cli/section.h"

#include "cli/opt.h"

#define DOMAIN_WIDTH 30

const struct section sections[] = {
    {
        .name = "inputs",
        .query = "sql/report/inputs.sql",
        .form = SECTION_TABLE,
        .json_only = true,
    },
    {
        .name = "accounting",
        .query = "sql/report/accounting.sql",
        .form = SECTION_SENTENCES,
        .at_end = true,
    },
    {
        .name = "totals",
        .query = "sql/report/totals.sql",
        .form = SECTION_SENTENCES,
    },
    {
        .name = "classes",
        .query = "sql/report/classes.sql",
        .form = SECTION_TABLE,
        .advised = 4,
        .columns = {{.name = "severity", .untitled = true, .colour = true},
                    {.name = "name", .untitled = true, .elastic = true},
                    {.name = "failed", .optional = true},
                    {.name = "deferred", .optional = true}},
    },
    {
        .name = "providers",
        .query = "sql/report/providers.sql",
        .form = SECTION_TABLE,
        .about = "failed",
        .columns = {{.name = "provider",
                     .parts = {"name"},
                     .untitled = true,
                     .most = DOMAIN_WIDTH},
                    {.name = "failed"},
                    {.name = "of"},
                    {.name = "rate"},
                    {.name = "reason", .elastic = true}},
    },
    {
        .name = "domains",
        .query = "sql/report/domains.sql",
        .form = SECTION_TABLE,
        .about = "failed",
        .columns = {{.name = "domain", .untitled = true, .most = DOMAIN_WIDTH},
                    {.name = "failed"},
                    {.name = "of"},
                    {.name = "rate"},
                    {.name = "reason", .elastic = true}},
    },
    {
        .name = "delays",
        .query = "sql/report/delays.sql",
        .form = SECTION_TABLE,
        .text_only = true,
        .columns = {{.name = "domain", .untitled = true, .most = DOMAIN_WIDTH},
                    {.name = "deferred"},
                    {.name = "delivered"},
                    {.name = "reason", .elastic = true}},
    },
    {
        .name = "codes",
        .query = "sql/report/codes.sql",
        .form = SECTION_TABLE,
        .columns = {{.name = "code", .untitled = true, .colour = true},
                    {.name = "dsn", .untitled = true, .colour = true},
                    {.name = "name", .untitled = true, .elastic = true},
                    {.name = "failed", .optional = true},
                    {.name = "deferred", .optional = true}},
    },
    {
        .name = "refusals",
        .query = "sql/report/refusals.sql",
        .form = SECTION_TABLE,
        .columns = {{.name = "code", .untitled = true, .colour = true},
                    {.name = "dsn", .untitled = true, .colour = true},
                    {.name = "name", .untitled = true, .elastic = true},
                    {.name = "rejected", .optional = true},
                    {.name = "tempfailed", .optional = true}},
    },
};
const size_t sections_count = COUNT_OF(sections);

const struct section_column section_by_columns[] = {
    {.name = "delivered", .optional = true},
    {.name = "failed"},
    {.name = "rate", .optional = true},
    {.name = "deferred"},
    {.name = "rejected"},
    {.name = "tempfailed"},
};
const size_t section_by_columns_count = COUNT_OF(section_by_columns);
