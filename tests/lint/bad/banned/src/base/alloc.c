#include <stdlib.h>
void *good(size_t size);
void *good(size_t size)
{
    return malloc(size);
}
