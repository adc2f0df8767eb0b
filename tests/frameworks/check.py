"""Builds every emitted text in the real libraries: output shape, parameters, and every value must be the page's own.

    cargo run --example calls > calls.jsonl
    python -m venv venv && venv/bin/pip install torch keras jax flax onnx onnxruntime
    KERAS_BACKEND=jax venv/bin/python tests/frameworks/check.py calls.jsonl
    python -m venv venv2 && venv2/bin/pip install tensorflow-cpu==2.15.1      # Keras 2: the locally connected layers
    venv2/bin/python tests/frameworks/check.py calls.jsonl keras

Not run in CI: the libraries are some gigabytes. A library that cannot be imported is passed over and named.

Last run, 24 November 2026, all values equal to 1e-4, Python 3.11 on a CPU:

    PyTorch 2.15.0: 85 texts    Flax 0.12.8 (linen) on JAX 0.10.2: 87    ONNX 1.23.2 in ONNX Runtime 1.32.0, opset 19: 71
    Keras 3.15.1 on JAX: 71     Keras 2.15.0 on TensorFlow 2.15.1: 70

Of the 88 layers, those without a text in a library are said by a remark beside it (ONNX has no locally connected operator, Keras no
groups in a transposed layer). Not run: Keras 3 on other backends than JAX, LocallyConnected in Keras 3, which does not have it,
keras.ops.pad in Keras 2, which does not have it, and symmetric borders in PyTorch and ONNX, for which the text has another, as said.
"""

import json
import os
import sys

import numpy as np

os.environ.setdefault("KERAS_BACKEND", "jax")


def channels_last(a):
    return np.moveaxis(a, 1, -1)


def channels_first(a):
    return np.moveaxis(np.asarray(a), -1, 1)


def data(case):
    """Input, weights by pass, bias, expected output; channels first."""
    last = case["framework"] in ("keras", "flax") and len(case["input"]) > 2
    shape = [1, case["input"][-1], *case["input"][1:-1]] if last else case["input"]
    out = [1, case["output"][-1], *case["output"][1:-1]] if last else case["output"]
    x = np.array(case["x"], np.float32).reshape(shape)
    y = np.array(case["y"], np.float32).reshape(out)
    return x, [np.array(w, np.float32) for w in case["w"]], np.array(case["b"], np.float32), y


class Torch:
    """PyTorch."""

    def __init__(self):
        import torch

        self.torch, self.version = torch, f"PyTorch {torch.__version__}"

    def run(self, case):
        torch = self.torch
        x, ws, b, _ = data(case)
        names = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional, "x": torch.tensor(x), "bias": torch.tensor(b)}
        if case["text"].startswith("windows"):
            shape = eval(case["shapes"][0])
            # Places first in the page's engine, last in the text.
            places = shape[-1]
            w = np.moveaxis(ws[0].reshape(places, *shape[:-1]), 0, -1)
            names["weight"] = torch.tensor(w)
            exec(case["text"], names)
            # A line keeps the row that unfolding needs.
            return names["y"].numpy(), w.size + b.size
        module = eval(case["text"], names)
        parameters = list(module.parameters())
        with torch.no_grad():
            weights = iter(ws)
            for p in parameters:
                if p.ndim == 1:
                    p.copy_(torch.tensor(b))
                elif ws:
                    w = next(weights)
                    p.copy_(torch.tensor(w.reshape(p.shape)) if w.size else torch.full(p.shape, 1 / p[0].numel()))
            y = module(names["x"]).numpy()
        return y, sum(p.numel() for p in parameters)


class Keras:
    """Keras 2 or 3."""

    def __init__(self):
        import keras

        self.keras, self.old = keras, keras.__version__.startswith("2.")
        backend = "TensorFlow" if self.old else keras.backend.backend()
        self.version = f"Keras {keras.__version__} on {backend}"

    def run(self, case):
        x, ws, b, _ = data(case)
        model = eval(case["text"], {"keras": self.keras, "layers": self.keras.layers})
        if self.old and not case["text"].startswith("keras.Sequential"):
            raise ValueError("no input")
        weights = iter(ws)
        for layer in model.layers:
            kind, own = type(layer).__name__, list(layer.get_weights())
            for i, old in enumerate(own):
                if i == len(own) - 1 and getattr(layer, "use_bias", False):
                    own[i] = np.broadcast_to(b, old.shape)
                    continue
                w = next(weights)
                if w.size:
                    own[i] = keras_kernel(kind, i, w, old.shape)
            if own:
                layer.set_weights(own)
        flat = len(case["input"]) == 2
        y = np.asarray(model.predict(x if flat else channels_last(x), verbose=0))
        return (y if flat else channels_first(y)), model.count_params()


