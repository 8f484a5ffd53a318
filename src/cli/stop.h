/* SPDX-License-Identifier: MIT */
/* stop - SIGINT and SIGTERM end the work cleanly; SIGHUP wakes it. */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <stdbool.h>

/* From now on these signals are remembered only; a second one kills. */
void stop_watch(void);

/* The signal that came, or 0. */
int stop_signal(void);

/* From now on SIGHUP is remembered, too. */
void stop_watch_hangup(void);

/* Has it come since the last call? */
bool stop_hangup(void);

/* As poll(2) for one descriptor to be read, -1: none; ends early when one of
 * these signals comes, or has come before. True: there is something to read. */
bool stop_poll(int fd, int timeout_ms);

#endif
