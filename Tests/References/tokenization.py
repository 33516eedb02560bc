#!/usr/bin/env python3
"""Makes Tests/TokenizationTests/Fixtures: small tokenizers, and the ids that `tokenizers` gives texts.

    python3 -m venv venv && venv/bin/pip install tokenizers==0.23.3 sentencepiece==0.2.3 protobuf
    venv/bin/python Tests/References/tokenization.py [FOLDER OF all-MiniLM-L6-v2] [posts_small.tsv]

Made with Python 3.11 and these versions. The models are trained on the texts below. The model folder
and the posts are needed for the digests alone; without them these are left as they are.
"""
import base64
import copy
import json
import re
import struct
import sys
import tempfile
import unicodedata
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as sentencepiece_model
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

FIXTURES = Path(__file__).parent.parent / "TokenizationTests" / "Fixtures"

CORPUS = """
The cat sat on the mat and the dog slept under the table by the window.
A quick brown fox jumps over the lazy dog; the lazy dog does not mind at all!
Readers of long novels walk slowly through libraries, counting shelves and stairs.
She sells sea shells, 1,234 of them, at $5.60 each (see https://example.com/shells?id=42).
Baking bread takes flour, water, salt, yeast and patience: knead, wait, fold, wait, bake.
In 2019 the runners ran 42.195 km in 2:01:39 — unbelievably fast, wasn't it?
Café, naïve, façade, Ångström, coöperate, jalapeño, Zürich, smørrebrød, œuvre.
Die Straße führt über die Brücke, größer als früher; Übung macht den Meister.
Le garçon mange une crème brûlée à l'hôtel près de la forêt.
Người Việt Nam thích uống cà phê sữa đá vào buổi sáng ở Hà Nội.
Tôi đi học bằng xe đạp, trời mưa to nên đường rất trơn.
오늘은 날씨가 좋아서 공원에서 책을 읽었습니다. 고양이가 의자 밑에서 잡니다.
한국어 문장을 나누는 일은 생각보다 어렵습니다.
今天天气很好，我们去公园看书。猫在椅子下面睡觉。
東京の図書館で本を読みました。カタカナとひらがなも使います。
Москва — столица России; здесь много библиотек и театров.
Η γλώσσα μου είναι ελληνική και διαβάζω πολλά βιβλία.
ภาษาไทยไม่มีการเว้นวรรคระหว่างคำ แต่ก็อ่านได้
اللُّغَةُ العَرَبِيَّةُ جَمِيلَةٌ وَالكِتَابُ عَلَى الطَّاوِلَةِ.
हिन्दी में किताबें पढ़ना मुझे पसंद है।
İstanbul'da ılık bir ilkbahar günü; çay içip şiir okuduk.
unbelievable reading walking slowly jumped jumping baker bakery baking readers reader
the and of to in is it for on with as at by from this that was were be are have has had not but
"""

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

