import Artifacts
import Glibc

/// Single rows of a `.npy` file, read where they are asked for instead of mapped.
///
/// A row of a mapped file that is touched brings its surroundings along, sixteen pages of them; whoever reads
/// rows here and there soon has the whole file in memory. Read one by one, they take their own room alone.
public final class VectorRows: Sendable {
  private let descriptor: Int32
  /// Where the numbers begin.
  private let start: Int
  private let columns: Int

  /// Opens the file of `vectors`; nil if it cannot be opened, or is another one by now.
  public init?(_ vectors: VectorFile) {
    columns = vectors.columns
    descriptor = unsafe open(vectors.path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    let isOpen = unsafe descriptor >= 0 && fstat(descriptor, &status) == 0
    // The numbers are what the file ends with, after a head of less than 64 KB.
    start = Int(status.st_size) - vectors.rows * vectors.columns * MemoryLayout<Float>.size
    guard isOpen, (0..<(1 << 16)).contains(start), vectors.rows > 0 else { return nil }
    for row in [0, vectors.rows - 1] where !holds(vectors[row: row], at: row) { return nil }
  }

  /// Whether a row is the same, bit for bit.
  private func holds(_ numbers: Span<Float>, at row: Int) -> Bool {
    var own = [Float](repeating: 0, count: columns)
    var span = own.mutableSpan
    return read(row, into: &span)
      && numbers.indices.allSatisfy { numbers[$0].bitPattern == own[$0].bitPattern }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads a row into `target`, as long as a row.
  ///
  /// - Returns: Whether it was read; if not, `target` may have changed.
  public func read(_ row: Int, into target: inout MutableSpan<Float>) -> Bool {
    precondition(target.count == columns, "\(target.count) numbers for \(columns) columns")
    let size = columns * MemoryLayout<Float>.size
    return unsafe target.withUnsafeMutableBytes { bytes in
      unsafe pread(descriptor, bytes.baseAddress, size, off_t(start + row * size)) == size
    }
  }
}
