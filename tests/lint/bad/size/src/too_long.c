int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
int x; /* \ */
static const int table[] = {
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
    1,
};
