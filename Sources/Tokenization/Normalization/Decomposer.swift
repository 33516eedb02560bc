/// Decomposes scalars one after the other and puts combining marks into their canonical order.
///
/// Marks wait until a scalar that is none comes; what is in order stands in ``ready``.
struct Decomposer: Sendable {
  /// Scalars in canonical order, for the caller to take and remove.
  var ready: [UInt32] = []
  /// Marks with their classes.
  private var marks: [(combiningClass: UInt8, scalar: UInt32)] = []

  /// Whether nothing waits.
  var isEmpty: Bool { marks.isEmpty && ready.isEmpty }

  /// Adds the decomposition of a scalar.
  mutating func add(_ scalar: UInt32, _ mapping: ScalarMapping) {
    if scalar < 0x80 { return push(scalar, 0) }
    if scalar &- Hangul.first < Hangul.count { return addSyllable(scalar - Hangul.first) }
    let range = mapping.range(scalar)
    if range.isEmpty { return push(scalar, NormalForms.combiningClass[scalar]) }
    for place in range {
      let part = mapping[place]
      push(part, NormalForms.combiningClass[part])
    }
  }

  private mutating func addSyllable(_ index: UInt32) {
    push(Hangul.lead + index / (Hangul.vowels * Hangul.trails), 0)
    push(Hangul.vowel + index / Hangul.trails % Hangul.vowels, 0)
    if index % Hangul.trails > 0 { push(Hangul.trail + index % Hangul.trails, 0) }
  }

  private mutating func push(_ scalar: UInt32, _ combiningClass: UInt8) {
    if combiningClass > 0 {
      marks.append((combiningClass, scalar))
    } else {
      finish()
      ready.append(scalar)
    }
  }

  /// Puts the marks that wait into order: by class, those of a class as they came.
  mutating func finish() {
    guard !marks.isEmpty else { return }
    // The standard library's sort is stable in fact but not by contract.
    let order = marks.indices.sorted {
      (marks[$0].combiningClass, $0) < (marks[$1].combiningClass, $1)
    }
    for index in order { ready.append(marks[index].scalar) }
    marks.removeAll(keepingCapacity: true)
  }
}
