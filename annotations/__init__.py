"""Gold sets, guidelines and sample reports, with their loaders. Data first: imports nothing of ours."""
