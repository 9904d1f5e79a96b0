import Pixels
import Tensors
