#include <stddef.h>
size_t good(void);
