#define BS_NONE 0
