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
    guard let descriptor = vectors.reopened() else { return nil }
    self.descriptor = descriptor
    (start, columns) = (vectors.dataStart, vectors.columns)
  }

  deinit { close(descriptor) }

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
