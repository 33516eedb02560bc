/// The values of a field, made of the lines that an infobox shows for it.
///
/// An infobox is written for eyes. Where a reader sees several people, genres, countries or languages
/// in one line, each is a value; pages are their number, and an ISBN stands without its edition. A
/// line that is not understood stays as it is.
///
/// The enumerations were learnt from 1,011 infoboxes of books: commas, semicolons and slashes part
/// genres, but belong to the names of publishers (`Harcourt, Brace and Company`); `and` parts people,
/// but belongs to genres (`Sword and sorcery`) and countries (`Trinidad and Tobago`).
enum FieldValues {
  /// The values of the field in its lines, in their order.
  ///
  /// - Complexity: O(*n*) in the bytes of the lines.
  static func values(of field: String, lines: [String]) -> [String] {
    let items = items(lines)
    switch field {
    case "author", "editor", "illustrator", "translator": return items.flatMap(people)
    case "genre", "country": return items.flatMap { parts($0, separators: ",;/") }
    case "language": return items.flatMap { parts($0, separators: ",;/", conjunctions: ["and"]) }
    case "pages": return understood(items) { PageCount($0)?.text }
    case "isbn": return understood(items, isbn)
    default: return items
    }
  }

  /// The items of a list that is written in lines, without its headings (`The authors:`) and the
  /// commas at its line ends.
  private static func items(_ lines: [String]) -> [String] {
    guard lines.count > 1 else { return lines }
    let items = lines.filter { !$0.hasSuffix(":") }.map(withoutSeparators).filter { !$0.isEmpty }
    return items.isEmpty ? lines : items
  }

  private static func withoutSeparators(_ line: String) -> String {
    let kept = line.drop { ",; ".contains($0) }.reversed().drop { ",; ".contains($0) }
    return String(kept.reversed())
  }

  /// What the lines that can be read say, or if there are none, the lines.
  private static func understood(_ lines: [String], _ read: (String) -> String?) -> [String] {
    let values = lines.compactMap(read)
    return values.isEmpty ? lines : values
  }

  /// The parts of an enumeration; what stands in brackets is not cut.
  private static func parts(
    _ line: String, separators: String, conjunctions: Set<Substring> = []
  ) -> [String] {
    var parts = [""]
    var depth = 0
    for word in line.split(separator: " ") {
      if depth == 0, conjunctions.contains(word) {
        parts.append("")
        continue
      }
      if parts[parts.count - 1] != "" { parts[parts.count - 1] += " " }
      for character in word {
        if "([".contains(character) { depth += 1 }
        if ")]".contains(character) { depth = max(0, depth - 1) }
        if depth == 0, separators.contains(character) {
          parts.append("")
        } else {
          parts[parts.count - 1].append(character)
        }
      }
    }
    let found = parts.map(withoutLeadingAnd).filter { !$0.isEmpty }
    return found.isEmpty ? [line] : found
  }

  /// `a, b, and c` has no value `and c`.
  private static func withoutLeadingAnd(_ part: String) -> String {
    let part = trimmed(part)
    return part.hasPrefix("and ") ? String(part.dropFirst(4)) : part
  }

  /// The people of a line, if each is named in full: `Ingri and Edgar Parin d'Aulaire` stays whole,
  /// and so does `Stiglitz, Joseph`.
  private static func people(_ line: String) -> [String] {
    var people: [String] = []
    for part in parts(line, separators: ",;", conjunctions: ["and", "&"]) {
      if !people.isEmpty, PersonName.isSuffix(part) {
        people[people.count - 1] += ", " + part
      } else {
        people.append(part)
      }
    }
    return people.allSatisfy(PersonName.isFull) ? people : [line]
  }

  /// The first number of 10 or 13 digits in a line, hyphens as written.
  private static func isbn(_ line: String) -> String? {
    let words = line.split { !"0123456789Xx-".contains($0) }
    return words.first { word in
      let digits = word.utf8.filter { $0 != UInt8(ascii: "-") }
      return [10, 13].contains(digits.count)
        && digits.dropLast().allSatisfy { (48...57).contains($0) }
        && digits.suffix(1).allSatisfy { (48...57).contains($0) || $0 | 0x20 == UInt8(ascii: "x") }
    }.map(String.init)
  }
}
