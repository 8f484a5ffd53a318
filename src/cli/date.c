/* SPDX-License-Identifier: MIT */
/* date - dates in the manner of the language, for pages that people read. */
#include "cli/date.h"

#include <stdio.h>
#include <string.h>

#include "cli/fill.h"
#include "cli/opt.h"

#define NAME_SIZE 32
#define DIGITS_SIZE 16
#define DAY_SECONDS 86400
#define DASH " \xE2\x80\x93 "

static const char *
word(const struct date_style *style, const char *prefix, const char *name)
{
    char key[NAME_SIZE];
    const char *found;

    (void)snprintf(key, sizeof key, "%s.%s", prefix, name);
    found = bs_words_find(style->words, key, style->lang);
    return found != NULL ? found : "";
}

static const char *
numbered(const struct date_style *style, const char *prefix, int number)
{
    char name[DIGITS_SIZE];

    (void)snprintf(name, sizeof name, "%d", number);
    return word(style, prefix, name);
}

/* 1 is Monday, as of 1970-01-05. */
static int weekday(const struct bs_civil *civil)
{
    const struct bs_civil day = {
        .year = civil->year, .month = civil->month, .day = civil->day};
    int64_t days = zone_plain(&day) / DAY_SECONDS + 3;

    return (int)((days % 7 + 7) % 7) + 1;
}

static struct cell digits_of(char room[DIGITS_SIZE], int number)
{
    (void)snprintf(room, DIGITS_SIZE, "%d", number);
    return cell_text(bs_str_of(room));
}

const char *date_text(char out[DATE_SIZE], const struct date_style *style,
                      const char *form, const struct bs_civil *civil)
{
    char rooms[3][DIGITS_SIZE];
    const char *month = numbered(style, "month", civil->month);
    const char *shorter = numbered(style, "month.short", civil->month);
    const char *name = numbered(style, "weekday", weekday(civil));
    const struct field fields[] = {
        {"day", digits_of(rooms[0], civil->day)},
        {"month", cell_text(bs_str_of(month))},
        {"number", digits_of(rooms[1], civil->month)},
        {"short", cell_text(bs_str_of(shorter))},
        {"weekday", cell_text(bs_str_of(name))},
        {"year", digits_of(rooms[2], civil->year)},
    };
    const struct fill fill = {
        .fields = fields, .field_count = COUNT_OF(fields), .lang = style->lang};
    struct out memory;

    out_memory(&memory);
    fill_sentence(&memory, word(style, "date", form), &fill);
    (void)snprintf(out, DATE_SIZE, "%.*s", (int)memory.len, memory.data);
    out_abandon(&memory);
    return out;
}

static bool is_same_day(const struct bs_civil *a, const struct bs_civil *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

const char *date_period(char out[3 * DATE_SIZE], const struct date_style *style,
                        int64_t first, int64_t last, struct zone *zone)
{
    struct bs_civil begin = zone_civil(zone, first);
    struct bs_civil end = zone_civil(zone, last);
    bool one_day = is_same_day(&begin, &end);
    char day[DATE_SIZE];
    char other[DATE_SIZE];
    char name[DIGITS_SIZE];

    (void)zone_name(name, sizeof name, last);
    (void)date_text(day, style, one_day ? "day" : "date", &begin);
    (void)date_text(other, style, "date", &end);
    (void)snprintf(out, 3 * DATE_SIZE, "%s, %02d:%02d" DASH "%s%s%02d:%02d %s",
                   day, begin.hour, begin.minute, one_day ? "" : other,
                   one_day ? "" : ", ", end.hour, end.minute, name);
    return out;
}

const char *date_days(char out[3 * DATE_SIZE], const struct date_style *style,
                      int64_t first, int64_t last, struct zone *zone)
{
    struct bs_civil begin = zone_civil(zone, first);
    struct bs_civil end = zone_civil(zone, last);
    bool one_day = is_same_day(&begin, &end);
    char day[DATE_SIZE];
    char other[DATE_SIZE];

    (void)date_text(day, style, one_day ? "day" : "date", &begin);
    (void)date_text(other, style, "date", &end);
    (void)snprintf(out, 3 * DATE_SIZE, "%s%s%s", day, one_day ? "" : DASH,
                   one_day ? "" : other);
    return out;
}

/* Reads len digits at text[*at], behind a mark; false if there are none. */
static bool
digits(struct bs_str text, size_t *at, char mark, size_t len, int *out)
{
    int number = 0;
    size_t i = *at;

    if (mark != '\0' && (i >= text.len || text.data[i++] != mark))
        return false;
    if (text.len - i < len)
        return false;
    for (size_t end = i + len; i < end; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        number = 10 * number + (text.data[i] - '0');
    }
    *at = i;
    *out = number;
    return true;
}

bool date_parse(struct bs_civil *out, struct bs_str text)
{
    size_t at = 0;

    *out = (struct bs_civil){.month = 1, .day = 1};
    if (!digits(text, &at, '\0', 4, &out->year) ||
        !digits(text, &at, '-', 2, &out->month) || out->month < 1 ||
        out->month > 12)
        return false;
    if (at < text.len && !digits(text, &at, '-', 2, &out->day))
        return false;
    if (at < text.len && (!digits(text, &at, ' ', 2, &out->hour) ||
                          !digits(text, &at, ':', 2, &out->minute)))
        return false;
    return at == text.len;
}
