import Foundation

/// A BERT of 32 dimensions with random weights, and a tokenizer of letters and some words.
public enum TinyEncoder {
  /// Puts the model into a folder called `name` and returns its path.
  public static func make(in folder: TemporaryFolder, _ name: String = "tiny") throws -> String {
    let path = folder.file(name)
    let source =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().path + "/NeuralNetworksTests/Fixtures/tiny-bert"
    try FileManager.default.copyItem(atPath: source, toPath: path)
    let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    var tokens = [
      "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ":", "query", "fish", "and", "chips",
    ]
    tokens += letters + letters.map { "##" + $0 }
    tokens += (tokens.count..<211).map { "unused\($0)" }
    try folder.write(tokens.joined(separator: "\n") + "\n", to: "\(name)/vocab.txt")
    return path
  }
}
