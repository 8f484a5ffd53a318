size_t bad(void);
