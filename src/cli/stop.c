/* SPDX-License-Identifier: MIT */
/*
 * stop - SIGINT and SIGTERM end the work cleanly.
 *
 * Knows    The library goes on with a read() that a signal interrupts. So that
 *          a silent pipe holds nobody up, standard input becomes empty.
 */
#include "cli/stop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t came;
static int nothing = -1; /* descriptor of /dev/null */

static void remember(int number)
{
    int kept = errno;

    came = number;
    if (nothing >= 0)
        (void)dup2(nothing, STDIN_FILENO);
    errno = kept;
}

void stop_watch(void)
{
    static const int signals[] = {SIGINT, SIGTERM};

    if (nothing < 0)
        nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction action = {.sa_handler = remember};
        struct sigaction old;

        action.sa_flags = (int)SA_RESETHAND;
        if (sigaction(signals[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN) /* nohup and & mean it */
            (void)sigaction(signals[i], &action, NULL);
    }
}

int stop_signal(void)
{
    return came;
}
