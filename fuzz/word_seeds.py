#!/usr/bin/env python3
"""Seeds for the fuzz target `word`: the documents of crates/wordml/tests/files, as files and as their parts, parted by zeros."""

import io
import pathlib
import re
import sys
import zipfile

into = pathlib.Path(sys.argv[1])
files = pathlib.Path(__file__).parent.parent / "crates/wordml/tests/files"
into.mkdir(parents=True, exist_ok=True)


def inner(folder, name, root):
    """What stands in the root element of a part, or in its body."""
    path = folder / "word" / f"{name}.xml"
    text = path.read_text() if path.exists() else ""
    found = re.search(rf"<w:{root}[^>]*>(.*)</w:{root}>", text, re.S)
    return found.group(1).strip() if found else ""


for folder in sorted(path for path in files.iterdir() if path.is_dir()):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, str(path.relative_to(folder)))
    (into / f"{folder.name}.docx").write_bytes(data.getvalue())
    body = inner(folder, "document", "body")
    rest = [
        inner(folder, name, root)
        for name, root in [
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("footnotes", "footnotes"),
            ("comments", "comments"),
            ("settings", "settings"),
            ("header1", "hdr"),
        ]
    ]
    # The whole, and each paragraph of the body alone.
    for number, block in enumerate([body, *re.findall(r"<w:p [^>]*>.*?</w:p>|<w:tbl>.*?</w:tbl>", body, re.S)]):
        (into / f"{folder.name}-{number}").write_text("\0".join([block, *rest]))
