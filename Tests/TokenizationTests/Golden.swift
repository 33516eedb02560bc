import Artifacts
import Foundation
import TestSupport
import Tokenization

/// What `Tests/References/tokenization.py` made with Hugging Face `tokenizers`.
enum Golden {
  static let folder = "\(projectFolder)/Tests/TokenizationTests/Fixtures"

  /// The file as a whole.
  nonisolated(unsafe) static let root: [String: Any] = {
    guard let data = FileManager.default.contents(atPath: "\(folder)/golden.json"),
      let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return [:] }
    return root
  }()

  /// Tricky texts, written as numbers: Foundation's reader drops byte order marks.
  static let texts = unsafe (root["texts"] as? [[Int]] ?? []).map { numbers in
    String(String.UnicodeScalarView(numbers.compactMap { Unicode.Scalar(UInt32($0)) }))
  }

  /// The ids of the texts by a tokenizer.
  static func ids(_ name: String) -> [[Int32]] {
    let all = unsafe root["tokenizers"] as? [String: [[Int]]]
    return (all?[name] ?? []).map { $0.map(Int32.init) }
  }

  /// A text of a section, such as a digest.
  static func text(_ section: String, _ name: String) -> String? {
    unsafe (root[section] as? [String: Any])?[name] as? String
  }

  /// The sections of tokenizers with their changes and checksums.
  static var variants: [[String: Any]] { unsafe root["variants"] as? [[String: Any]] ?? [] }

  /// A fixture's tokenizer.
  static func tokenizer(_ name: String) throws -> SubwordTokenizer {
    try SubwordTokenizer(folder: "\(folder)/\(name)")
  }

  /// FNV-1a of ids as 32-bit numbers, -1 behind each text.
  static func digest(_ lists: some Sequence<[Int32]>) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for list in lists {
      for id in list + [-1] {
        for shift in [0, 8, 16, 24] as [Int32] {
          value = (value ^ UInt64(UInt8(truncatingIfNeeded: id >> shift))) &* 0x100_0000_01b3
        }
      }
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
