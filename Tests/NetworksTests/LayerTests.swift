// What all layers share.

import Networks
import Tensors
import Testing

@Suite struct LayerTests {
}
