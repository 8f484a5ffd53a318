/* SPDX-License-Identifier: MIT */
/* api - marks on public functions. */
#ifndef BOUNCESTAT_API_H
#define BOUNCESTAT_API_H

#if defined(__GNUC__)
#define BS_API __attribute__((visibility("default")))
#define BS_MUST_CHECK __attribute__((warn_unused_result))
#define BS_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define BS_API
#define BS_MUST_CHECK
#define BS_PRINTF(text, first)
#endif

#endif
