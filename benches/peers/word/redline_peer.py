"""The peer's redline of two Word documents: what a user of the package writes.

usage: redline_peer.py OLD NEW OUT   (in an environment that has python-redlines with docxodus)
"""

import pathlib
import sys

from python_redlines.engines import DocxodusEngine

old, new, out = map(pathlib.Path, sys.argv[1:4])
out.write_bytes(DocxodusEngine().run_redline("Mediators", old.read_bytes(), new.read_bytes())[0])
