import Foundation
import TestSupport

/// Writes zip archives, also such as no honest program writes.
struct ZipWriter {
  private var body = Data()
  private var directory = Data()
  private var count: UInt16 = 0

  /// Adds a file as it is, or a link with the mode `0o120777`.
  mutating func add(_ name: String, _ contents: Data, mode: UInt32 = 0o100644) {
    add(name, contents, size: contents.count, method: 0, checksum: crc32(contents), mode: mode)
  }

  /// Adds a file of `size` zeros, deflated by gzip.
  mutating func addZeros(_ name: String, size: Int) throws {
    let folder = try TemporaryFolder()
    let zeros = Data(count: size)
    let path = try folder.write(zeros, to: "zeros")
    let result = try Command.run("/usr/bin/env", ["gzip", "-9n", path])
    guard result.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    let packed = try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
    // Ten bytes of header, four of checksum and four of length stand around the deflated bytes.
    let checksum = packed.suffix(8).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    add(
      name, packed.dropFirst(10).dropLast(8), size: size, method: 8, checksum: checksum,
      mode: 0o100644)
  }

  /// The archive.
  var data: Data {
    var end = number32(0x0605_4B50) + number16(0) + number16(0) + number16(count) + number16(count)
    end += number32(UInt32(directory.count)) + number32(UInt32(body.count)) + number16(0)
    return body + directory + end
  }

  private mutating func add(
    _ name: String, _ packed: Data, size: Int, method: UInt16, checksum: UInt32, mode: UInt32
  ) {
    // Bit 11 says that the name is UTF-8.
    var header = number16(20) + number16(1 << 11) + number16(method) + number32(0)
    header += number32(checksum) + number32(UInt32(packed.count)) + number32(UInt32(size))
    header += number16(UInt16(name.utf8.count)) + number16(0)
    let offset = UInt32(body.count)
    body += number32(0x0403_4B50) + header + Data(name.utf8) + packed
    directory += number32(0x0201_4B50) + number16(3 << 8 | 20) + header + number16(0) + number16(0)
    directory += number16(0) + number32(mode << 16) + number32(offset) + Data(name.utf8)
    count += 1
  }

  private func number16(_ value: UInt16) -> Data { Data([UInt8(value & 255), UInt8(value >> 8)]) }

  private func number32(_ value: UInt32) -> Data {
    number16(UInt16(value & 0xFFFF)) + number16(UInt16(value >> 16))
  }

  private func crc32(_ data: Data) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
