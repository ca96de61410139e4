"""A PDF goes in, ``PageContent`` comes out. Only ``extractor/pdf/_pdfium.py`` sees PDFium."""
