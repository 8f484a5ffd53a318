int good(void);