TEXTS = [
    "", " ", "   ", "\t\n\r", "\u00a0", "\u3000\u2003", "a", "A", "The cat sat on the mat.", "the  cat", " the cat ",
    "Hello, world!", "unbelievable readers", "jumping-jumped_jumper", "don't can't I'm", "U.S.A.", "e.g. this, i.e. that",
    "$5.60", "1,234.56", "3/4", "100%", "a+b=c", "x<y>z", "~`^|", "#hashtag @mention", "C++ C#", "a&b&amp;c", "\\backslash",
    "https://example.com/a?b=c&d=%20#e", "www.example.co.uk/path_to/file.tar.gz", "mail@example.com", "a" * 99, "a" * 100,
    "a" * 101, "é" * 100, "é" * 101, "the" * 40, "ab " * 60, "日" * 120, "supercalifragilisticexpialidocious", "qzxjkvw",
    "[CLS]", "[SEP] and [MASK]", "a[MASK]b", "[mask]", "[MASK", "[[MASK]]", "the [UNK] cat [PAD]", "[CLS][SEP]", "[ MASK ]",
    "<s>", "</s> the", "<mask>", "the <mask> cat", "the<mask>cat", " <mask> ", "<unk>", "<pad><pad>", "<s >",
    "<special>", "a <special> b", "<SPECIAL>", "token", "a token b", "atokenb", "Token token TOKEN", "token.", "tokens", "_token_",
    "\u0000", "a\u0000b", "\u0001\u0002", "a\u0007b", "\u007f", "a\u0085b", "\u200b", "a\u200bb", "a\u200db", "\ufeff", "\ufeffthe cat",
    "soft\u00adhyphen", "\ufffd", "a\ufffdb", "\ue000", "x\ue000y", "\uf8ff", "\U000f0000", "\ufe0f", "a\ufe0fb", "\ufdd0", "\uffff",
    "\U0010ffff", "\u0378", "\u2028", "line\u2028line\u2029para", "\u0300", "a\u0300", "\u0300a", "a\u0300\u0301\u0323", "a\u0323\u0300",
    "e\u0301", "é", "É", "E\u0301", "Å\u030a", "\u212b", "ﬁn", "ﬀ", "ﬃ", "ß", "ẞ", "STRASSE", "Straße", "İ", "ı", "i\u0307",
    "İstanbul", "I\u0307", "Σ", "ΣΑΣ", "ς", "Ǆ", "ǅ", "ŉ", "ΐ", "ᾳ", "ᾼ", "ﬗ", "K", "Ω", "Å", "ſ", "ẛ̣", "Ⅷ", "ⅷ", "Ⓐ", "①", "½", "²", "№",
    "™", "℃", "㎏", "㍿", "㈱", "ﷺ", "ﷲ", "…", "‥", "—", "–", "-", "−", "‐", "‑", "“quoted”", "‘single’", "«guillemets»", "„low“", "′ ″",
    "·", "•", "§", "¶", "†", "©", "®", "©\u200d", "©\u0301", "¡Hola!", "¿Qué?", "€", "£", "¥", "₩", "฿", "₿", "×", "÷", "±", "≤", "∞", "→",
    "😀", "😀😀", "a😀b", "👍🏽", "👨‍👩‍👧‍👦", "👩🏻‍🚀", "🏳️‍🌈", "🇰🇷", "🇰🇷🇻🇳", "1️⃣", "#️⃣", "☺️", "❤️", "❤", "🫠", "🪿", "🫩",
    "오늘은 날씨가 좋아서", "고양이", "한국어", "\u1112\u1161\u11ab", "\u1112\u1161", "\u1112", "\u1161", "\u11ab", "ㅎㅏㄴ", "ㅋㅋㅋ", "각\u0301",
    "\ua960\ud7b0", "ﾊﾝ", "ﾊﾟ", "カ\u3099", "ガ", "が", "ｶﾞ", "ＡＢＣ", "ａｂｃ１２３", "！？", "今天天气很好", "图书馆 library", "a今b天c", "東京", "豈",
    "\uf900", "\ufa0e", "\U0002f800", "\U00020000", "\U0002a6e0", "\U0002ceb0", "\U00030000", "㐀", "々", "〆", "ー", "・", "。、「」", "ภาษาไทย",
    "น้ำ", "กำ", "ที่", "ᬓᬾ", "Người Việt Nam", "Người", "thích uống", "đá", "Đà", "ẤẦẨ", "cà phê", "ca\u0300 phe\u0302", "اللُّغَةُ", "لا", "ﻻ",
    "الله", "َ", "ـ", "٠١٢", "۱۲۳", "؟", "،", "\u0600a", "\u06dda", "עִבְרִית", "שׁ", "ﬥ", "हिन्दी", "क्षि", "क\u094d\u200dष", "कि\u0301", "क़",
    "ক্ষ", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "བོད་ཡིག", "မြန်မာ", "ខ្មែរ", "ລາວ", "ᠮᠣᠩᠭᠣᠯ", "Ꭰ", "ꭰ", "Ა", "ა", "Ա", "և", "Й", "й",
    "и\u0306", "Ё", "ё", "ѐ", "Москва", "МОСКВА", "γλώσσα", "ΓΛΏΣΣΑ", "ά", "ά", "Ά", "\u1fbb", "\u0344", "\u0340", "\u0374", "\u037e", "\u0387",
    "\u1e9b\u0323", "\u0f73", "\u0f71\u0f72", "\u0fb2\u0f80", "\u1d15e", "\U0001d15e", "\U0001d160", "\U0001d165\U0001d158", "\U0001d400", "\U0001f130",
    "\u302e\u302f", "\u302f\u302e", "한\u302e", "\U00016ff0", "\u0859\u085a", "\u08d3", "\u0898", "\u1dfa", "\u1ac1\u0301", "\U00010efd", "\u0c3c",
    "a\u0315\u0300\u05ae\u0062", "a\u05b0\u094d\u3099\u0334", "\u0061\u0f39\u093c", "\u0592\u05b7\u05bc\u05a5\u05b0\u05c0\u05c4\u05ad",
    "\r\n", "a\r\nb", "a\rb", "\r", "tab\tseparated\tvalues", "new\nline", "trailing ", "  leading", "a  b   c    d", "▁", "▁▁", "a▁b", "▁the cat",
    "the ▁cat", "▁ ▁", "Ⱥ", "ⱥ", "Ⱦ", "Ꞌ", "Ɬ", "Ꟁ", "ꟁ", "Ꟛ", "\U00010d50", "\U00016ea0", "\U00010570", "\U0001e900", "\u1c89", "\ua7dc",
    "\u0560", "\u0588", "\u061d", "\u2e52", "\u2e5d", "\u1b7d", "\u1b4e", "\U00010ead", "\U00011b00", "\u30fb", "\u2010", "\u00ad\u200e\u200f",
    "\u202a\u202c", "\u2066x\u2069", "\u206a", "\u180e", "a\u180eb", "\u1680", "a\u1680b", "\u205f", "\u2000\u200a", "\U000e0001", "\U000e0020\U000e007f",
    "🏴\U000e0067\U000e0062\U000e007f", "\U0001f3f4", "\u20e3", "1\u20e3", "\u0489", "с\u0489", "a\u20dd", "\u3099", "\uff9e", "ハ\uff9e", "\u1160", "\uffa0",
    "\u115f", "\u034f", "a\u034fb", "\u17b4", "\u2061", "\u2800", "\u3164", "\ufff9", "\ufffc", "\u00b4", "\u02dc", "\u1fbd", "\u1fef", "\u2126",
    "Good bakers wait; readers walk. Übung! Người? 고양이… 今天，(2019) $1,234.56 — https://x.y/z 😀",
    "THE CAT SAT ON THE MAT", "tHe CaT", "ÀÉÎÕÜ", "àéîõü", "ÅNGSTRÖM", "Œuvre", "Ĳsselmeer", "ǲ", "ʼn", "dž", "ﬅ", "ŁÓDŹ", "Đ đ Ð ð Þ þ",
]


