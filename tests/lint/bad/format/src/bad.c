int bad(void);
