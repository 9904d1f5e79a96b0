// A vector backend, included once for each instruction set.
#include "vector_operations.h"
#include "max_pooling.h"
#include "indirect_gemm.h"
#include "elementwise.h"
#include "sliding_filter.h"
#include "winograd.h"

#define VECTOR_BACKEND(title)                                     \
  {                                                               \
      .name = title,                                              \
      .lanes = LANES,                                             \
      .panel_columns = PANEL_COLUMNS,                             \
      .indirect_gemm = indirect_gemm,                             \
      .multiply_add = multiply_add,                               \
      .add_row_product = add_row_product,                         \
      .maximum = maximum,                                         \
      .copy_blocks = copy_blocks,                                 \
      .add_column_sums = add_column_sums,                         \
      .is_finite = is_finite,                                     \
      .rectify = rectify,                                         \
      .rectify_gradient = rectify_gradient,                       \
      .sliding_filter = sliding_filter,                           \
      .max_pool = max_pool,                                       \
      .max_pool_gradient = max_pool_gradient,                     \
      .winograd_filters = winograd_filters,                       \
      .winograd_inputs = winograd_inputs,                         \
      .winograd_outputs = winograd_outputs,                       \
      .winograd_output_gradients = winograd_output_gradients,     \
      .winograd_input_gradients = winograd_input_gradients,       \
      .winograd_filter_gradients = winograd_filter_gradients,     \
  }
