import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import VectorFormats

/// The path of a fixture, which Tests/References/vector_formats.py made.
func fixture(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures/" + name
}

/// Imports what `reader` reads into `folder`, and reads it again as a whole.
func imported(
  _ reader: some VectorReader, in folder: TemporaryFolder
) throws -> VectorTable {
  var reader = reader
  try importVectors(&reader, to: folder.file("imported.npy"))
  return try VectorTable(contentsOf: folder.file("imported.npy"))
}

/// The vectors that all fixtures hold.
func expectedVectors() throws -> VectorTable {
  try VectorTable(contentsOf: fixture("vectors.npy"))
}

/// Whether two matrices are equal bit by bit: 0 and −0 differ.
func haveSameBits(_ a: Matrix, _ b: Matrix) -> Bool {
  a.rows == b.rows && a.columns == b.columns
    && zip(a.elements, b.elements).allSatisfy { $0.bitPattern == $1.bitPattern }
}

/// The bytes of a file.
func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }
