import LinearAlgebra
import NearestNeighbors
import StageSupport

/// The neighbors of each point, itself not among them; of fewer points, all others.
///
/// Where few pairs are compared, the share of neighbors found in a sample goes into the record.
func neighborGraph(
  of points: Matrix, _ arguments: NeighborArguments, count: Int, _ input: ReduceInput,
  _ output: inout StageOutput
) -> NeighborGraph {
  let search = NeighborSearch(
    PointSource(points), metric: arguments.metric.metric, method: arguments.search,
    seed: input.seed)
  let found = search.run(neighbors: count, threads: input.threads)
  if !found.isExact { output.quality["neighbor_recall"] = found.recall.value }
  return found.graph
}
