/// The particles that Korean writes together with a noun: 방탄소년단의, 앨범을, 서울에서.
///
/// The longest particle at the end of a word is cut off if two syllables are left. Some have two
/// forms, one after a vowel and one after a consonant, and only the one that fits is cut, so that
/// 어린이 keeps its end in 어린이는. Words that happen to end like that are cut as well: 고양이 → 고양.
/// Endings of verbs stay.
enum KoreanParticles {
  /// What a particle stands after.
  private enum Sound { case any, vowel, consonant, vowelOrL, consonantButL }

  private static let particles: [(particle: [UInt32], after: Sound)] = {
    let list: [(String, Sound)] = [
      ("은", .consonant), ("는", .vowel), ("이", .consonant), ("가", .vowel), ("을", .consonant),
      ("를", .vowel), ("과", .consonant), ("와", .vowel), ("의", .any), ("에", .any), ("도", .any),
      ("만", .any), ("에서", .any), ("에게", .any), ("께서", .any), ("한테", .any), ("까지", .any),
      ("부터", .any), ("처럼", .any), ("보다", .any), ("마다", .any), ("밖에", .any), ("조차", .any),
      ("으로", .consonantButL), ("로", .vowelOrL), ("으로서", .consonantButL), ("로서", .vowelOrL),
      ("으로써", .consonantButL), ("로써", .vowelOrL), ("이나", .consonant), ("나", .vowel),
      ("이랑", .consonant), ("랑", .vowel), ("하고", .any), ("이라고", .consonant), ("라고", .vowel),
      ("이라는", .consonant), ("라는", .vowel), ("이며", .consonant), ("이야", .consonant),
      ("입니다", .any), ("이에요", .consonant), ("예요", .vowel), ("이다", .consonant),
      ("에는", .any), ("에도", .any), ("에서는", .any), ("에서도", .any), ("에게는", .any),
      ("에게서", .any), ("까지는", .any), ("까지도", .any), ("부터는", .any), ("만은", .any),
      ("만이", .any), ("으로는", .consonantButL), ("로는", .vowelOrL), ("들", .any), ("들이", .any),
      ("들은", .any), ("들을", .any), ("들의", .any), ("들도", .any), ("들과", .any), ("들에게", .any),
    ]
    return list.map { (Array($0.0.unicodeScalars.map(\.value)), $0.1) }
      .sorted { $0.0.count > $1.0.count }
  }()

  /// `word` without the particle at its end.
  ///
  /// - Complexity: O(1).
  static func removed(from word: String) -> String {
    let scalars = Array(word.unicodeScalars)
    for (particle, sound) in particles where scalars.count >= particle.count + 2 {
      let rest = scalars.count - particle.count
      guard zip(scalars[rest...], particle).allSatisfy({ $0.value == $1 }),
        fits(scalars[rest - 1].value, sound)
      else { continue }
      return String(String.UnicodeScalarView(scalars[..<rest]))
    }
    return word
  }

  /// Whether a particle may stand after a syllable: each one has 28 forms in Unicode, the first
  /// without a final consonant, the ninth with ㄹ.
  private static func fits(_ syllable: UInt32, _ sound: Sound) -> Bool {
    guard (0xAC00...0xD7A3).contains(syllable) else { return false }
    let final = (syllable - 0xAC00) % 28
    return switch sound {
    case .any: true
    case .vowel: final == 0
    case .consonant: final != 0
    case .vowelOrL: final == 0 || final == 8
    case .consonantButL: final != 0 && final != 8
    }
  }
}
