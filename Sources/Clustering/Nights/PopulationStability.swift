import RealModule

/// The population stability index: how much the shares of groups differ between two counts, in nats.
///
/// It is the sum of (*q* − *p*) ln(*q* ÷ *p*) over the groups, *p* and *q* their shares: the divergence
/// of [Jeffreys 1946]. By custom below 0.1 is called stable, and above 0.25 changed. Half a member is
/// added to each group, so that one that is new or gone counts for much, but not for infinity.
///
/// - Precondition: Both have the same length.
///
/// [Jeffreys 1946]: https://doi.org/10.1098/rspa.1946.0056
public func populationStability(_ before: [Int], _ now: [Int]) -> Double {
  precondition(before.count == now.count, "\(before.count) and \(now.count) groups")
  let (p, q) = (shares(before), shares(now))
  return zip(p, q).reduce(0) { $0 + ($1.1 - $1.0) * Double.log($1.1 / $1.0) }
}

private func shares(_ counts: [Int]) -> [Double] {
  let total = Double(counts.reduce(0, +)) + 0.5 * Double(counts.count)
  return counts.map { (Double($0) + 0.5) / total }
}
