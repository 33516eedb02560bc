/// The version of the programs, written into every `run.json`.
public let version = "0.1.0"
