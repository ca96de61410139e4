"""A Word file goes in, ``PageContent`` comes out."""
