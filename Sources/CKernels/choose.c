// Picks the set of kernels, once, and hands every call on to it.
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

static const KernelSet *const all[] = {
    &plain_kernels, &small_kernels,
#if defined(__x86_64__)
    &avx2_kernels,  &avx512_kernels,
#endif
};

static bool runs(const KernelSet *set) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (set == &avx2_kernels) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (set == &avx512_kernels)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
#endif
  (void)set;
  return true;
}

static const KernelSet *chosen = &plain_kernels;

const char *kernel_available(size_t index) {
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (runs(all[i]) && index-- == 0) return all[i]->name;
  return NULL;
}

bool kernel_use(const char *name) {
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i]->name, name) == 0 && runs(all[i])) {
      chosen = all[i];
      return true;
    }
  return false;
}

// Before main, so that no thread ever sees the choice change.
__attribute__((constructor)) static void choose(void) {
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (runs(all[i])) chosen = all[i];
  const char *wish = getenv("CONVBOOK_KERNELS");
  if (wish) kernel_use(wish);
}

const char *kernel_name(void) { return chosen->name; }
size_t kernel_lanes(void) { return chosen->lanes; }
bool kernel_has_winograd(void) { return chosen->winograd_filters != NULL; }

void kernel_product(const Product *product) { chosen->product(product); }

void kernel_multiply_add(const float *values, size_t stride, float factor, float *out,
                         size_t count) {
  chosen->multiply_add(values, stride, factor, out, count);
}

void kernel_maximum(const float *values, float *best, size_t count) {
  chosen->maximum(values, best, count);
}

void kernel_copy_blocks(const float *from, size_t from_step, float *to, size_t to_step,
                        size_t length, size_t count) {
  chosen->copy_blocks(from, from_step, to, to_step, length, count);
}

void kernel_add_rows(const float *values, size_t rows, size_t columns, float *sums) {
  chosen->add_rows(values, rows, columns, sums);
}

bool kernel_is_finite(const float *values, size_t count) {
  return chosen->is_finite(values, count);
}

void kernel_rectify(float *values, size_t count) { chosen->rectify(values, count); }

void kernel_rectify_gradient(const float *values, float *gradient, size_t count) {
  chosen->rectify_gradient(values, gradient, count);
}

void kernel_slide(const float *input, size_t input_step, const float *filter, size_t filter_height,
                  size_t filter_width, float *out, size_t rows, size_t columns) {
  chosen->slide(input, input_step, filter, filter_height, filter_width, out, rows, columns);
}

void kernel_adam(float *values, const float *gradient, float *first, float *second, float rate,
                 float beta1, float beta2, float epsilon, size_t count) {
  chosen->adam(values, gradient, first, second, rate, beta1, beta2, epsilon, count);
}

void kernel_pool(const float *upper, const float *lower, size_t width, size_t channels,
                 bool rectifies, float *out, uint8_t *winners) {
  chosen->pool(upper, lower, width, channels, rectifies, out, winners);
}

void kernel_unpool(const float *gradient, const uint8_t *winners, size_t width, size_t channels,
                   float *upper, float *lower) {
  chosen->unpool(gradient, winners, width, channels, upper, lower);
}

void kernel_winograd_filters(const Winograd *pictures, const float *filters, float *points,
                             float *turned) {
  chosen->winograd_filters(pictures, filters, points, turned);
}

void kernel_winograd_inputs(const Winograd *pictures, const float *input, size_t first, size_t count,
                            float *points) {
  chosen->winograd_inputs(pictures, input, first, count, points);
}

void kernel_winograd_outputs(const Winograd *pictures, const float *points, size_t first,
                             size_t count, const float *bias, float *output) {
  chosen->winograd_outputs(pictures, points, first, count, bias, output);
}

void kernel_winograd_output_gradients(const Winograd *pictures, const float *gradient, size_t first,
                                      size_t count, float *points) {
  chosen->winograd_output_gradients(pictures, gradient, first, count, points);
}

void kernel_winograd_input_gradients(const Winograd *pictures, const float *points, size_t first,
                                     size_t count, float *gradient) {
  chosen->winograd_input_gradients(pictures, points, first, count, gradient);
}

void kernel_winograd_filter_gradients(const Winograd *pictures, const float *points,
                                      float *gradient) {
  chosen->winograd_filter_gradients(pictures, points, gradient);
}
