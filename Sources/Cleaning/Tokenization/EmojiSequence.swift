/// Reads one emoji at a time: 👍🏽, 👩‍💻, 🇻🇳.
enum EmojiSequence {
  /// Appends the emoji that starts at `start` to `word`, and returns where it ends.
  ///
  /// Skin tones and the choice between text and picture are left out, so that 👍🏽 counts as 👍.
  static func scan(
    _ text: borrowing Span<UInt8>, from start: Int, into word: inout WordScanner
  ) -> Int {
    let (first, size) = scalar(text, at: start)
    word.append(first)
    var index = start + size
    var isPair = false
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      switch value {
      case 0xFE0F, 0x1F3FB...0x1F3FF, 0x20E3:
        break
      case 0x200D, 0xE0020...0xE007F:
        word.append(value)
        if value == 0x200D, index + size < text.count {
          let next = scalar(text, at: index + size)
          word.append(next.value)
          index += next.size
        }
      case 0x1F1E6...0x1F1FF where isRegional(first) && !isPair:
        word.append(value)
        isPair = true
      default:
        return index
      }
      index += size
    }
    return index
  }

  private static func isRegional(_ value: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(value) }
}
