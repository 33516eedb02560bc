/// The step that drops emoji, or writes the name that Unicode gives them: `😀` becomes
/// `grinning face`.
///
/// Marks that only change how an emoji looks go in both cases.
enum EmojiText {
  /// Takes the step in place, and says whether there was anything to replace.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func replace(in bytes: inout [UInt8], byName: Bool) -> Bool {
    var replaced: [UInt8] = []
    var isChanged = false
    var index = 0
    while index < bytes.count {
      let (value, size) = scalar(bytes.span, at: index)
      if isEmoji(value) {
        isChanged = true
        // Also where nothing is written, so that the words around it do not grow together.
        replaced.append(UInt8(ascii: " "))
        if byName, let name = name(of: value) { replaced += Array("\(name) ".utf8) }
      } else {
        for offset in 0..<size { replaced.append(bytes[index + offset]) }
      }
      index += size
    }
    if isChanged { bytes = replaced }
    return isChanged
  }

  /// Pictographs, flags, and the marks that join and colour them; not digits, which may be emoji too,
  /// nor © and ®.
  private static func isEmoji(_ value: UInt32) -> Bool {
    switch value {
    case ..<0x200D: false
    case 0x200D, 0x20E3, 0xFE0F, 0x1F000...0x1FAFF, 0xE0020...0xE007F: true
    case 0x2190...0x2BFF: Unicode.Scalar(value)?.properties.isEmoji ?? false
    default: false
    }
  }

  private static func name(of value: UInt32) -> String? {
    guard let properties = Unicode.Scalar(value)?.properties, properties.isEmoji,
      !properties.isEmojiModifier
    else { return nil }
    return properties.name?.lowercased()
  }
}
