BS_API int bs_bad(void);
