/* SPDX-License-Identifier: MIT */
/* report_list - the reports that there are. */
#include "cli/report_list.h"

#include "cli/grid.h"

void report_list(const struct report *report, struct out *out)
{
    static const char *const names[] = {"name", "period", "title"};
    static const char *const periods[] = {[BS_PERIOD_ALL] = "all",
                                          [BS_PERIOD_DAY] = "day",
                                          [BS_PERIOD_WEEK] = "week"};
    struct grid grid;

    grid_init(&grid, out, report->format);
    for (size_t i = 0; i < bs_layout_count(report->layout); i++) {
        const struct bs_report *one = bs_layout_get(report->layout, i);
        struct bs_value values[COUNT_OF(names)] = {
            {.type = BS_TEXT, .text = bs_str_of(one->name)},
            {.type = BS_TEXT, .text = bs_str_of(periods[one->period])},
            {.type = BS_TEXT, .text = bs_str_of(one->title[report->lang])}};
        const struct bs_row row = {COUNT_OF(names), names, values};

        (void)grid_row(&grid, &row);
    }
    grid_finish(&grid);
}
