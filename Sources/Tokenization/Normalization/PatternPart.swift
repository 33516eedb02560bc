/// One part of a ``TextPattern``: a character or class of characters, as often as a range says.
struct PatternPart: Sendable {
  /// Whether it takes all characters but those below.
  var isNegated = false
  /// The characters of the class by number.
  var scalars: [ClosedRange<UInt32>] = []
  /// The characters of the class by what Unicode says of them.
  var properties: [(property: ScalarProperties, isNegated: Bool)] = []
  /// How often it must stand there.
  var least = 1
  /// How often it can, `.max` for any number of times.
  var most = 1

  /// The characters, if they are few.
  var few: [UInt32]? {
    guard !isNegated, properties.isEmpty, scalars.reduce(0, { $0 + $1.count }) <= 256 else {
      return nil
    }
    return scalars.flatMap { Array($0) }
  }

  /// Whether no character can match both; false where that is not easily known.
  func excludes(_ other: PatternPart) -> Bool {
    if let few { return !few.contains(where: other.matches) }
    return other.few.map { !$0.contains(where: matches) } ?? false
  }

  /// Whether it takes a character.
  func matches(_ scalar: UInt32) -> Bool {
    let found =
      scalars.contains { $0.contains(scalar) }
      || properties.contains {
        (ScalarProperties.table[scalar] & $0.property.rawValue != 0) != $0.isNegated
      }
    return found != isNegated
  }
}

extension PatternPart {
  private typealias Unsupported = TextPattern.Unsupported

  /// Reads the part that an expression begins with, and takes it away; nil at its end.
  ///
  /// - Throws: ``TextPattern/Unsupported`` if it is not supported.
  init?(reading rest: inout ArraySlice<UInt32>) throws(TextPattern.Unsupported) {
    guard let first = rest.popFirst() else { return nil }
    self.init()
    switch Unicode.Scalar(first) {
    case "\\": try escape(&rest)
    case "[": try set(&rest)
    case ".": (isNegated, scalars) = (true, [0x0A...0x0A])
    case "(", ")", "|", "^", "$", "*", "+", "?", "{", "}", "]":
      throw Unsupported(problem: "has a '\(Self.character(first))' that is not supported")
    default: scalars = [first...first]
    }
    try quantify(&rest)
  }

  private static func character(_ scalar: UInt32) -> Character {
    Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")
  }

  private mutating func escape(_ rest: inout ArraySlice<UInt32>) throws(Unsupported) {
    guard let letter = rest.popFirst() else { throw Unsupported(problem: "ends with a '\\'") }
    switch Unicode.Scalar(letter) {
    case "s": properties.append((.whitespace, false))
    case "S": properties.append((.whitespace, true))
    case "n": scalars.append(0x0A...0x0A)
    case "r": scalars.append(0x0D...0x0D)
    case "t": scalars.append(0x09...0x09)
    default:
      guard letter < 0x80,
        ScalarProperties.table[letter] & ScalarProperties.punctuation.rawValue != 0
      else {
        throw Unsupported(problem: "has a '\\\(Self.character(letter))' that is not supported")
      }
      scalars.append(letter...letter)
    }
  }

  private mutating func set(_ rest: inout ArraySlice<UInt32>) throws(Unsupported) {
    if rest.first == 0x5E {
      rest.removeFirst()
      isNegated = true
    }
    while let scalar = rest.popFirst() {
      switch Unicode.Scalar(scalar) {
      case "]":
        guard !scalars.isEmpty || !properties.isEmpty else {
          throw Unsupported(problem: "has an empty set")
        }
        return
      case "[", "&": throw Unsupported(problem: "has a set within a set")
      case "\\": try escape(&rest)
      case "-": try range(&rest)
      default: scalars.append(scalar...scalar)
      }
    }
    throw Unsupported(problem: "has a '[' without a ']'")
  }

  /// Makes a range of the last character and the next, or a hyphen at the end or beginning.
  private mutating func range(_ rest: inout ArraySlice<UInt32>) throws(Unsupported) {
    guard let first = scalars.last, let last = rest.first, last != 0x5D else {
      scalars.append(0x2D...0x2D)
      return
    }
    guard first.count == 1, last != 0x5C, first.lowerBound <= last else {
      throw Unsupported(problem: "has a range that is not supported")
    }
    rest.removeFirst()
    scalars.append(first.lowerBound...last)
  }

  private mutating func quantify(_ rest: inout ArraySlice<UInt32>) throws(Unsupported) {
    guard let sign = rest.first.flatMap(Unicode.Scalar.init) else { return }
    switch sign {
    case "?": (least, most) = (0, 1)
    case "*": (least, most) = (0, .max)
    case "+": (least, most) = (1, .max)
    case "{":
      guard let end = rest.firstIndex(of: 0x7D) else { throw Unsupported(problem: "lacks a '}'") }
      try counts(rest[(rest.startIndex + 1)..<end])
      rest = rest[end...]
    default: return
    }
    rest.removeFirst()
    if let next = rest.first.flatMap(Unicode.Scalar.init), "?*+{".unicodeScalars.contains(next) {
      throw Unsupported(problem: "has a quantifier that is not greedy")
    }
  }

  private mutating func counts(_ text: ArraySlice<UInt32>) throws(Unsupported) {
    let numbers = text.split(separator: 0x2C, omittingEmptySubsequences: false)
      .map { digits in String(String.UnicodeScalarView(digits.compactMap(Unicode.Scalar.init))) }
    guard (1...2).contains(numbers.count), let count = Int(numbers[0]), (0...1_000).contains(count)
    else { throw Unsupported(problem: "has a count that is not supported") }
    least = count
    most = numbers.count == 1 ? count : numbers[1].isEmpty ? .max : Int(numbers[1]) ?? -1
    guard most >= least, most > 0 else {
      throw Unsupported(problem: "has a count that is not supported")
    }
  }
}
