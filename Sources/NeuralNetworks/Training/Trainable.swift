import Artifacts

/// A layer, or a network of layers, whose parameters training changes.
///
/// Forward passes do not change it; backward passes add to the gradients of its parameters. A batch is
/// divided into chunks of fixed bounds, each with a copy of the network, whose gradients are added in
/// the order of the chunks: the same bytes for any number of threads.
///
///     network.clearGradients()
///     let parts = parallelMap(count: batch, chunk: 16, threads: threads) { [network] rows in
///       var part = network                  // shares the weights
///       let loss = part.train(rows)         // forward and backward
///       return (part, loss)
///     }
///     for part in parts { network.addGradients(of: part.0) }
///     clipGradients(of: &network, norm: 1)
///     optimizer.step(&network, rate: schedule.rate(step))
public protocol Trainable: Sendable {
  /// Calls `body` with each parameter, always in the same order.
  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows
}

extension Trainable {
  /// The parameters in their order.
  public var parameters: [Parameter] {
    var (copy, parameters) = (self, [Parameter]())
    copy.forEachParameter { parameters.append($0) }
    return parameters
  }

  /// The number of numbers that training changes.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Whether all numbers are finite; a training that diverges leaves others.
  public var isFinite: Bool { parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) } }

  /// Sets all gradients to 0.
  public mutating func clearGradients() {
    forEachParameter { $0.gradient = [Float](repeating: 0, count: $0.count) }
  }

  /// Adds the gradients of a copy of this network.
  public mutating func addGradients(of other: Self) {
    let gradients = other.parameters.map(\.gradient)
    var index = 0
    forEachParameter { parameter in
      parameter.addGradient(gradients[index])
      index += 1
    }
  }

  /// Multiplies all gradients by a number.
  public mutating func scaleGradients(by factor: Float) {
    forEachParameter { $0.scaleGradient(by: factor) }
  }

  /// Adds the parameters to a model file.
  public func add(to file: inout SafetensorsWriter) {
    for parameter in parameters {
      file.add(parameter.name, shape: parameter.shape, parameter.values)
    }
  }

  /// Reads the values of the parameters from a model file.
  ///
  /// - Throws: `FileError` if a tensor is missing, has another shape, or holds numbers that are not
  ///   finite.
  public mutating func read(_ file: SafetensorsFile) throws(FileError) {
    var failure: FileError?
    forEachParameter { parameter in
      do throws(FileError) {
        guard failure == nil else { return }
        let values = try file.floats(parameter.name)
        guard let shape = file.shape(of: parameter.name), shape == parameter.shape else {
          throw .damaged(
            file.path, "tensor \(parameter.name) is not of the shape \(parameter.shape)")
        }
        parameter.values = values
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
