"""How much of the reporting is typed twice, and where reports contradict each other."""
