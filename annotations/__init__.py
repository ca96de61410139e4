"""Gold sets, guidelines and sample reports, with their loaders. Data first: loading imports nothing of ours."""