def special(tokens, **flags):
    """Entries of `added_tokens`."""
    default = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return [dict(id=id, content=token, **{**default, **flags}) for id, token in tokens]


def write(name, tokenizer):
    """Writes a tokenizer.json into a folder of its own, compactly, and returns what `tokenizers` reads."""
    folder = FIXTURES / name
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text + "\n")
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def template(before, behind, ids):
    """A TemplateProcessing section."""
    token = lambda name: {"SpecialToken": {"id": name, "type_id": 0}}
    text = lambda name: {"Sequence": {"id": name, "type_id": 0}}
    return {
        "type": "TemplateProcessing",
        "single": [token(before), text("A"), token(behind)],
        "pair": [token(before), text("A"), token(behind), text("B"), token(behind)],
        "special_tokens": {n: {"id": n, "ids": [ids[n]], "tokens": [n]} for n in (before, behind)},
    }


def word_piece():
    """A vocabulary of 700 tokens, as a tokenizer.json like BERT's."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=900, special_tokens=SPECIAL, show_progress=False)
    tokenizer.train_from_iterator(CORPUS.strip().splitlines(), trainer)
    vocabulary = tokenizer.get_vocab()
    sections = json.loads(tokenizer.to_str())
    sections["added_tokens"] = special((vocabulary[name], name) for name in SPECIAL)
    sections["post_processor"] = template("[CLS]", "[SEP]", vocabulary)
    sections["truncation"] = {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0}
    sections["padding"] = {"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": None,
                           "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}
    ordered = sorted(vocabulary.items(), key=lambda entry: entry[1])
    sections["model"]["vocab"] = dict(ordered)
    return sections, [token for token, _ in ordered]


def rules():
    """Those rules of nmt_nfkc that the texts need, so that the fixture is small."""
    characters = sorted({c for text in TEXTS for c in text} - {"\0"})
    table = {c: unicodedata.normalize("NFKC", c) for c in characters}
    for c in characters:
        table[unicodedata.normalize("NFD", c)] = table[c]
    for first, last, text in [(1, 8, ""), (9, 10, " "), (0xB, 0xB, ""), (0xC, 0xD, " "), (0xE, 0x1F, ""), (0x7F, 0x7F, ""),
                              (0x8F, 0x8F, ""), (0x9F, 0x9F, ""), (0x1680, 0x1680, " "), (0x200B, 0x200F, " "),
                              (0x2028, 0x2029, " "), (0xFEFF, 0xFEFF, " "), (0xFFFD, 0xFFFD, " ")]:
        table.update({chr(c): text for c in range(first, last + 1)})
    code = lambda text: " ".join(f"{ord(c):X}" for c in text)
    return "".join(f"{code(a)}\t{code(b)}\n" for a, b in sorted(table.items()) if a != b)


def sentence_piece(folder, byte_fallback, full=False):
    """A Unigram model of SentencePiece with these rules, or with all of nmt_nfkc."""
    corpus = Path(folder) / "corpus.txt"
    corpus.write_text(CORPUS.strip())
    (Path(folder) / "rules.tsv").write_text(rules())
    rule = {"normalization_rule_name": "nmt_nfkc"} if full else {
        "normalization_rule_tsv": str(Path(folder) / "rules.tsv")}
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(Path(folder) / "m"), vocab_size=800,
        hard_vocab_limit=False, model_type="unigram", byte_fallback=byte_fallback, character_coverage=0.98,
        num_threads=1, minloglevel=2, **rule)
    return sentencepiece_model.ModelProto.FromString((Path(folder) / "m.model").read_bytes())


def unigram(proto):
    """The tokenizer.json that `transformers` makes of XLM-R's SentencePiece model."""
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [(piece.piece, piece.score) for piece in proto.pieces[3:]]
    pieces += [("<mask>", 0.0)]
    ids = {piece: id for id, (piece, _) in enumerate(pieces)}
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    charsmap = base64.b64encode(proto.normalizer_spec.precompiled_charsmap).decode()
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": special((ids[n], n) for n in names) + special([(ids["<mask>"], "<mask>")], lstrip=True),
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": charsmap},
            {"type": "Strip", "strip_left": False, "strip_right": True},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "▁"}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": template("<s>", "</s>", ids), "decoder": None,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": [list(p) for p in pieces],
                  "byte_fallback": proto.trainer_spec.byte_fallback},
    }


