import NeuralNetworks
import Testing

@Suite struct InitializerTests {
  @Test func boundsAreThoseOfPyTorch() {
    func largest(_ initializer: Initializer) -> Float {
      initializer.values([100, 50], seed: 1, name: "weight").reduce(0) { max($0, abs($1)) }
    }
    for (initializer, bound) in [
      (Initializer.uniform(bound: 0.3), 0.3), (.xavierUniform(), (6.0 / 150).squareRoot()),
      (.kaimingUniform(), (6.0 / 50).squareRoot()),
      (.kaimingUniform(slope: 5.0.squareRoot()), (1.0 / 50).squareRoot()),
    ] {
      #expect(Double(largest(initializer)) <= bound * 1.000001)
      #expect(Double(largest(initializer)) > bound * 0.99)
    }
  }

  @Test func deviationIsThatOfTheNormal() {
    let numbers = Initializer.normal(deviation: 0.02).values([10_000], seed: 1, name: "weight")
    let square = numbers.reduce(0.0) { $0 + Double($1) * Double($1) } / 10_000
    #expect(abs(square.squareRoot() - 0.02) < 0.001)
  }
}
