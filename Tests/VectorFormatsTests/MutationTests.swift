import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

/// Files of strangers: whatever their bytes, they are read or refused, and nothing is left of what
/// was refused.
@Suite struct MutationTests {
  @Test(arguments: [
    "gensim-text.vec", "c-text.vec", "glove.txt", "gensim-binary.bin", "c-binary.bin",
    "vectors.fvecs", "vectors.safetensors", "vectors.npy",
  ])
  func `changed bytes are read or refused`(name: String) throws {
    let whole = [UInt8](try #require(bytes(fixture(name))))
    var generator = KeyedGenerator(seed: 5, purpose: name)
    let folder = try TemporaryFolder()
    for _ in 0..<200 {
      let path = try folder.write(Data(mutated(whole, &generator)), to: name)
      do {
        let read = try imported(try reader(path), in: folder)
        #expect(
          read.vectors.elements.allSatisfy(\.isFinite) && Set(read.ids).count == read.ids.count)
        for file in ["imported.npy", "imported.tsv"] {
          try FileManager.default.removeItem(atPath: folder.file(file))
        }
      } catch let error as FileError {
        #expect(error.kind == .malformed || error.kind == .empty, "\(error)")
        #expect(folder.names == [name])
      }
    }
  }

  private func mutated(_ bytes: [UInt8], _ generator: inout KeyedGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...generator.next() % 3 where !bytes.isEmpty {
      let place = Int(generator.next() % UInt64(bytes.count))
      switch generator.next() % 4 {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      case 1: bytes.remove(at: place)
      case 2: bytes.insert([9, 10, 13, 32, 45, 57, 255][place % 7], at: place)
      default: bytes.removeLast(min(place, 40))
      }
    }
    return bytes
  }

  private func reader(_ path: String) throws -> any VectorReader {
    switch URL(fileURLWithPath: path).pathExtension {
    case "vec": try Word2VecText(path)
    case "txt": try Word2VecText(glove: path)
    case "bin": try Word2VecBinary(path)
    case "fvecs": try VectorsOfRows(fvecs: path)
    case "safetensors": try VectorsOfRows(safetensors: path)
    default: try VectorsOfRows(npy: path)
    }
  }
}
