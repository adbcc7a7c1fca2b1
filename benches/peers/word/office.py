#!/usr/bin/python3
"""Opens Word documents in LibreOffice without a window, accepts or rejects every tracked change there, and tells the paragraphs.

    office.py FILE:accepted FILE:rejected FILE:kept …   # per argument one line: {"paragraphs": [...], "labels": [...], "body": 412}

Needs soffice and a Python with its bridge (Debian: libreoffice-writer, python3-uno). The profile is private and goes away.
Paragraphs are those of the body, tables cell by cell, then footnotes and endnotes; "body" of them are no notes. Automatic
numbers are told apart, as labels.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

DISPATCH = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def named(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def paragraphs(text):
    """The paragraphs of a text, those of its tables in their place: text and label."""
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(block.CellNames, key=place):
                yield from paragraphs(block.getCellByName(name))
        else:
            yield block.String, block.ListLabelString if hasattr(block, "ListLabelString") else ""


def place(name):
    letters = "".join(one for one in name if one.isalpha())
    return int("0" + "".join(one for one in name if one.isdigit())), len(letters), letters


def told(document):
    found = list(paragraphs(document.Text))
    body = len(found)
    for notes in (document.Footnotes, document.Endnotes):
        for index in range(notes.Count):
            found.extend(paragraphs(notes.getByIndex(index)))
    return found, body


def main():
    profile = tempfile.mkdtemp()
    pipe = f"word{os.getpid()}x{time.time_ns()}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={pathlib.Path(profile).as_uri()}", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(480):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        else:
            sys.exit("LibreOffice does not answer")
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        for argument in sys.argv[1:]:
            path, side = argument.rsplit(":", 1)
            document = desktop.loadComponentFromURL(pathlib.Path(path).resolve().as_uri(), "_blank", 0, (named("Hidden", True),))
            if document is None:
                sys.exit(f"LibreOffice does not open {path}")
            if side in DISPATCH:
                dispatcher.executeDispatch(document.CurrentController.Frame, DISPATCH[side], "", 0, ())
            found, body = told(document)
            print(json.dumps({"paragraphs": [text for text, _ in found], "labels": [label for _, label in found], "body": body}), flush=True)
            document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
        office.wait(30)
    finally:
        if office.poll() is None:
            office.terminate()
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()
        shutil.rmtree(profile, ignore_errors=True)


main()
