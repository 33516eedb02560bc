import RealModule

/// The digamma function Ψ, the derivative of the logarithm of the gamma function, of a positive number.
///
/// By the recurrence Ψ(x) = Ψ(x + 1) − 1/x up to 10, and then the asymptotic series ([Bernardo 1976]);
/// exact to about 1e-13.
///
/// [Bernardo 1976]: https://doi.org/10.2307/2347257
package func digamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < 10 {
    sum -= 1 / x
    x += 1
  }
  let inverse = 1 / x
  let square = inverse * inverse
  let series =
    square
    * (1.0 / 12 - square
      * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))))
  return sum + Double.log(x) - inverse / 2 - series
}
