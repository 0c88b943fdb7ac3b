/* The border between Python and every language that can export C: arrays and names, no kata. */
#ifndef KATA_H
#define KATA_H
#include <stdint.h>

/* A bool is stored as the int64 0 or 1; the name of an enumerator is a vector of its UTF-8 bytes, without a final 0. */
enum kata_dtype { KATA_FLOAT64 = 0, KATA_INT64 = 1, KATA_BOOL = 2, KATA_NAME = 3 };

/* A scalar (rank 0), a vector (rank 1) or a row-major matrix (rank 2); the caller owns the memory. */
typedef struct {
    void *data;
    int32_t dtype;
    int32_t rank;
    int64_t shape[2];
} kata_array;

enum kata_status {
    KATA_DONE = 0,
    KATA_NOT_IMPLEMENTED = 1,
    KATA_REFUSED = 2,     /* the first word of the message is the kind: RankDeficient, ... */
    KATA_WRONG_SHAPE = 3, /* rank and shape of the outputs now say what was returned; nothing was copied */
    KATA_CRASHED = 4,     /* a panic or an exception that is no refusal; the message says which */
    KATA_NO_SUCH_FUNCTION = 5,
    KATA_OUT_OF_MEMORY = 6
};

/* outputs[i] = name(inputs...); the message is UTF-8, NUL-terminated, cut to its capacity. */
int32_t kata_call(const char *name, const kata_array *inputs, int32_t n_inputs, kata_array *outputs,
                  int32_t n_outputs, char *message, int32_t message_capacity);

/* The same call k times inside the language, for timing without the border; the outputs are the last call's. */
int32_t kata_repeat(int64_t k, const char *name, const kata_array *inputs, int32_t n_inputs, kata_array *outputs,
                    int32_t n_outputs, char *message, int32_t message_capacity);

#endif
