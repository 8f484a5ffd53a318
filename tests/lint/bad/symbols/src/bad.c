#include "bouncestat/bad.h"
int bs_good(void)
{
    return 1;
}
BS_API int bs_leak(void);
int bs_leak(void)
{
    return 2;
}
