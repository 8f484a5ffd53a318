/* SPDX-License-Identifier: MIT */
/*
 * stop - SIGINT and SIGTERM end the work cleanly; SIGHUP wakes it.
 *
 * Knows    The library goes on with a read() that a signal interrupts. So that
 *          a silent pipe holds nobody up, standard input becomes empty.
 */
#include "cli/stop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t came;
static volatile sig_atomic_t hangup;
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

static void remember_hangup(int number)
{
    (void)number;
    hangup = 1;
}

void stop_watch_hangup(void)
{
    const struct sigaction action = {.sa_handler = remember_hangup};

    (void)sigaction(SIGHUP, &action, NULL);
}

bool stop_hangup(void)
{
    const bool has_come = hangup != 0;

    hangup = 0;
    return has_come;
}

/* A signal that comes between the question and poll() must end that, too. */
bool stop_poll(int fd, int timeout_ms)
{
    struct pollfd entry = {.fd = fd, .events = POLLIN};
    const struct timespec timeout = {.tv_sec = timeout_ms / 1000,
                                     .tv_nsec = timeout_ms % 1000 * 1000000L};
    sigset_t blocked;
    sigset_t before;
    int ready = 0;

    (void)sigemptyset(&blocked);
    (void)sigaddset(&blocked, SIGHUP);
    (void)sigaddset(&blocked, SIGINT);
    (void)sigaddset(&blocked, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &blocked, &before);
    if (came == 0 && hangup == 0)
        ready = ppoll(&entry, 1, &timeout, &before);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return ready > 0;
}
