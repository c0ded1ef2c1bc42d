"""Write the BERT encoder as an ONNX graph: 8-bit weights with one scale a row, mean pooling and normalising inside.

The graph takes one text at a time (`input_ids`, int64, 1 x tokens): activations are quantised over the whole input, so
a text's vector would depend on its neighbours in a batch, and padding gains nothing on a processor.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from product_index.embedding.package_file import Floats, PackageFile

# 7 of 8 bits: processors without VNNI add two products in 16 bits, which 8 bits would overflow.
_LIMIT = 63
_CONTRIB = "com.microsoft"


def quantise_rows(matrix: Floats, limit: int) -> tuple[npt.NDArray[np.int8], Floats]:
    """Whole numbers within ±limit and one scale a row: matrix ≈ numbers x scale[:, None]."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / limit
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class _Graph:
    def __init__(self, epsilon: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._epsilon = epsilon

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        numbers, scale = quantise_rows(weight, _LIMIT)
        inputs = [x, self.constant(f"{name}.w", numbers.T), self.constant(f"{name}.s", scale), ""]
        return self.add("DynamicQuantizeMatMul", [*inputs, self.constant(f"{name}.b", bias)], name, _CONTRIB)

    def add_and_normalise(self, x: str, y: str, name: str, gain: Floats, bias: Floats) -> str:
        inputs = [x, y, self.constant(f"{name}.w", gain), self.constant(f"{name}.b", bias)]
        return self.add("SkipLayerNormalization", inputs, name, _CONTRIB, epsilon=self._epsilon)


def build_graph(source: PackageFile, ids: npt.NDArray[np.int64]) -> onnx.ModelProto:
    """The encoder over the kept vocabulary ids; output `sentence_embedding`, float32, 1 x hidden, length 1."""
    shape, graph = source.shape, _Graph(source.shape.epsilon)
    x = _embeddings(graph, source, ids)
    for layer in range(shape.layers):
        x = _layer(graph, source, f"l{layer}", x)
    graph.add("ReduceMean", [x, graph.constant("tokens_axis", np.array([1]))], "mean", keepdims=0)
    graph.add("LpNormalization", ["mean"], "sentence_embedding", axis=-1, p=2)
    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"])]
    outputs = [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["texts", shape.hidden])]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "multilingual-e5-small", inputs, outputs, graph.weights),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIB, 1)],
        ir_version=9,
    )
    onnx.checker.check_model(model)
    return model


def _embeddings(graph: _Graph, source: PackageFile, ids: npt.NDArray[np.int64]) -> str:
    hidden, positions = source.shape.hidden, source.shape.positions
    numbers, scale = quantise_rows(source.rows("emb.word", hidden, ids), 127)
    graph.add("Gather", [graph.constant("words", numbers), "input_ids"], "word_numbers")
    graph.add("Cast", ["word_numbers"], "word_floats", to=TensorProto.FLOAT)
    graph.add("Gather", [graph.constant("word_scales", scale[:, None]), "input_ids"], "word_scale")
    graph.add("Mul", ["word_floats", "word_scale"], "word_vectors")
    # Every token is of type 0, so its vector can be added to the positions here.
    places = source.floats("emb.pos", positions, hidden) + source.floats("emb.type", source.shape.types, hidden)[0]
    graph.add("Shape", ["input_ids"], "tokens", start=1)
    first, axis = graph.constant("first", np.array([0])), graph.constant("positions_axis", np.array([0]))
    graph.add("Slice", [graph.constant("positions", places), first, "tokens", axis], "position_rows")
    graph.add("Unsqueeze", ["position_rows", first], "position_vectors")
    gain, bias = source.floats("emb.ln.w", hidden), source.floats("emb.ln.b", hidden)
    return graph.add_and_normalise("word_vectors", "position_vectors", "embeddings", gain, bias)


def _layer(graph: _Graph, source: PackageFile, name: str, x: str) -> str:
    hidden, inner = source.shape.hidden, source.shape.inner

    def weight(part: str, rows: int, columns: int) -> Floats:
        return source.floats(f"{name}.{part}.w", rows, columns)

    def vector(part: str, length: int = hidden) -> Floats:
        return source.floats(f"{name}.{part}", length)

    together = np.concatenate([weight(part, hidden, hidden) for part in "qkv"])  # one product instead of three
    qkv = graph.linear(x, f"{name}.qkv", together, np.concatenate([vector(f"{part}.b") for part in "qkv"]))
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{name}.split", axis=-1, num_outputs=3))
    seen = graph.add("MultiHeadAttention", parts, f"{name}.seen", _CONTRIB, num_heads=source.shape.heads)
    attended = graph.linear(seen, f"{name}.ao", weight("ao", hidden, hidden), vector("ao.b"))
    x = graph.add_and_normalise(x, attended, f"{name}.aln", vector("aln.w"), vector("aln.b"))
    wide = graph.linear(x, f"{name}.fi", weight("fi", inner, hidden), vector("fi.b", inner))
    active = graph.add("Gelu", [wide], f"{name}.gelu", _CONTRIB)
    narrow = graph.linear(active, f"{name}.fo", weight("fo", hidden, inner), vector("fo.b"))
    return graph.add_and_normalise(x, narrow, f"{name}.oln", vector("oln.w"), vector("oln.b"))
