// One vector backend; included once for each kind of processor.
#include "lanes.h"
#include "pooling.h"
#include "indirect_gemm.h"
#include "rows.h"
#include "sliding_filter.h"
#include "winograd.h"

#define VECTOR_BACKEND(title)                                  \
  {                                                            \
      .name = title,                                           \
      .lanes = LANES,                                          \
      .indirect_gemm = indirect_gemm,                                      \
      .multiply_add = multiply_add,                            \
      .maximum = maximum,                                      \
      .copy_blocks = copy_blocks,                              \
      .add_rows = add_rows,                                    \
      .is_finite = is_finite,                                  \
      .rectify = rectify,                                      \
      .rectify_gradient = rectify_gradient,                    \
      .slide = slide,                                          \
      .pool = pool,                                            \
      .unpool = unpool,                                        \
      .winograd_filters = winograd_filters,                    \
      .winograd_inputs = winograd_inputs,                      \
      .winograd_outputs = winograd_outputs,                    \
      .winograd_output_gradients = winograd_output_gradients,  \
      .winograd_input_gradients = winograd_input_gradients,    \
      .winograd_filter_gradients = winograd_filter_gradients,  \
  }
