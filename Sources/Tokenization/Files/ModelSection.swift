import Artifacts

extension JSONFile {
  /// The model of `tokenizer.json`.
  func model(_ section: JSONValue) throws(FileError) -> SubwordTokenizer.Model {
    // Old files do not say which model they hold; only WordPiece has a prefix.
    let type =
      section["type"] == nil && section["continuing_subword_prefix"] != nil
      ? "WordPiece" : try string(section, "type", "model")
    switch type {
    case "WordPiece": return .wordPiece(try wordPiece(section))
    case "Unigram": return .unigram(try unigram(section))
    default: throw unsupported("model.type", type)
    }
  }

  private func vocabulary(_ entries: [(token: String, id: Int)]) throws(FileError) -> Vocabulary {
    do throws(Vocabulary.Malformed) {
      return try Vocabulary(entries)
    } catch {
      throw malformed("model.vocab:", error.problem)
    }
  }

  private func wordPiece(_ section: JSONValue) throws(FileError) -> WordPiece {
    let members = try value(section, "vocab", "model", "an object") { $0.members }
    var entries: [(token: String, id: Int)] = []
    for (token, value) in members {
      guard let id = value.integer else {
        throw malformed("model.vocab", "has no whole number for '\(token)'")
      }
      entries.append((token, id))
    }
    let vocabulary = try vocabulary(entries)
    let unknown = try string(section, "unk_token", "model")
    guard let id = vocabulary.id(unknown) else {
      throw malformed("model.unk_token", "'\(unknown)' is not in the vocabulary")
    }
    return WordPiece(
      vocabulary: vocabulary, unknown: id,
      continuingPrefix: try string(section, "continuing_subword_prefix", "model"),
      maximumWordLength: try integer(section, "max_input_chars_per_word", "model"))
  }

  private func unigram(_ section: JSONValue) throws(FileError) -> Unigram {
    var entries: [(token: String, id: Int)] = []
    var scores: [Double] = []
    for (id, pair) in try array(section, "vocab", "model").enumerated() {
      guard let pair = pair.array, pair.count == 2, let token = pair[0].string,
        let score = pair[1].number
      else { throw malformed("model.vocab[\(id)]", "is not a token with its score") }
      entries.append((token, id))
      scores.append(score)
    }
    let unknown = try integer(section, "unk_id", "model")
    guard scores.indices.contains(unknown) else {
      throw malformed("model.unk_id", "is \(unknown), of \(scores.count) tokens")
    }
    return Unigram(
      vocabulary: try vocabulary(entries), scores: scores, unknown: Int32(unknown),
      bytesFallBack: try bool(section, "byte_fallback", "model", or: false))
  }
}
