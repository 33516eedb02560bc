import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// The header of `.npy` files: what NumPy writes is read, what is not ours is refused by name.
@Suite struct VectorHeaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A file of version 1.0 with this dictionary, padded as NumPy does, and `count` numbers.
  private func npy(_ dictionary: String, count: Int, version: [UInt8] = [1, 0]) -> [UInt8] {
    let length = 10 + dictionary.utf8.count + 1
    let padding = (64 - length % 64) % 64
    let size = dictionary.utf8.count + padding + 1
    return [0x93] + Array("NUMPY".utf8) + version + [UInt8(size & 0xFF), UInt8(size >> 8)]
      + Array(dictionary.utf8) + [UInt8](repeating: 0x20, count: padding) + [0x0A]
      + [UInt8](repeating: 0, count: count * 4)
  }

  private func open(_ bytes: [UInt8]) throws -> VectorFile {
    try VectorFile(folder.write(Data(bytes), to: "v.npy"))
  }

  /// As numpy.save of NumPy 2.4.6 writes an array of shape (3, 4).
  static let numpyHeader =
    Array("\u{1}\u{0}v\u{0}{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }".utf8)
    + [UInt8](repeating: 0x20, count: 58) + [0x0A]

  @Test func `our header is NumPy's, byte for byte`() throws {
    try VectorFile.write(Matrix(rows: 3, columns: 4), to: folder.file("v.npy"))
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: folder.file("v.npy"))))
    #expect(Array(bytes[..<6]) == [0x93] + Array("NUMPY".utf8))
    #expect(Array(bytes[6..<128]) == Self.numpyHeader)
    #expect(bytes.count == 128 + 48)
  }

  @Test(arguments: [1, 10, 1000, 123_456_789])
  func `data start at a multiple of 64`(rows: Int) throws {
    try VectorFile.write([], rows: 0, columns: rows, to: folder.file("v.npy"))
    let size = try Data(contentsOf: URL(fileURLWithPath: folder.file("v.npy"))).count
    #expect(size % 64 == 0)
    #expect(try VectorFile(folder.file("v.npy")).columns == rows)
  }

  @Test(arguments: [
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 2, 3),
    ("{'shape': (2, 3), 'fortran_order': False, 'descr': '<f4'}", 2, 3),
    ("{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2,3)}", 2, 3),
    ("  {  'descr' :  '<f4' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , }  ", 2, 3),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }", 6, 1),
  ])
  func `every way to write the dictionary is read`(
    dictionary: String, rows: Int, columns: Int
  ) throws {
    let file = try open(npy(dictionary, count: 6))
    #expect(file.rows == rows && file.columns == columns && file.isFloat)
  }

  static let export = "write it with numpy.save(path, array.astype('<f4', order='C'))"

  @Test(arguments: [
    (
      "'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)",
      "holds numbers of type <f8, not <f4 or <i4; \(export)"
    ),
    (
      "'descr': '>f4', 'fortran_order': False, 'shape': (2, 3)",
      "holds numbers of type >f4, not <f4 or <i4; \(export)"
    ),
    (
      "'descr': '|O', 'fortran_order': False, 'shape': (2, 3)",
      "holds numbers of type |O, not <f4 or <i4; \(export)"
    ),
    (
      "'fortran_order': False, 'shape': (2, 3)",
      "holds numbers of type unknown, not <f4 or <i4; \(export)"
    ),
    (
      "'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)",
      "is stored column by column; \(export)"
    ),
    ("'descr': '<f4', 'shape': (2, 3)", "is stored column by column; \(export)"),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3)",
      "has the shape (1, 2, 3), not (rows, columns); \(export)"
    ),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': ()",
      "has the shape (), not (rows, columns); \(export)"
    ),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': (-2, -3)",
      "has the shape (-2, -3), not (rows, columns); \(export)"
    ),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': (2, 4)",
      "has 24 bytes of data, not those of 2 × 4; it is cut short or damaged; make it again"
    ),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)",
      "has 24 bytes of data, not those of 4611686018427387904 × 4; it is cut short or damaged; "
        + "make it again"
    ),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 1)",
      "has 24 bytes of data, not those of 4611686018427387904 × 1; it is cut short or damaged; "
        + "make it again"
    ),
    (
      "'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1)",
      "has the shape (99999999999999999999, 1), not (rows, columns); \(export)"
    ),
  ])
  func `what is not ours is refused by name`(entries: String, problem: String) throws {
    let bytes = npy("{\(entries), }", count: 6)
    let error = fileError { _ = try open(bytes) }
    #expect(error?.kind == .malformed)
    #expect(error?.description == "\(folder.file("v.npy")): \(problem)")
  }

  @Test func `rows without numbers are refused`() throws {
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (9000000000000000000, 0), }"
    let error = fileError { _ = try open(npy(dictionary, count: 0)) }
    #expect(error?.problem == "has 9000000000000000000 rows without numbers")
  }

  @Test func `a dictionary that Python could not read is refused`() throws {
    for text in ["", "{", "{'descr'", "{'descr': }", "[1]", "{'a': 'b' 'c': 'd'}", "{'a': 'b'} x"] {
      let error = fileError { _ = try open(npy(text, count: 6)) }
      #expect(error?.kind == .malformed)
      #expect(error?.problem.hasPrefix("the header cannot be read: ") == true)
    }
  }

  @Test(arguments: [[2, 0], [3, 0], [1, 1], [0, 1]] as [[UInt8]])
  func `other versions are refused`(version: [UInt8]) throws {
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
    let error = fileError { _ = try open(npy(dictionary, count: 6, version: version)) }
    #expect(error?.problem == "is .npy version \(version[0]).\(version[1]), not 1.0")
  }

  @Test func `other files are refused`() throws {
    for text in ["", "NUMPY", "id\ttext\n", "PK\u{3}\u{4} an archive, as numpy.savez writes it"] {
      let error = fileError { _ = try open(Array(text.utf8)) }
      #expect(error?.kind == .malformed)
      #expect(error?.problem == "is not a .npy file")
    }
  }

  @Test func `data off their natural addresses are refused`() throws {
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }"
    let header = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.utf8.count), 0]
    let padding = [UInt8](repeating: 0x20, count: (4 - (10 + text.utf8.count) % 4) % 4)
    #expect(padding.count > 0)
    let error = fileError { _ = try open(header + Array(text.utf8) + [0, 0, 0, 0]) }
    #expect(error?.problem == "its data do not start at a multiple of 4 bytes")
  }

  @Test func `damaged headers are refused or read, and never stop the program`() throws {
    let good = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", count: 6)
    var generator = KeyedGenerator(seed: 1, purpose: "damaged headers")
    var read = 0
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0...generator.below(4) { damage(&bytes, &generator) }
      do {
        let file = try open(bytes)
        if file.isFloat {
          #expect(try file.matrix().elements.count == file.rows * file.columns)
        } else {
          #expect(try file.integers().count == file.rows * file.columns)
        }
        read += 1
      } catch let error as FileError {
        #expect(error.kind == .malformed)
      }
    }
    // Neither all refused nor all read: the damage reaches the parser and beyond.
    #expect((200...19_000).contains(read), "\(read) of 20,000 were read")
  }

  private static let words = [
    "'", "\"", "(", ")", "{", "}", ",", ":", " ", "\n", "-", "0", "1", "9223372036854775807",
    "99999999999999999999", "4611686018427387904", "<i4", ">f4", "True", "é", "\u{0}", "e\u{301}",
    "shape", "descr",
  ].map { Array($0.utf8) }

  private func damage(_ bytes: inout [UInt8], _ generator: inout KeyedGenerator) {
    guard !bytes.isEmpty else { return }
    let place = generator.below(bytes.count)
    let end = min(bytes.count, place + 1 + generator.below(8))
    switch generator.below(6) {
    case 0: bytes[place] = UInt8(generator.below(256))
    case 1: bytes[place] ^= 1 << UInt8(generator.below(8))
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: generator.below(bytes.count))
    case 4: bytes.insert(contentsOf: Self.words[generator.below(Self.words.count)], at: place)
    default:
      let word = Self.words[generator.below(Self.words.count)]
      bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
    }
  }
}
