import Artifacts
import Embeddings
import LinearAlgebra
import NeuralNetworks

extension FuzzTarget {
  /// Weights of strangers: ``SafetensorsFile``, and ``StaticEmbedding`` of them.
  static let safetensors = FuzzTarget(
    "safetensors",
    law: "what is read lies within the file, is finite, and is no more than the file holds",
    seeds: [
      model([("embeddings", "F32", [2, 2], 16), ("weights", "F32", [2], 8)]),
      model([("embeddings", "I8", [2, 3], 6), ("mapping", "I64", [2], 16)]),
      model([("a", "F16", [3], 6), ("b", "BF16", [1, 2], 4), ("c", "F64", [], 8)]),
      model([("mapping", "I32", [4], 16), ("embeddings", "F16", [1, 4], 8)]),
      model([]),
    ],
    words: [
      "\"embeddings\":", "\"weights\":", "\"mapping\":", "\"__metadata__\":", "\"dtype\":",
      "\"shape\":", "\"data_offsets\":", "\"F32\"", "\"F16\"", "\"BF16\"", "\"F64\"", "\"I8\"",
      "\"I64\"", "\"I32\"", "[]", "[0]", "[2,2]", "[0,16]", "{", "}", "[", "]", ",", ":", "\"",
      "null", "1.0", "-0", "\u{0}\u{0}\u{0}\u{0}", "\\u0000",
    ].map { Array($0.utf8) }
  ) { bytes throws(Violation) in
    let file: SafetensorsFile
    do throws(FileError) {
      file = try SafetensorsFile(bytes: bytes, name: "f")
    } catch {
      return refusal(error)
    }
    var outcome = "read \(min(file.names.count, 4))"
    var count = 0
    for name in file.names {
      let shape = file.shape(of: name) ?? [-1]
      try require(shape.allSatisfy { $0 >= 0 }, "\(name) has the shape \(shape)")
      let kind = try read(file, name, count: shape.reduce(1, *), bytes.count)
      count += shape.reduce(1, *)
      outcome += " \(kind)"
    }
    // BOOL and 8 bits take a byte each, and nothing less.
    try require(count <= bytes.count, "\(count) numbers in \(bytes.count) bytes")
    return try "\(outcome.prefix(40)) \(embed(file))"
  }

  /// Reads a tensor in every way.
  private static func read(
    _ file: SafetensorsFile, _ name: String, count: Int, _ size: Int
  ) throws(Violation) -> String {
    try require(count <= size, "\(name) has \(count) numbers in \(size) bytes")
    var kinds = ""
    if let numbers = try? file.floats(name) {
      try require(numbers.count == count, "\(numbers.count) of \(count) numbers")
      try require(numbers.allSatisfy(\.isFinite), "\(name) holds what is no number")
      kinds += "f"
    }
    if let numbers = try? file.integers(name) {
      try require(numbers.count == count, "\(numbers.count) of \(count) integers")
      kinds += "i"
    }
    if file.isInt8(name), let tensor = try? file.int8Tensor(name) {
      let numbers = tensor.int8
      try require(numbers.count == count, "\(numbers.count) of \(count) bytes")
      var sum = 0
      for index in numbers.indices { sum += Int(numbers[index]) }
      kinds += sum == 0 ? "z" : "b"
    }
    return kinds
  }

  /// Makes vectors of the ids of a model.
  private static func embed(_ file: SafetensorsFile) throws(Violation) -> String {
    let model: StaticEmbedding
    do throws(FileError) {
      model = try StaticEmbedding(file, vocabulary: 0, unknown: 1, normalizes: true)
    } catch {
      return refusal(error)
    }
    guard model.dimensions <= 4_096 else { return "wide" }
    let ids = [0, 1, model.tokens - 1, model.tokens / 2].map { Int32(max(0, $0)) }
    let texts = model.tokens > 0 ? [[], ids, [ids[2]]] : [[]]
    let vectors = model.vectors(texts, threads: 1)
    try require(vectors.elements.allSatisfy(\.isFinite), "a vector is not finite")
    return "embeds \(model.mapping != nil) \(model.weights != nil) \(model.rows.type)"
  }

  private static func model(
    _ tensors: [(name: String, type: String, shape: [Int], size: Int)]
  ) -> [UInt8] {
    var place = 0
    let fields = tensors.map { tensor in
      defer { place += tensor.size }
      return "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
        + "\"data_offsets\":[\(place),\(place + tensor.size)]}"
    }
    let header = Array("{\(fields.joined(separator: ","))}".utf8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return length + header + (0..<place).map { $0 % 8 == 0 ? 1 : 0 }
  }

  /// What an error says, without the words of the input.
  static func refusal(_ error: FileError) -> String {
    let words = error.problem.split(separator: " ").filter { word in
      word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
    return "\(error.kind) \(words.suffix(5).joined(separator: " "))"
  }
}
