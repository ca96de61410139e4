"""What processes need that read uploaded files: loaded once, by the server from which each of them is forked.

Loading the readers takes longer than reading most files.
"""

import pebble  # noqa: F401

import extractor.confined
import extractor.identify
import extractor.pdf._reading
import extractor.reading
import extractor.scans
import extractor.sheet
import extractor.tables
import extractor.word  # noqa: F401
from extractor.narrative import load

load()