def variants(word_piece, unigram):
    """Other tokenizers: what changes in the sections of one of the two, by name."""
    plain = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
             "lowercase": False}
    for name, normalizer in [
        ("cased", plain), ("accents", {**plain, "strip_accents": False, "lowercase": True}),
        ("unclean", {**plain, "clean_text": False, "handle_chinese_chars": False, "strip_accents": True}),
        ("nfc", {"type": "NFC"}), ("nfd", {"type": "NFD"}), ("nfkc", {"type": "NFKC"}), ("nfkd", {"type": "NFKD"}),
        ("lowercase", {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}]}),
        ("nmt", {"type": "Sequence", "normalizers": [{"type": "Nmt"}, {"type": "Prepend", "prepend": "a "}]}),
        ("replace", {"type": "Sequence", "normalizers": [
            {"type": "Replace", "pattern": {"String": "the"}, "content": "a"},
            {"type": "Replace", "pattern": {"Regex": "[a-cé]+\\s{1,2}"}, "content": "x "},
            {"type": "Strip", "strip_left": True, "strip_right": False}]}),
    ]:
        yield name, word_piece, {"normalizer": normalizer}
    for name, pre_tokenizer in [
        ("whitespace", {"type": "Whitespace"}),
        ("whitespace-split", {"type": "Sequence", "pretokenizers": [
            {"type": "WhitespaceSplit"}, {"type": "Digits", "individual_digits": True}]}),
        ("digits", {"type": "Sequence", "pretokenizers": [
            {"type": "Whitespace"}, {"type": "Digits", "individual_digits": False}]}),
        ("delimiter", {"type": "Sequence", "pretokenizers": [
            {"type": "CharDelimiterSplit", "delimiter": "a"}, {"type": "BertPreTokenizer"}]}),
        *[(f"punctuation-{b}", {"type": "Sequence", "pretokenizers": [
            {"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": b}]})
          for b in ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous")],
        *[(f"split-{b}-{i}", {"type": "Split", "pattern": {"Regex": "[\\s,.!?]+"}, "behavior": b, "invert": i})
          for b in ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous") for i in (False, True)],
        ("split-text", {"type": "Split", "pattern": {"String": " "}, "behavior": "Removed", "invert": False}),
    ]:
        yield name, word_piece, {"pre_tokenizer": pre_tokenizer, "post_processor": None}
    size = len(word_piece["model"]["vocab"])
    flags = special([(size, "<special>")], lstrip=True, rstrip=True) + special(
        [(size + 1, "token")], single_word=True, normalized=True, special=False) + special(
        [(size + 2, "Reader")], normalized=True, special=False) + special(
        [(size + 3, "<spec")], normalized=False, rstrip=True)
    yield "added", word_piece, {"added_tokens": word_piece["added_tokens"] + flags}
    bert = {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}
    roberta = {**bert, "type": "RobertaProcessing", "trim_offsets": True, "add_prefix_space": True}
    yield "bert-processing", word_piece, {"post_processor": bert}
    yield "sequence-processing", word_piece, {"post_processor": {"type": "Sequence", "processors": [bert, roberta]}}
    charsmap = unigram["normalizer"]["normalizers"][0]
    meta = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    yield "xlm-r-hub", unigram, {"normalizer": charsmap, "pre_tokenizer": {
        "type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, meta]}}
    for name, scheme, split in [("first", "first", True), ("never", "never", True), ("unsplit", "always", False)]:
        yield f"metaspace-{name}", unigram, {"pre_tokenizer": {**meta, "prepend_scheme": scheme, "split": split}}
    yield "metaspace-strip", unigram, {
        "pre_tokenizer": {**meta, "prepend_scheme": "first"},
        "normalizer": {"type": "Strip", "strip_left": True, "strip_right": True}}
    yield "unigram-plain", unigram, {"normalizer": None, "pre_tokenizer": None, "added_tokens": []}


def encode(tokenizer, texts):
    """The ids of each text, with special tokens and neither cut nor filled up."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return [e.ids for e in tokenizer.encode_batch(texts)]


def digest(lists):
    """FNV-1a of the ids as 32-bit numbers, -1 behind each text."""
    value = 0xCBF29CE484222325
    for ids in lists:
        for byte in struct.pack(f"<{len(ids) + 1}i", *ids, -1):
            value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


class SplitMix64:
    """The generator of KeyedGenerator(state: 11), so that tests make the same texts."""

    def __init__(self, state):
        self.state = state

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
        return ((z ^ (z >> 31)) >> 32) * bound >> 32


def random_texts(count):
    """Texts of up to 20 scalars: from all of Unicode, of its beginning, of blocks with marks, and ASCII."""
    generator = SplitMix64(11)
    blocks = [(0, 0x80), (0x80, 0x300), (0x300, 0x370), (0x370, 0x600), (0x600, 0x700), (0x900, 0xE80),
              (0x1000, 0x1200), (0x1D00, 0x2100), (0x2000, 0x2070), (0x3000, 0x3400), (0xA000, 0xAC00),
              (0xAC00, 0xD7A4), (0xF900, 0x10000), (0x1D100, 0x1D200), (0x1F000, 0x1FB00), (0, 0xD800),
              (0, 0x110000)]
    for _ in range(count):
        block = generator.below(len(blocks) + 4)
        text = []
        for _ in range(generator.below(21)):
            mixed = generator.below(4)
            first, last = blocks[block if block < len(blocks) and mixed else generator.below(len(blocks))]
            if block >= len(blocks) and mixed:
                first, last = (0x61, 0x7B) if mixed < 3 else (0x20, 0x41)
            scalar = first + generator.below(last - first)
            if not 0xD800 <= scalar <= 0xDFFF:
                text.append(chr(scalar))
        yield "".join(text)


def posts(path):
    """The messages and titles of a table of posts, 20,000 at most."""
    lines = Path(path).read_bytes().decode().split("\n")
    columns = [lines[0].split("\t").index(name) for name in ("message", "link_title")]
    plain = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    unescaped = lambda field: re.sub(r"\\[tnr\\]", lambda match: plain[match[0]], field)
    rows = [line.split("\t") for line in lines[1:] if line]
    return [unescaped(row[column]) for row in rows for column in columns][:20_000]


def main():
    FIXTURES.mkdir(exist_ok=True)
    word, tokens = word_piece()
    with tempfile.TemporaryDirectory() as folder:
        proto = sentence_piece(folder, False)
        fallback = sentence_piece(folder, True)
        full = Tokenizer.from_str(json.dumps(unigram(sentence_piece(folder, False, full=True))))
    pieces = unigram(proto)
    golden = {"texts": [[ord(c) for c in text] for text in TEXTS], "tokenizers": {}}
    golden["tokenizers"]["wordpiece"] = encode(write("wordpiece", word), TEXTS)
    golden["tokenizers"]["unigram"] = encode(write("unigram", pieces), TEXTS)

    small = dict(unigram(fallback), normalizer=None)
    golden["tokenizers"]["fallback"] = encode(write("fallback", small), TEXTS)

    golden["variants"] = []
    for name, base, change in variants(word, pieces):
        sections = {**copy.deepcopy(base), **change}
        ids = encode(Tokenizer.from_str(json.dumps(sections)), TEXTS)
        golden["variants"].append(
            {"name": name, "base": "wordpiece" if base is word else "unigram", "change": change,
             "checks": "".join(digest([i])[-4:] for i in ids)})

    (FIXTURES / "vocabulary").mkdir(exist_ok=True)
    (FIXTURES / "vocabulary" / "vocab.txt").write_text("\n".join(tokens) + "\n")
    (FIXTURES / "sentencepiece").mkdir(exist_ok=True)
    (FIXTURES / "sentencepiece" / "sentencepiece.bpe.model").write_bytes(proto.SerializeToString())

    texts = list(random_texts(20_000))
    golden["random"] = {name: digest(encode(Tokenizer.from_file(str(FIXTURES / name / "tokenizer.json")), texts))
                        for name in ("wordpiece", "unigram", "fallback")}
    old = FIXTURES / "golden.json"
    golden["digests"] = json.loads(old.read_text())["digests"] if old.exists() else {}
    if len(sys.argv) > 2:
        minilm = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
        shared = posts(sys.argv[2])
        golden["digests"] = {
            "posts": len(shared), "minilm-posts": digest(encode(minilm, shared)),
            "minilm-random": digest(encode(minilm, texts)),
            "full-random": digest(encode(full, texts)),
            "unigram-posts": digest(encode(Tokenizer.from_file(str(FIXTURES / "unigram" / "tokenizer.json")), shared)),
        }
    old.write_text(json.dumps(golden, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
