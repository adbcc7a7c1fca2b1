#!/usr/bin/env python3
"""Reads a Word document with tracked changes as one side of them, and counts the changes. Knows nothing of onetext.

    marked.py text FILE accepted|rejected     # one JSON string per paragraph: body, then notes by their first reference
    marked.py count FILE                      # how many tracked changes of which kind, and how many words they mark

After ISO/IEC 29500-1, 17.13.5: an inserted or deleted paragraph mark joins a paragraph with the next when the insertion is
rejected or the deletion accepted; a row, a cell, and a note whose reference goes, go with it. Only what Python itself brings is
needed (lxml is used where it is there).
"""

import json
import re
import sys
import zipfile

try:
    from lxml import etree
except ImportError:
    import xml.etree.ElementTree as etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGES = {W + "ins": "ins", W + "del": "del", W + "moveFrom": "moveFrom", W + "moveTo": "moveTo"}
CELLS = {W + "cellIns": "ins", W + "cellDel": "del"}
# Which kinds are gone on which side.
GONE = {"accepted": {"del", "moveFrom"}, "rejected": {"ins", "moveTo"}}
# Of drawings and embedded things no words are read; of alternatives only the first.
SKIPPED = {W + "drawing", W + "pict", W + "object", W + "instrText", W + "delInstrText", W + "rPrChange", W + "pPrChange",
           "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "footnoteReference": "\ufffc", W + "endnoteReference": "\ufffc"}
NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


class Marked:
    """The parts of a document that hold words."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            main = main_part(package)
            folder = main.rsplit("/", 1)[0]
            self.parts = {}
            for kind in ("footnotes", "endnotes"):
                name = f"{folder}/{kind}.xml"
                if name in names:
                    self.parts[kind] = etree.fromstring(package.read(name))
            self.body = etree.fromstring(package.read(main)).find(W + "body")

    def notes(self, kind):
        part = self.parts.get(kind)
        return {} if part is None else {note.get(W + "id"): note for note in part}


def main_part(package):
    for relation in etree.fromstring(package.read("_rels/.rels")):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target").lstrip("/")
    sys.exit("no main part")


def side_of(document, side):
    """The paragraphs of one side, as texts."""
    gone, told, references = GONE[side], [], []

    def words(node, pieces):
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED or tag == W + "pPr" or CHANGES.get(tag) in gone:
                continue
            if tag in SIGNS:
                if tag == W + "tab" and node.tag != W + "r":
                    continue
                pieces.append(SIGNS[tag])
                if tag in NOTES:
                    references.append((NOTES[tag], child.get(W + "id")))
            elif tag in (W + "t", W + "delText"):
                pieces.append(child.text or "")
            elif tag == W + "sym":
                pieces.append(chr(int(child.get(W + "char"), 16)))
            else:
                words(child, pieces)

    def blocks(container, open_text):
        """Reads paragraphs; `open_text` is the text of paragraphs whose marks are gone, and comes back if still open."""
        for child in container:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag == W + "p":
                pieces = []
                words(child, pieces)
                open_text = (open_text or "") + "".join(pieces)
                mark = child.find(f"{W}pPr/{W}rPr")
                if mark is not None and any(CHANGES.get(one.tag) in gone for one in mark):
                    continue
                told.append(open_text)
                open_text = None
            elif tag == W + "tbl":
                open_text = closed(open_text)
                table(child)
            elif CHANGES.get(tag) in gone:
                continue
            elif tag not in (W + "sectPr", W + "tcPr"):
                open_text = blocks(child, open_text)
        return open_text

    def closed(open_text):
        # No next paragraph to join with: what is left stands alone, and nothing at all stands nowhere.
        if open_text:
            told.append(open_text)

    def table(node):
        for row in node.iter(W + "tr"):
            if owner(row) is not node:
                continue
            change = row.find(W + "trPr")
            if change is not None and any(CHANGES.get(one.tag) in gone for one in change):
                continue
            for cell in row.iter(W + "tc"):
                if owner_row(cell) is not row:
                    continue
                change = cell.find(W + "tcPr")
                if change is not None and any(CELLS.get(one.tag) in gone for one in change):
                    continue
                closed(blocks(cell, None))

    parents = {}
    for root in (document.body, *document.parts.values()):
        for parent in root.iter():
            for child in parent:
                parents[child] = parent

    def upwards(node, tag):
        while node is not None and node.tag != tag:
            node = parents.get(node)
        return node

    def owner(row):
        return upwards(row, W + "tbl")

    def owner_row(cell):
        return upwards(cell, W + "tr")

    closed(blocks(document.body, None))
    seen = set()
    for kind, number in references:
        if (kind, number) not in seen:
            seen.add((kind, number))
            note = document.notes(kind).get(number)
            if note is not None:
                closed(blocks(note, None))
    return told


def count(document):
    """Tracked changes by kind; of each kind elements, stretches (neighbours of one kind in a paragraph joined), words, characters;
    and marks of paragraphs and rows."""
    found = {kind: {"elements": 0, "stretches": 0, "words": 0, "characters": 0, "marks": 0, "rows": 0} for kind in CHANGES.values()}

    def walk(node, kind, pieces):
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag in CHANGES:
                inner = CHANGES[tag]
                parent = node.tag
                if parent == W + "trPr":
                    found[inner]["rows"] += 1
                elif parent == W + "rPr":
                    found[inner]["marks"] += 1
                else:
                    found[inner]["elements"] += 1
                walk(child, inner, pieces)
            elif tag in (W + "t", W + "delText"):
                pieces.append((kind, child.text or ""))
            elif tag in SIGNS and node.tag == W + "r":
                pieces.append((kind, SIGNS[tag]))
            elif tag == W + "p":
                close(pieces)
                walk(child, kind, pieces)
                close(pieces)
            else:
                walk(child, kind, pieces)

    def close(pieces):
        runs = []
        for kind, text in pieces:
            if runs and runs[-1][0] == kind:
                runs[-1][1] += text
            else:
                runs.append([kind, text])
        for kind, text in runs:
            if kind:
                found[kind]["stretches"] += 1
                found[kind]["words"] += len(re.findall(r"\S+", text))
                found[kind]["characters"] += len(text)
        pieces.clear()

    for root in (document.body, *document.parts.values()):
        walk(root, None, [])
    return {kind: numbers for kind, numbers in found.items() if any(numbers.values())}


if __name__ == "__main__":
    sys.setrecursionlimit(20000)
    if len(sys.argv) == 4 and sys.argv[1] == "text" and sys.argv[3] in GONE:
        for text in side_of(Marked(sys.argv[2]), sys.argv[3]):
            print(json.dumps(text, ensure_ascii=False))
    elif len(sys.argv) == 3 and sys.argv[1] == "count":
        print(json.dumps(count(Marked(sys.argv[2]))))
    else:
        sys.exit(__doc__)
