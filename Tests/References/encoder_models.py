"""Makes the tiny encoders of Tests/NeuralNetworksTests/Fixtures, and what transformers computes with them.

    pip install numpy==2.4.6 safetensors==0.8.0 torch==2.13.0 transformers==5.23.0
    python encoder_models.py ../NeuralNetworksTests/Fixtures [MINILM_FOLDER]

Each folder holds a model with random weights, tokens.tsv (texts as numbers of tokens) and vectors.npy (their
vectors, float32). With MINILM_FOLDER, the folder of all-MiniLM-L6-v2, also minilm/ with tokens and vectors of
the sentences of encoder_sentences.txt, without the model.
"""
import json
import os
import sys

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel, XLMRobertaConfig, XLMRobertaModel

COMMON = dict(hidden_size=32, num_hidden_layers=2, intermediate_size=64, vocab_size=211, max_position_embeddings=66)
LENGTHS = [1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 48, 62]


def randomize(model, generator):
    """Weights large enough for every part to matter: attention is neither even nor all on one token."""
    with torch.no_grad():
        for name, p in model.named_parameters():
            noise = torch.randn(p.shape, generator=generator)
            if "LayerNorm.weight" in name:
                p.copy_(1 + 0.2 * noise)
            elif name.endswith("bias"):
                p.copy_(0.2 * noise)
            elif "embeddings" in name:
                p.copy_(noise)
            else:
                p.copy_(noise * 1.5 / p.shape[1] ** 0.5)


def pooled(model, ids, pooling, normalize):
    with torch.no_grad():
        h = model(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long)).last_hidden_state[0]
    x = {"mean": h.mean(0), "cls": h[0], "max": h.max(0).values}[pooling]
    return (x / x.norm() if normalize else x).float().numpy()


def write_json(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        json.dump(value, f, indent=2)
        f.write("\n")


def write_modules(folder, pooling, normalize, maximum, legacy):
    kinds = ["Transformer", "Pooling"] + (["Normalize"] if normalize else [])
    paths = ["", "1_Pooling", "2_Normalize"]
    write_json(f"{folder}/modules.json", [
        dict(idx=i, name=str(i), path=paths[i], type="sentence_transformers.models." + k) for i, k in enumerate(kinds)])
    flags = {"cls": "cls_token", "mean": "mean_tokens", "max": "max_tokens"}
    modes = {"pooling_mode_" + v: k == pooling for k, v in flags.items()} if legacy else {"pooling_mode": pooling}
    write_json(f"{folder}/1_Pooling/config.json", {"word_embedding_dimension": 32, **modes})
    write_json(f"{folder}/sentence_bert_config.json", {"max_seq_length": maximum})


def write_goldens(folder, texts, vectors):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/tokens.tsv", "w") as f:
        f.write("tokens\n" + "".join(" ".join(map(str, t)) + "\n" for t in texts))
    np.save(f"{folder}/vectors.npy", np.stack(vectors).astype("<f4"))


def save(model, folder, dtype, prefix, shards):
    tensors = {prefix + k: v.to(dtype).contiguous() for k, v in model.state_dict().items() if not k.startswith("pooler")}
    if shards == 1:
        save_file(tensors, f"{folder}/model.safetensors", metadata={"format": "pt"})
        return
    files = {}
    for i, name in enumerate(sorted(tensors)):
        files[name] = f"model-{i * shards // len(tensors) + 1:05}-of-{shards:05}.safetensors"
    for file in sorted(set(files.values())):
        save_file({k: v for k, v in tensors.items() if files[k] == file}, f"{folder}/{file}", metadata={"format": "pt"})
    write_json(f"{folder}/model.safetensors.index.json", {"metadata": {}, "weight_map": files})


def tiny(folder, config, kind, seed, pooling, normalize, dtype=torch.float32, prefix="", shards=1, legacy=True, maximum=64):
    generator = torch.Generator().manual_seed(seed)
    model = kind(config, add_pooling_layer=False).eval()
    randomize(model, generator)
    model.to(dtype).to(torch.float32)  # what the file can hold, computed in single precision
    os.makedirs(folder, exist_ok=True)
    save(model, folder, dtype, prefix, shards)
    write_json(f"{folder}/config.json", {k: v for k, v in config.to_dict().items() if k in (
        "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size", "model_type", "hidden_act",
        "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "pad_token_id", "position_embedding_type")})
    write_modules(folder, pooling, normalize, maximum, legacy)
    first = 5 if kind is XLMRobertaModel else 1
    texts = [torch.randint(first, config.vocab_size, (n,), generator=generator).tolist() for n in LENGTHS]
    if kind is XLMRobertaModel:
        texts[5][4] = config.pad_token_id  # a literal <pad> in a text takes the position of padding
    write_goldens(folder, texts, [pooled(model, t, pooling, normalize) for t in texts])


def minilm(folder, model_folder):
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(f"{model_folder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    here = os.path.dirname(os.path.abspath(__file__))
    lines = open(f"{here}/encoder_sentences.txt", encoding="utf-8").read().splitlines()
    texts = [e.ids for e in tokenizer.encode_batch(lines)]
    model = BertModel.from_pretrained(model_folder, add_pooling_layer=False).float().eval()
    write_goldens(folder, texts, [pooled(model, t, "mean", True) for t in texts])


if __name__ == "__main__":
    out = sys.argv[1]
    tiny(f"{out}/tiny-bert", BertConfig(num_attention_heads=2, **COMMON), BertModel, 1, "mean", True)
    tiny(f"{out}/tiny-bert-bfloat16", BertConfig(num_attention_heads=4, hidden_act="gelu_new", **COMMON), BertModel, 2, "cls", False,
         dtype=torch.bfloat16, prefix="bert.", legacy=False)
    tiny(f"{out}/tiny-xlm-roberta", XLMRobertaConfig(num_attention_heads=2, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5, **COMMON),
         XLMRobertaModel, 3, "max", True, prefix="roberta.", shards=2)
    if len(sys.argv) > 2:
        minilm(f"{out}/minilm", sys.argv[2])