def keras_kernel(kind, nth, w, shape):
    """A kernel of PyTorch's layout in Keras's."""
    if kind.startswith("Dense"):
        return w.reshape(shape[::-1]).T
    if kind.startswith("LocallyConnected"):
        places, inner, out = shape
        taps = 9  # every local layer of the list has a kernel of 3 x 3
        return w.reshape(places, out, inner // taps, taps).transpose(0, 3, 2, 1).reshape(shape)
    space = shape[:-2]
    if "Depthwise" in kind or ("Separable" in kind and nth == 0):
        return np.moveaxis(w.reshape(*shape[-2:], *space), (0, 1), (-2, -1))
    return np.moveaxis(w.reshape(shape[-1], shape[-2], *space), (0, 1), (-1, -2))


class Flax:
    """Flax."""

    def __init__(self):
        import flax
        import jax

        self.version = f"Flax {flax.__version__} on JAX {jax.__version__}"

    def run(self, case):
        import flax.linen as nn
        import jax
        import jax.numpy as jnp

        x, ws, b, _ = data(case)
        flat = len(case["input"]) == 2
        x = jnp.asarray(x if flat else channels_last(x))
        found = eval(case["text"], {"nn": nn, "jax": jax, "jnp": jnp, "x": x})
        if not isinstance(found, nn.Module):
            return channels_first(found), 0
        variables = found.init(jax.random.key(0), x)
        params = variables.get("params", {})
        inner = [params] if "kernel" in params else [params[key] for key in sorted(params)]
        for values, w in zip(inner, ws):
            shape = values["kernel"].shape
            if "ConvLocal" in case["text"]:
                places, out = shape[:-2], shape[-1]
                kernel = np.moveaxis(w.reshape(*places, out, shape[-2]), -2, -1)
            elif flat:
                kernel = w.reshape(shape[::-1]).T
            else:
                kernel = np.moveaxis(w.reshape(shape[-1], shape[-2], *shape[:-2]), (0, 1), (-1, -2))
            values["kernel"] = jnp.asarray(kernel)
            if "bias" in values:
                values["bias"] = jnp.broadcast_to(jnp.asarray(b), values["bias"].shape)
        y = found.apply({"params": params}, x) if params else found.apply({}, x)
        count = sum(int(np.prod(leaf.shape)) for leaf in jax.tree_util.tree_leaves(params))
        return (np.asarray(y) if flat else channels_first(y)), count


class Onnx:
    """ONNX, run by ONNX Runtime."""

    def __init__(self):
        import onnx
        import onnxruntime

        self.version = f"ONNX {onnx.__version__} in ONNX Runtime {onnxruntime.__version__}, opset 19"

    def run(self, case):
        import onnx
        import onnx.parser
        import onnxruntime

        x, ws, b, _ = data(case)
        feeds = {"X": x}
        for nth, (w, shape) in enumerate(zip(ws, case["shapes"])):
            feeds["W" + (str(nth + 1) if nth else "")] = w.reshape(eval(shape))
        biased = [word.strip(" )") for word in case["text"].replace("(", ",").split(",") if word.strip(" )\n").startswith("B")]
        for name in biased:
            feeds[name.split(")")[0]] = b.reshape(-1)
        inputs = ", ".join(f"float{list(value.shape)} {name}" for name, value in feeds.items())
        last = case["text"].split("\n")[-1].split(" ")[0]
        text = f'<ir_version: 9, opset_import: ["" : 19]> g ({inputs}) => (float{case["output"]} {last}) {{ {case["text"]} }}'
        model = onnx.parser.parse_model(text)
        onnx.checker.check_model(model, full_check=True)
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        y = session.run(None, feeds)[0]
        return y, sum(value.size for name, value in feeds.items() if name != "X")


def main():
    lines = [json.loads(line) for line in open(sys.argv[1])]
    wanted = sys.argv[2:] or ["pytorch", "keras", "flax", "onnx"]
    classes = {"pytorch": Torch, "keras": Keras, "flax": Flax, "onnx": Onnx}
    failed = 0
    for framework in wanted:
        try:
            library = classes[framework]()
        except ImportError as error:
            print(f"{framework}: not here ({error})")
            continue
        ran = none = 0
        for case in (line for line in lines if line["framework"] == framework):
            if not case["text"]:
                none += 1
                continue
            if framework == "keras" and "LocallyConnected" in case["text"] and not library.old:
                none += 1
                continue
            if framework == "keras" and "keras.ops.pad" in case["text"] and library.old:
                none += 1
                continue
            if framework in ("pytorch", "onnx") and "Symmetric" in case["name"]:
                # Said to differ: the library has no such border.
                none += 1
                continue
            ran += 1
            try:
                y, parameters = library.run(case)
                expected = data(case)[3]
                y = y.reshape(expected.shape) if "local" in case["name"] else y
                wrong = []
                if y.shape != expected.shape:
                    wrong.append(f"shape {y.shape}, not {expected.shape}")
                elif not np.allclose(y, expected, rtol=1e-4, atol=1e-4):
                    wrong.append(f"values differ by up to {np.abs(y - expected).max()}")
                if parameters != case["parameters"]:
                    wrong.append(f"{parameters} parameters, not {case['parameters']}")
            except Exception as error:  # noqa: BLE001: whatever a library says is shown
                wrong = [f"{type(error).__name__}: {str(error)[:300]}"]
            if wrong:
                failed += 1
                print(f"{framework}: {case['name']}: {'; '.join(wrong)}\n{case['text']}\n")
        print(f"{library.version}: {ran} texts run, {none} without a text here")
    print(f"{failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
