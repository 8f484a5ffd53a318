/* SPDX-License-Identifier: MIT */
/* stop - SIGINT and SIGTERM end the work cleanly. */
#ifndef CLI_STOP_H
#define CLI_STOP_H

/* From now on these signals are remembered only; a second one kills. */
void stop_watch(void);

/* The signal that came, or 0. */
int stop_signal(void);

#endif
