"""The canonical store: catalogue, documents, proposals, confirmed values and their history."""
