import Artifacts
import Foundation

extension JSONFile {
  /// The normalizers of `tokenizer.json`, in order.
  func normalizers(_ section: JSONValue, _ place: String) throws(FileError) -> [Normalizer] {
    let type = try string(section, "type", place)
    switch type {
    case "Sequence":
      var list: [Normalizer] = []
      for (index, inner) in try array(section, "normalizers", place).enumerated() {
        list += try normalizers(inner, "\(place).normalizers[\(index)]")
      }
      return list
    case "BertNormalizer":
      return [
        .bert(
          BERTNormalizer(
            cleansText: try bool(section, "clean_text", place),
            separatesHan: try bool(section, "handle_chinese_chars", place),
            stripsAccents: section["strip_accents"] == nil
              ? nil : try bool(section, "strip_accents", place),
            lowercases: try bool(section, "lowercase", place)))
      ]
    case "NFC", "NFD", "NFKC", "NFKD": return NormalForm(rawValue: type).map { [.form($0)] } ?? []
    case "Lowercase": return [.lowercase]
    case "StripAccents": return [.stripAccents]
    case "Nmt": return [.nmt]
    case "Strip":
      return [
        .strip(
          left: try bool(section, "strip_left", place),
          right: try bool(section, "strip_right", place))
      ]
    case "Prepend": return [.prepend(Array(try string(section, "prepend", place).utf8))]
    case "Replace":
      let content = try string(section, "content", place)
      return [.replace(try pattern(section, place), with: Array(content.utf8))]
    case "Precompiled": return try characterMap(section, place).map { [.precompiled($0)] } ?? []
    default: throw unsupported(place, type)
    }
  }

  /// The map in base64; nil for an empty one, which changes nothing.
  private func characterMap(
    _ section: JSONValue, _ place: String
  ) throws(FileError) -> CharacterMap? {
    let text = try string(section, "precompiled_charsmap", place)
    guard let bytes = Data(base64Encoded: text) else {
      throw malformed("\(place).precompiled_charsmap", "is not base64")
    }
    guard !bytes.isEmpty else { return nil }
    do throws(CharacterMap.Malformed) {
      return try CharacterMap(Array(bytes))
    } catch {
      throw malformed("\(place).precompiled_charsmap", error.problem)
    }
  }

  /// The pattern of a replacement or a split: `{"String": …}` or `{"Regex": …}`.
  func pattern(_ section: JSONValue, _ place: String) throws(FileError) -> TextPattern {
    let pattern: JSONValue = try value(section, "pattern", place, "a pattern") { $0 }
    do throws(TextPattern.Unsupported) {
      if let text = pattern["String"]?.string { return try TextPattern(literal: text) }
      if let text = pattern["Regex"]?.string { return try TextPattern(expression: text) }
    } catch {
      throw unsupported("\(place).pattern", "an expression that \(error.problem)")
    }
    throw malformed("\(place).pattern", "is neither String nor Regex")
  }
}
