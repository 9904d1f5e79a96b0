// One set of vector kernels; included once for each kind of processor.
#include "lanes.h"
#include "pooling.h"
#include "product.h"
#include "rows.h"
#include "slide.h"
#include "winograd.h"

#define VECTOR_KERNELS(title)                                  \
  {                                                            \
      .name = title,                                           \
      .lanes = LANES,                                          \
      .product = product,                                      \
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
