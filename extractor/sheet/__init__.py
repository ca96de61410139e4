"""An Excel file goes in, ``PageContent`` comes out."""
