import RealModule

/// The mutual information that divisions with clusters of these sizes share on average, in nats.
func expectedMutualInformation(_ a: [Int], _ b: [Int]) -> Double {
  let items = a.reduce(0, +)
  let total = Double(items)
  var logFactorials = [0.0]
  logFactorials.reserveCapacity(items + 1)
  for number in 1...max(1, items) {
    logFactorials.append(logFactorials[number - 1] + Double.log(Double(number)))
  }
  var sum = 0.0
  for x in a {
    for y in b {
      let fixed =
        logFactorials[x] + logFactorials[y] + logFactorials[items - x] + logFactorials[items - y]
        - logFactorials[items]
      let least = max(1, x + y - items)
      for both in least..<max(least, min(x, y) + 1) {
        let chance =
          fixed - logFactorials[both] - logFactorials[x - both] - logFactorials[y - both]
          - logFactorials[items - x - y + both]
        let share = Double(both) / total
        sum +=
          share * Double.log(total * Double(both) / (Double(x) * Double(y)))
          * Double.exp(chance)
      }
    }
  }
  return sum
}
