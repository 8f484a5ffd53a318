#include <stdio.h>
#include <stdlib.h>
#include <string.h>
void bad(char *out, const char *in);
void bad(char *out, const char *in)
{
    sprintf(out, "%s-%d", in, (int)strlen(in));
    if (getenv("HOME") == NULL)
        exit(1);
    free(out);
}
