/// A short name for a topic: its first words, joined by " · ".
///
/// Words that are forms of one already taken are passed over: "novel · novels · author" says less than
/// "novel · author · story".
///
///     topicLabel(["novels", "novel", "author", "story"], words: 3)   // "novels · author · story"
///
/// - Parameters:
///   - candidates: The words or phrases of the topic, best first.
///   - words: The number of words to take; there may be fewer.
/// - Returns: The words, joined; empty if there are none.
public func topicLabel(_ candidates: [String], words: Int = 3) -> String {
  var chosen: [String] = []
  for word in candidates where chosen.count < words && !word.isEmpty {
    if !chosen.contains(where: { shareWord($0, word) }) { chosen.append(word) }
  }
  return chosen.joined(separator: " · ")
}

/// The label of each topic, all different.
///
/// Topics come in their order; one whose label is taken gets more words until it differs, and if it has
/// no more, a number: "fish · sea (2)". Topics without candidates have an empty label.
///
/// - Parameters:
///   - candidates: The words or phrases of each topic, best first.
///   - words: The number of them that a label has.
/// - Returns: A label for each topic.
public func uniqueLabels(_ candidates: [[String]], words: Int = 3) -> [String] {
  var taken: Set<String> = []
  return candidates.map { candidates in
    var label = topicLabel(candidates, words: words)
    for count in words + 1..<max(words + 1, candidates.count + 1)
    where taken.contains(label.lowercased()) {
      label = topicLabel(candidates, words: count)
    }
    let base = label
    var number = 2
    while !label.isEmpty, taken.contains(label.lowercased()) {
      label = "\(base) (\(number))"
      number += 1
    }
    taken.insert(label.lowercased())
    return label
  }
}

/// Whether two phrases have a word of which one is a form of the other's; see ``areFormsOfOneWord(_:_:)``.
func shareWord(_ a: String, _ b: String) -> Bool {
  let words = b.split(separator: " ").map(String.init)
  return a.split(separator: " ").contains { word in
    words.contains { areFormsOfOneWord(String(word), $0) }
  }
}

/// Whether two words look like forms of one: they begin alike and differ in a short ending.
///
/// Either only the last letter is more (`cat`, `cats`), or the common beginning has at least five letters
/// and two thirds of the longer word (`politics`, `political`). Upper and lower case count as equal.
public func areFormsOfOneWord(_ a: String, _ b: String) -> Bool {
  let (a, b) = (Array(a.lowercased()), Array(b.lowercased()))
  let common = zip(a, b).prefix { $0 == $1 }.count
  let (shorter, longer) = (min(a.count, b.count), max(a.count, b.count))
  if common == shorter, longer - shorter <= 1, shorter >= 3 || longer == shorter { return true }
  return common >= 5 && 3 * common >= 2 * longer
}
