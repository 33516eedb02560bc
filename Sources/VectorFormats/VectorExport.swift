import Artifacts
import LinearAlgebra
import NeuralNetworks

/// Vectors written in another format.
///
///     let export = VectorExport(books, ExportedTable(books), threads: 2)
///     try export.write(.word2vec, to: "books.vec")
///
/// Every file appears once it is whole. Vectors are read and written some megabytes at a time.
public struct VectorExport: Sendable {
  let source: MappedVectors
  let table: ExportedTable
  let threads: Int

  /// What stands for a blank in the words of word2vec's formats; nil refuses such words.
  public var blank: Character?
  /// The name of the tensor in the Projector.
  public var name = "vectors"

  /// Creates the export of `source`, whose records are `table`'s.
  public init(_ source: MappedVectors, _ table: ExportedTable, threads: Int) {
    precondition(table.count == source.count, "\(table.count) records of \(source.count) vectors")
    self.source = source
    self.table = table
    self.threads = threads
  }

  /// Writes the vectors to `path`: a file, or a folder for the Projector.
  ///
  /// Formats without names get a table beside: `NAME.tsv` for npy, else `FILE.tsv`.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - path: The path of the file or folder.
  ///   - progress: Called with the number of vectors so far.
  /// - Throws: ``FileError`` if a number is not finite, if the format cannot hold an id, or if the
  ///   file cannot be written; then nothing appears.
  /// - Complexity: O(*vectors* × *dimensions*)
  public func write(
    _ format: VectorFormat, to path: String, progress: (Int) -> Void = { _ in }
  ) throws(FileError) {
    try source.requireFinite(threads: threads)
    switch format {
    case .npy: try writeNPY(path, progress)
    case .tsv: try writeTSV(path, progress)
    case .word2vec, .glove: try writeText(path, hasHeader: format == .word2vec, progress)
    case .word2vecBinary: try writeBinary(path, progress)
    case .fvecs: try writeFvecs(path, progress)
    case .safetensors: try writeSafetensors(path, progress)
    case .projector: try writeProjector(path, progress)
    }
  }

  /// Writes `vectors` as a table of numbers: the column `id`, then `1`, `2` and so on.
  private func writeTSV(_ path: String, _ progress: (Int) -> Void) throws(FileError) {
    var file = try OutputFile(path: path)
    let numbers = (1...max(1, source.dimensions)).map { "\t\($0)" }.joined()
    try file.write("id\(numbers)\n")
    try source.write(to: &file, threads: threads, progress: progress) { row, bytes in
      appendEscaped(source.ids[row], to: &bytes)
      bytes.append(UInt8(ascii: "\t"))
      appendNumbers(source.vectors[row: row], separator: UInt8(ascii: "\t"), to: &bytes)
    }
    try file.commit()
  }

  private func writeText(
    _ path: String, hasHeader: Bool, _ progress: (Int) -> Void
  ) throws(FileError) {
    let words = try Words(source.ids, path: source.table.path, blank: blank)
    var file = try OutputFile(path: path)
    if hasHeader { try file.write("\(source.count) \(source.dimensions)\n") }
    try source.write(to: &file, threads: threads, progress: progress) { row, bytes in
      bytes += words[row].utf8
      let numbers = source.vectors[row: row]
      for index in numbers.indices {
        bytes.append(UInt8(ascii: " "))
        // With `.0`, as Python writes it.
        bytes += numbers[index].description.utf8
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    try file.commit()
  }

  private func writeBinary(_ path: String, _ progress: (Int) -> Void) throws(FileError) {
    let words = try Words(source.ids, path: source.table.path, blank: blank)
    var file = try OutputFile(path: path)
    try file.write("\(source.count) \(source.dimensions)\n")
    try source.write(to: &file, threads: 1, progress: progress) { row, bytes in
      bytes += words[row].utf8
      bytes.append(UInt8(ascii: " "))
      appendBytes(source.vectors[row: row], to: &bytes)
    }
    try file.commit()
  }

  private func writeFvecs(_ path: String, _ progress: (Int) -> Void) throws(FileError) {
    var file = try OutputFile(path: path)
    let length = UInt32(source.dimensions)
    try source.write(to: &file, threads: 1, progress: progress) { row, bytes in
      for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: length >> UInt32(8 * shift))) }
      appendBytes(source.vectors[row: row], to: &bytes)
    }
    try table.write(to: path + ".tsv")
    try file.commit()
  }

  private func writeSafetensors(_ path: String, _ progress: (Int) -> Void) throws(FileError) {
    var file = try OutputFile(path: path)
    let header = SafetensorsWriter.header(
      tensor: "embeddings", shape: [source.count, source.dimensions])
    try file.write { $0 += header }
    try source.write(to: &file, threads: 1, progress: progress) { row, bytes in
      appendBytes(source.vectors[row: row], to: &bytes)
    }
    try table.write(to: path + ".tsv")
    try file.commit()
  }

  private func writeNPY(_ path: String, _ progress: (Int) -> Void) throws(FileError) {
    var file = try BlockWriter(path: path, rows: source.count, columns: source.dimensions)
    for row in 0..<source.count {
      let numbers = source.vectors[row: row]
      try file.append(numbers.indices.map { numbers[$0] })
      if row % 4096 == 4095 { source.vectors.release(rows: row - 4095..<row) }
      if row % 1024 == 0 { progress(row) }
    }
    try table.write(to: tablePath(path))
    try file.commit()
  }
}

/// Appends numbers as little-endian float32.
private func appendBytes(_ numbers: Span<Float>, to bytes: inout [UInt8]) {
  unsafe numbers.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
}
