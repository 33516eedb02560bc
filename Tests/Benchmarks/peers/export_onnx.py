"""Exports a BERT encoder with mean pooling to ONNX, fuses it, and quantizes it: MODEL_FOLDER OUT_FOLDER

Writes fused.onnx (single precision) and int8.onnx (dynamic, a scale for each output)."""
import os

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from transformers import AutoModel

from common import parser

a = parser("model", "out")
os.makedirs(a.out, exist_ok=True)
network = AutoModel.from_pretrained(a.model, attn_implementation="eager").float().eval()


class Pooled(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.network = network

    def forward(self, input_ids, attention_mask):
        h = self.network(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        m = attention_mask.unsqueeze(-1).to(h.dtype)
        x = (h * m).sum(1) / m.sum(1)
        return x / x.norm(dim=1, keepdim=True)


ids = torch.randint(100, 1000, (3, 17))
raw = os.path.join(a.out, "model.onnx")
axes = {0: "batch", 1: "tokens"}
torch.onnx.export(Pooled(), (ids, torch.ones_like(ids)), raw, input_names=["input_ids", "attention_mask"],
                  output_names=["embedding"], opset_version=17, dynamo=False,
                  dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}})
c = network.config
fused = optimize_model(raw, model_type="bert", num_heads=c.num_attention_heads, hidden_size=c.hidden_size, opt_level=0)
fused.save_model_to_file(os.path.join(a.out, "fused.onnx"))
print("fused:", fused.get_fused_operator_statistics())
quantize_dynamic(os.path.join(a.out, "fused.onnx"), os.path.join(a.out, "int8.onnx"), per_channel=True,
                 weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})
os.remove(raw)
