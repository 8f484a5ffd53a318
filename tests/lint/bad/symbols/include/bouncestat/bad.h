/* BS_API int bs_comment(void); is none */
#define BS_API __attribute__((visibility("default")))
struct bs_error;
BS_API int bs_good(void);
BS_API int bs_missing(int a, struct bs_error *err);
