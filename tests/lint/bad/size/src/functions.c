/* Lengths at the limit, and one over it. */
static int at_limit(void)
{
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    return 0;
}

static int too_long(void)
{
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    use(";", "[");
    return 0;
}

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
};

static int six(int a, int b, int c, int (*d)(int, int),
                int e, int f)
{
    return 0;
}

static int seven(int a, int b, int c, int (*d)(int, int),
                int e, int f, int g)
{
    return 0;
}

static int bs_store_query(int a, int b, int c, int (*d)(int, int),
                int e, int f, int g)
{
    return 0;
}

