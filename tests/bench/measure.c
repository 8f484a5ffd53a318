/* SPDX-License-Identifier: MIT */
/*
 * measure - runs a command, and appends what it cost to a file.
 *
 * Usage    measure FILE NAME COMMAND...
 *          Appends NAME, CPU seconds (user and system), seconds on the clock
 *          and peak memory in KiB of the command itself, tab-separated.
 * Limits   Standard output goes to a scratch file: grep stops at the first
 *          match when it writes to /dev/null.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run(char **command)
{
    int out = open("measure.out", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int err = open("measure.err", O_WRONLY | O_CREAT | O_TRUNC, 0666);

    if (out >= 0 && err >= 0 && dup2(out, 1) >= 0 && dup2(err, 2) >= 0)
        (void)execvp(command[0], command);
    _exit(127);
}

int main(int argc, char **argv)
{
    struct timespec start;
    struct timespec end;
    struct rusage use;
    int status;
    FILE *file;
    pid_t child;

    if (argc < 4)
        return 2;
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    child = fork();
    if (child == 0)
        run(argv + 3);
    if (child < 0 || wait4(child, &status, 0, &use) != child)
        return 2;
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fprintf(stderr, "%s: wait status %d\n", argv[2], status);
    file = fopen(argv[1], "a");
    if (file == NULL)
        return 2;
    fprintf(file, "%s\t%.4f\t%.4f\t%ld\n", argv[2],
            seconds(use.ru_utime) + seconds(use.ru_stime),
            (double)(end.tv_sec - start.tv_sec) +
                (double)(end.tv_nsec - start.tv_nsec) / 1e9,
            use.ru_maxrss);
    return fclose(file) == 0 ? 0 : 2;
}
