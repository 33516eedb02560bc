import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

struct SafetensorsFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `tensors of all floating-point types are read`() throws {
    let header = """
      {"__metadata__":{"format":"pt"},
      "a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
      "b":{"dtype":"F16","shape":[1,5],"data_offsets":[8,18]},
      "c":{"dtype":"BF16","shape":[2],"data_offsets":[18,22]},
      "d":{"dtype":"I64","shape":[],"data_offsets":[22,30]}}
      """
    let halves: [UInt8] = [0, 0x3C, 0, 0xC1, 1, 0, 0xFF, 0x7B, 0, 0x80]
    let file = try SafetensorsFile(
      write(
        header, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0] + halves + [0x80, 0x3F, 0x40, 0xC0] + zeros(8)))
    #expect(file.names == ["a", "b", "c", "d"])
    #expect(try file.floats("a") == [1, -2])
    // One, -2.5, the smallest half-precision number, the largest, and minus zero.
    #expect(try file.floats("b") == [1, -2.5, 5.960_464_5e-8, 65_504, -0.0])
    #expect(try file.floats("c") == [1, -3])
    #expect(
      file.shape(of: "b") == [1, 5] && file.shape(of: "d") == [] && file.shape(of: "e") == nil)
    #expect(problem { try file.floats("d") } == "tensor d is of type I64")
    #expect(problem { try file.floats("e") } == "has no tensor e")
  }

  @Test func `doubles and integers are read, each by those who ask for them`() throws {
    let header = """
      {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},
      "b":{"dtype":"I64","shape":[2],"data_offsets":[16,32]},
      "c":{"dtype":"I32","shape":[2],"data_offsets":[32,40]},
      "d":{"dtype":"I8","shape":[3],"data_offsets":[40,43]}}
      """
    let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
    let third: [UInt8] = [0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0xD5, 0xBF]
    let minus = [UInt8](repeating: 0xFF, count: 8)
    let wide: [UInt8] = [1, 0, 0, 0, 1, 0, 0, 0]
    let file = try SafetensorsFile(
      bytes: bytes(header, one + third + minus + wide + minus + [0x80, 0, 0x7F]), name: "memory")
    #expect(try file.floats("a") == [1, -0.333_333_34])
    #expect(try file.integers("b") == [-1, 1 << 32 + 1])
    #expect(try file.integers("c") == [-1, -1])
    #expect(file.isInt8("d") && !file.isInt8("a") && !file.isInt8("e"))
    let tensor = try file.int8Tensor("d")
    #expect((0..<3).map { tensor.int8[$0] } == [-128, 0, 127])
    #expect(
      fileError { _ = try file.integers("a") }?.description
        == "memory: tensor a is of type F64; export the model with I32 or I64 numbers")
    #expect(problem { try file.int8Tensor("b") } == "tensor b is of type I64")
    #expect(problem { try file.floats("d") } == "tensor d is of type I8")
    #expect(problem { try file.integers("e") } == "has no tensor e")
  }

  @Test func `a double beyond single precision is refused`() throws {
    let header = #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#
    let file = try SafetensorsFile(
      bytes: bytes(header, [0, 0, 0, 0, 0, 0, 0xF0, 0x7E]), name: "memory")
    #expect(problem { try file.floats("a") }?.hasPrefix("tensor a holds a number") == true)
  }

  @Test(arguments: [UInt32(0x7F80_0000), 0xFF80_0000, 0x7FC0_0000, 0xFFFF_FFFF])
  func `infinite numbers and NaN are refused`(bits: UInt32) throws {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    let header = #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#
    let file = try SafetensorsFile(write(header, zeros(4) + bytes + zeros(4)))
    #expect(problem { try file.floats("a") }?.hasPrefix("tensor a holds a number") == true)
  }

  @Test(arguments: [
    (#"[1, 2]"#, "its header is not the JSON of tensors"),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#,
      "its header is not the JSON of tensors"
    ),
    (#"{"a":{"shape":[2],"data_offsets":[0,8]}}"#, "tensor a: no type"),
    (
      #"{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#,
      "tensor a is of an unknown type, F99"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
      "tensor a has an impossible shape, [-2]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#,
      "tensor a has an impossible shape, [4611686018427387904, 4]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
      "tensor a of shape [3] has 12 bytes, but offsets [0, 8]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
      "tensor a of shape [2] has 8 bytes, but offsets [8, 0]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#,
      "tensor a of shape [2] has 8 bytes, but offsets [-8, 0]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775799,9223372036854775807]}}"#,
      "tensor a of shape [2] has 8 bytes, but offsets [9223372036854775799, 9223372036854775807]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}"#,
      "tensor a of shape [2] has 8 bytes, but offsets [0, 8, 9]"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#,
      "tensor a ends outside the file, which is cut short"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
      "tensor b overlaps the one before it"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      "tensor a leaves a gap behind the one before it"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      "has 4 bytes that belong to no tensor"
    ),
  ])
  func `a header that does not fit the file is refused`(header: String, expected: String) throws {
    let path = try write(header, zeros(8))
    #expect(problem { _ = try SafetensorsFile(path) } == expected)
  }

  @Test(arguments: [
    ([UInt8](), "is too short for a header"), ([1, 2, 3], "is too short for a header"),
    ([255, 255, 255, 255, 255, 255, 255, 255, 1], "has a header of 18446744073709551615 bytes"),
    ([9, 0, 0, 0, 0, 0, 0, 0, 123], "its header is cut short"),
  ])
  func `a length that cannot be is refused`(bytes: [UInt8], expected: String) throws {
    let path = try folder.write(Data(bytes), to: "model.safetensors")
    #expect(problem { _ = try SafetensorsFile(path) } == expected)
  }

  @Test func `a file that is cut short anywhere is refused`() throws {
    let whole = try Data(
      contentsOf: URL(fileURLWithPath: Fixture.path("tiny-bert-bfloat16/model.safetensors")))
    for length in Array(0..<300) + Array(stride(from: 300, to: whole.count, by: 997)) {
      let path = try folder.write(whole.prefix(length), to: "short")
      #expect(fileError { _ = try SafetensorsFile(path) }?.kind == .malformed)
    }
  }

  @Test func `a file with a changed byte is read or refused, and nothing worse`() throws {
    let name = Fixture.path("tiny-bert-bfloat16")
    let copy = folder.file("model")
    try FileManager.default.copyItem(atPath: name, toPath: copy)
    let whole = try [UInt8](
      Data(contentsOf: URL(fileURLWithPath: "\(name)/model.safetensors")))
    var generator = KeyedGenerator(seed: 1, purpose: "mutations")
    var refused = 0
    for _ in 0..<400 {
      var bytes = whole
      // Most of them in the header, where a byte decides what others mean.
      for _ in 0..<1 + generator.below(2) {
        bytes[generator.below(generator.below(4) == 0 ? bytes.count : 4_400)] =
          UInt8(generator.below(256))
      }
      try folder.write(Data(bytes), to: "model/model.safetensors")
      let error = fileError {
        let encoder = try Encoder(copy, precision: .float32)
        let vectors = try encoder.encode([[3, 4, 5]], threads: 1)
        #expect(vectors.elements.allSatisfy { $0.isFinite })
      }
      if let error {
        refused += 1
        #expect(error.kind == .malformed && error.path.hasPrefix(copy))
      }
    }
    #expect(refused > 200 && refused < 400)
  }

  // ------------------------------------------------------------------------------------- helpers

  private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  private func write(_ header: String, _ data: [UInt8]) throws -> String {
    try folder.write(Data(bytes(header, data)), to: "model.safetensors")
  }

  private func bytes(_ header: String, _ data: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text + data
  }

  private func problem<Result>(_ body: () throws -> Result) -> String? {
    fileError { _ = try body() }?.problem
  }
}
