import Artifacts

/// The files of a repository that a model folder is made of: those that an encoder reads, and the
/// model card with the licence.
private let smallFiles: Set = [
  "README.md", "config.json", "tokenizer.json", "vocab.txt", "sentencepiece.bpe.model",
  "tokenizer_config.json", "special_tokens_map.json", "modules.json", "1_Pooling/config.json",
  "sentence_bert_config.json", "config_sentence_transformers.json",
]

private let weights = "model.safetensors"
private let shardIndex = "model.safetensors.index.json"

/// Chooses what is fetched of a repository, in bytewise order: the small files, and the weights in
/// one file or else in shards.
///
/// - Parameters:
///   - names: The names of all files of the repository.
///   - place: The address to name in errors.
/// - Returns: The names to fetch.
/// - Throws: ``FileError`` if there are no weights in the safetensors format, or no config.json.
func wantedFiles(_ names: Set<String>, of place: String) throws(FileError) -> [String] {
  let isWhole = names.contains(weights)
  guard isWhole || names.contains(shardIndex), names.contains("config.json") else {
    let missing = names.contains("config.json") ? weights : "config.json"
    throw FileError(
      .malformed, place, "the model has no \(missing)",
      remedy: "take another, or save it with save_pretrained(safe_serialization=True) and give "
        + "--encoder the folder")
  }
  return names.filter { name in
    isModelFile(name) && (smallFiles.contains(name) || isWhole == (name == weights))
  }.sorted(by: precedesBytewise)
}

/// Whether a file belongs to a model: whoever reads the folder may look at it.
func isModelFile(_ name: String) -> Bool {
  smallFiles.contains(name) || name == weights || name == shardIndex || isShard(name)
}

/// Whether a name is that of a part of the weights: `model-00001-of-00002.safetensors`.
private func isShard(_ name: String) -> Bool {
  name.wholeMatch(of: /model-\d{5}-of-\d{5}\.safetensors/) != nil
}
