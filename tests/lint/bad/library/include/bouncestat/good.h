BS_API int bs_good(void);
