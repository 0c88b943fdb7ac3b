// The two functions of kata.h, over the list of all katas; what is not linked
// is not there.
#include "kata.h"
#include "katas.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char TO_DO[] = "to do";

refusal refuse(const char *kind, const char *format, ...) {
  static _Thread_local char words[1024], reason[1000];
  va_list values;
  va_start(values, format);
  vsnprintf(reason, sizeof reason, format, values);
  va_end(values);
  snprintf(words, sizeof words, "%s %s", kind, reason);
  return words;
}

#define F(i) (*(const double *)in[i].data)
#define I(i) (*(const int64_t *)in[i].data)
#define V(i) ((vector){in[i].shape[0], in[i].data})
#define W(i) ((integers){in[i].shape[0], in[i].data})
#define T(i) ((text){in[i].shape[0], in[i].data})
#define M(i) ((matrix){in[i].shape[0], in[i].shape[1], in[i].data})

#define KATA(name, parameters, arguments)                                      \
  refusal name parameters __attribute__((weak));                               \
  static refusal call_##name(const kata_array *in, kata_array *out) {          \
    return name arguments;                                                     \
  }
#include "list.h"
#undef KATA

typedef refusal (*binding)(const kata_array *in, kata_array *out);

static binding find(const char *wanted) {
#define KATA(name, parameters, arguments)                                      \
  if (!strcmp(wanted, #name))                                                  \
    return name ? call_##name : NULL;
#include "list.h"
  return NULL;
}

int32_t kata_repeat(int64_t k, const char *name, const kata_array *inputs,
                    int32_t n_inputs, kata_array *outputs, int32_t n_outputs,
                    char *message, int32_t capacity) {
  binding call = find(name);
  if (!call) {
    snprintf(message, capacity, "It is not linked.");
    return KATA_NO_SUCH_FUNCTION;
  }
  refusal why = NULL;
  while (k-- > 0 && !why)
    why = call(inputs, outputs);
  if (!why)
    return KATA_DONE;
  snprintf(message, capacity, "%s", why);
  return why == TO_DO ? KATA_NOT_IMPLEMENTED : KATA_REFUSED;
}

int32_t kata_call(const char *name, const kata_array *inputs, int32_t n_inputs,
                  kata_array *outputs, int32_t n_outputs, char *message,
                  int32_t capacity) {
  return kata_repeat(1, name, inputs, n_inputs, outputs, n_outputs, message,
                     capacity);
}
