import Artifacts
import LinearAlgebra
import Reduction
import StageSupport

/// `reduce --method pca`.
struct PCARun: MethodRun {
  func places(of input: ReduceInput, _ output: inout StageOutput) throws -> Matrix {
    let pca = try fitted(input, &output)
    try pca.write { try output.file("\(input.modelFolder)/\($0)") }
    output.quality["explained"] = pca.shares.reduce(0, +)
    return pca.project(input.table.vectors, threads: input.threads)
  }

  private func fitted(_ input: ReduceInput, _ output: inout StageOutput) throws -> PCA {
    guard let folder = input.model else {
      return PCA(input.table.vectors, components: input.dimensions, threads: input.threads)
    }
    for name in ["pca.npy", "pca.tsv"] { _ = try output.input("\(folder)/\(name)", name) }
    let pca = try PCA(folder: folder)
    try input.requireDimensions(pca.mean.count)
    return pca
  }
}
