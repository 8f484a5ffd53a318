#include <bouncestat/bouncestat.h>
#include <stdio.h>
int main(void)
{
    return puts(bs_status_text(BS_NOTHING)) < 0;
}
