import LinearAlgebra

/// The vectors of documents and targets while they are trained, and the step that moves them.
struct LinkRows: Sendable {
  let documents: AdamRows
  let targets: AdamRows
  /// The vectors of the rows of a batch, of length 1, with the factors that made them so; by slot.
  private let documentUnits: SharedRows
  private let targetUnits: SharedRows

  /// What is added up over the pairs of a batch.
  struct Sums {
    var loss = 0.0
    /// The derivatives of the loss by the objective's scale and bias.
    var slopes = SIMD2<Double>.zero
  }

  /// Rows are worked on in parts of this many, whatever the number of threads.
  private static let chunk = 96
  /// How many rows ahead memory is asked for one: they lie anywhere in it.
  private static let ahead = 4

  /// Prepares rows for batches of up to `pairs` pairs.
  init(documents: Matrix, targets: Matrix, pairs: Int) {
    self.documents = AdamRows(documents)
    self.targets = AdamRows(targets)
    documentUnits = SharedRows(
      rows: min(pairs, documents.rows), width: self.documents.width + 1)
    targetUnits = SharedRows(rows: min(pairs, targets.rows), width: self.targets.width + 1)
  }

  /// Moves the rows of a batch; the others move when they are next touched.
  ///
  /// Two passes: the first brings all rows of the batch up to date and copies them, scaled to length 1;
  /// the second computes gradients from the copies and moves the rows. Cosines are computed twice, once
  /// for each side, so that sides need not wait for one another.
  func step(
    _ batch: (documents: RowGroups, targets: RowGroups), _ objective: LinkObjective,
    _ schedule: AdamSchedule, threads: Int
  ) -> Sums {
    let split = batch.documents.rows.count
    let count = split + batch.targets.rows.count
    parallelFor(count: count, chunk: Self.chunk, threads: threads) { range in
      for place in range {
        if place < split {
          documents.prefetch(place + Self.ahead, of: batch.documents)
          let row = Int(batch.documents.rows[place])
          documents.refresh(row, schedule, into: documentUnits, at: place)
        } else {
          targets.prefetch(place - split + Self.ahead, of: batch.targets)
          let row = Int(batch.targets.rows[place - split])
          targets.refresh(row, schedule, into: targetUnits, at: place - split)
        }
      }
    }
    let sums = parallelMap(count: count, chunk: Self.chunk, threads: threads) { range in
      var (sums, ignored) = (Sums(), Sums())
      var gradient = [Lanes](repeating: .zero, count: documents.width)
      var span = gradient.mutableSpan
      for place in range {
        if place < split {
          documents.prefetch(place + Self.ahead, of: batch.documents)
          Self.gradient(
            place, batch.documents, documentUnits, targetUnits, objective, &span, &sums)
          documents.move(Int(batch.documents.rows[place]), gradient: span.span, schedule)
        } else {
          // Each pair has been counted on the side of its document.
          let slot = place - split
          targets.prefetch(slot + Self.ahead, of: batch.targets)
          Self.gradient(slot, batch.targets, targetUnits, documentUnits, objective, &span, &ignored)
          targets.move(Int(batch.targets.rows[slot]), gradient: span.span, schedule)
        }
      }
      return sums
    }
    return sums.reduce(into: Sums()) { total, part in
      total.loss += part.loss
      total.slopes += part.slopes
    }
  }

  /// Computes the gradient of a batch's mean loss for one row, and adds up the loss of its pairs.
  ///
  /// With the unit vectors u of the row w and p of a partner, the cosine c = u·p has the gradient
  /// (p - c u) / |w|.
  @inline(__always)
  private static func gradient(
    _ slot: Int, _ groups: RowGroups, _ units: SharedRows, _ others: SharedRows,
    _ objective: LinkObjective, _ gradient: inout MutableSpan<Lanes>, _ sums: inout Sums
  ) {
    let unit = units.row(slot)
    let width = unit.count - 1
    let share = objective.scale / Float(groups.partners.count)
    var pull: Float = 0
    for lane in 0..<width { gradient[lane] = .zero }
    for place in Int(groups.starts[slot])..<Int(groups.starts[slot + 1]) {
      if place + 2 * ahead < groups.partners.count {
        let soon = groups.partners[place + 2 * ahead]
        others.prefetch(soon >= 0 ? soon : ~soon)
      }
      let partner = groups.partners[place]
      let isLink = partner >= 0
      let other = others.row(Int(isLink ? partner : ~partner))
      var products = Lanes.zero
      for lane in 0..<width { products = multiplyAdd(unit[lane], other[lane], products) }
      let cosine = total(products)
      let slope = objective.slope(cosine, isLink: isLink)
      sums.loss += Double(objective.loss(cosine, isLink: isLink))
      sums.slopes += SIMD2(Double(slope * cosine), Double(slope))
      pull += slope * share * cosine
      let factor = Lanes(repeating: slope * share)
      for lane in 0..<width { gradient[lane] = multiplyAdd(factor, other[lane], gradient[lane]) }
    }
    for lane in 0..<width {
      gradient[lane] = (gradient[lane] - pull * unit[lane]) * unit[width]
    }
  }
}
