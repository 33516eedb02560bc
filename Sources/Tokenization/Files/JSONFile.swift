import Artifacts

/// A JSON file whose values are asked for by name, so that an error tells which one is wrong.
struct JSONFile {
  /// The path of the file.
  let path: String
  /// The value of the file as a whole.
  let root: JSONValue

  /// Reads a file.
  ///
  /// - Throws: ``FileError`` with the line if it is not JSON in UTF-8.
  /// - Complexity: O(*n*)
  init(_ file: MappedFile) throws(FileError) {
    let path = file.path
    guard file.count < 1 << 27 else {
      throw .malformedTokenizer(path, "has \(file.count) bytes, more than any tokenizer")
    }
    guard (try? UTF8Span(validating: file.bytes)) != nil else {
      throw .malformedTokenizer(path, "is not valid UTF-8")
    }
    self.path = path
    do throws(JSONReader.Malformed) {
      var reader = JSONReader(file.bytes)
      root = try reader.read()
    } catch {
      var line = 1
      for place in 0..<min(error.place, file.count) where file.bytes[place] == 0x0A { line += 1 }
      throw .malformedTokenizer(path, line: line, "is not JSON: \(error.problem)")
    }
  }

  /// An error about a value of the file.
  func malformed(_ place: String, _ problem: String) -> FileError {
    .malformedTokenizer(path, "\(place) \(problem)")
  }

  /// An error about a value that is well-formed but of a kind that is not known.
  func unsupported(_ place: String, _ what: String) -> FileError {
    .malformedTokenizer(
      path, "\(place) is '\(what)', which is not supported",
      remedy: "take a model with a WordPiece or Unigram tokenizer, such as all-MiniLM-L6-v2")
  }

  /// The value of a key as some type.
  ///
  /// - Throws: ``FileError`` if there is no such key or `convert` gives nil.
  func value<Value>(
    _ object: JSONValue, _ key: String, _ place: String, _ kind: String,
    _ convert: (JSONValue) -> Value?
  ) throws(FileError) -> Value {
    guard let value = object[key] else { throw malformed(place, "has no '\(key)'") }
    guard let result = convert(value) else { throw malformed("\(place).\(key)", "is not \(kind)") }
    return result
  }

  /// The text of a key.
  func string(_ object: JSONValue, _ key: String, _ place: String) throws(FileError) -> String {
    try value(object, key, place, "a text") { $0.string }
  }

  /// The truth value of a key, or `missing` if there is no such key.
  func bool(
    _ object: JSONValue, _ key: String, _ place: String, or missing: Bool? = nil
  ) throws(FileError) -> Bool {
    if object[key] == nil, let missing { return missing }
    return try value(object, key, place, "true or false") { $0.bool }
  }

  /// The elements of the array of a key.
  func array(_ object: JSONValue, _ key: String, _ place: String) throws(FileError) -> [JSONValue] {
    try value(object, key, place, "an array") { $0.array }
  }

  /// The whole number of a key.
  func integer(_ object: JSONValue, _ key: String, _ place: String) throws(FileError) -> Int {
    try value(object, key, place, "a whole number") { $0.integer }
  }
}
