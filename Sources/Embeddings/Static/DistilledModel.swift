import Artifacts
import LinearAlgebra
import NeuralNetworks
import Tokenization

/// A static model that was made of an encoder, with numbers of one byte.
public struct DistilledModel: Sendable {
  /// The number of tokens.
  public let tokens: Int
  /// The length of a vector.
  public let dimensions: Int
  /// The vectors times 127 over the largest number of each, of shape (tokens, dimensions).
  package let numbers: [Int8]
  /// What the numbers of each token are multiplied by.
  package let weights: [Float]

  /// Rounds vectors of shape (tokens, dimensions), each to be multiplied by its weight.
  ///
  /// - Precondition: Numbers are finite, and there is a weight for each token.
  init(_ vectors: Matrix, weights: [Float]) {
    precondition(weights.count == vectors.rows, "\(weights.count) weights, \(vectors.rows) tokens")
    (tokens, dimensions) = (vectors.rows, vectors.columns)
    var numbers: [Int8] = []
    numbers.reserveCapacity(vectors.elements.count)
    var scaled: [Float] = []
    for (token, weight) in weights.enumerated() {
      let row = vectors[row: token]
      var largest: Float = 0
      for column in row.indices { largest = max(largest, abs(row[column])) }
      let factor = largest > 0 ? 127 / largest : 0
      for column in row.indices { numbers.append(Int8((row[column] * factor).rounded())) }
      scaled.append(weight * largest / 127)
    }
    self.numbers = numbers
    self.weights = scaled
  }

  /// Writes the model as Model2Vec reads it: `model.safetensors`, `config.json` and the tokenizer.
  ///
  /// - Parameters:
  ///   - folder: The folder of the encoder, whose tokenizer is copied.
  ///   - facts: What the files say about the model.
  ///   - file: Where to write the file of a name.
  /// - Throws: ``FileError`` if a file cannot be read or written.
  public func write(
    tokenizerOf folder: String, facts: [String: String],
    to file: (String) throws -> String
  ) throws {
    var tensors = SafetensorsWriter(metadata: facts)
    tensors.add("embeddings", shape: [tokens, dimensions], numbers)
    tensors.add("weights", shape: [tokens], weights)
    try tensors.write(file("model.safetensors"))
    try write("{\"model_type\": \"model2vec\", \"normalize\": true}\n", to: file("config.json"))
    for name in SubwordTokenizer.files(in: folder) {
      let original = try MappedFile("\(folder)/\(name)")
      var copy = try OutputFile(path: file(name))
      try copy.write { copy in
        for index in original.bytes.indices { copy.append(original.bytes[index]) }
      }
      try copy.commit()
    }
  }

  private func write(_ text: String, to path: String) throws(FileError) {
    var file = try OutputFile(path: path)
    try file.write(text)
    try file.commit()
  }
}
