// Parameters without a layer, whose gradients a test sets itself.

import Networks
import Tensors

struct ParameterList: Layer {
  var list: [Parameter]

  init(_ list: [Parameter]) { self.list = list }

  mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    for index in list.indices { visit(&list[index]) }
  }
  mutating func forward(_ input: Tensor) -> Tensor { input }
  mutating func backward(_ outputGradient: Tensor) -> Tensor { outputGradient }
}
