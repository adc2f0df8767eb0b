//! The layer as text in other people's code: PyTorch, Keras, Flax, ONNX; read and written.
