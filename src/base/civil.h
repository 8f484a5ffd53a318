/* SPDX-License-Identifier: MIT */
/* civil - calendar date ↔ days, without a time zone. Knows: C only. */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#define BS_DAY_SECONDS 86400

/* Days since 1970-01-01 of a date in the proleptic Gregorian calendar; month
 * 1-12; a day over the month's last counts on into the next month. */
int64_t bs_civil_days(int year, int month, int day);

/* The date of a day. */
void bs_civil_date(int64_t days, int *year, int *month, int *day);

bool bs_civil_leap(int year);

/* 1-12 for "Jan" ... "Dec" (three bytes, exact case); 0: none of them. */
int bs_civil_month(const char name[3]);

#endif
