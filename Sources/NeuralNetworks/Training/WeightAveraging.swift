extension Trainable {
  /// Moves the parameters a part of the way back to where they began: *share* × began + (1 - *share*) ×
  /// now.
  ///
  /// A network that was tuned on one task forgets others; weights between the two networks keep most of
  /// what both can do (WiSE-FT, [Wortsman et al. 2022](https://doi.org/10.1109/CVPR52688.2022.00780)).
  ///
  /// - Parameters:
  ///   - values: The values of each parameter where training began, in their order.
  ///   - share: 0 leaves the parameters as they are, 1 gives back those of the beginning.
  /// - Complexity: O(*n*) for *n* numbers in all parameters.
  public mutating func average(with values: [[Float]], share: Float) {
    precondition(share >= 0 && share <= 1, "\(share) is no share")
    var index = 0
    forEachParameter { parameter in
      let began = values[index]
      let old = began.span
      precondition(old.count == parameter.count, "\(parameter.name) was another parameter")
      var now = parameter.values.mutableSpan
      for i in now.indices { now[i] = share * old[i] + (1 - share) * now[i] }
      index += 1
    }
  }

  /// The values of each parameter, in their order; they share memory until training goes on.
  public var parameterValues: [[Float]] { parameters.map(\.values) }

  /// Sets the values of each parameter.
  ///
  /// - Precondition: They are of the shapes of the parameters.
  public mutating func setParameterValues(_ values: [[Float]]) {
    var index = 0
    forEachParameter { parameter in
      precondition(values[index].count == parameter.count, "\(parameter.name) has another shape")
      parameter.values = values[index]
      index += 1
    }
  }
}
