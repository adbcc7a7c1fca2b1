#!/usr/bin/python3
"""Makes marked-by-libreoffice.docx: a draft of five clauses, with a table and a footnote, as somebody marks it in LibreOffice.

Needs soffice and python3-uno. The file that the tests use was made by LibreOffice 7.4.7.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

OUT = pathlib.Path(__file__).resolve().parent / "marked-by-libreoffice.docx"
PARAGRAPHS = [
    "1. The gate shall open at dawn.",
    "2. Water is shared between the farms in summer.",
    "3. Each farm keeps its own books and shows them once a year.",
    "4. A council of both farms meets every month.",
    "5. This agreement may be extended.",
]


def named(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


profile = tempfile.mkdtemp()
pipe = f"make{os.getpid()}"
office = subprocess.Popen(["soffice", f"-env:UserInstallation={pathlib.Path(profile).as_uri()}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp"])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(240):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
make = context.ServiceManager.createInstanceWithContext
settings = make("com.sun.star.configuration.ConfigurationProvider", context)
person = settings.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (named("nodepath", "/org.openoffice.UserProfile/Data"),))
person.setPropertyValue("givenname", "K.")
person.setPropertyValue("sn", "Abed")
person.commitChanges()
desktop = make("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (named("Hidden", True),))
text = document.Text
cursor = text.createTextCursor()
for at, words in enumerate(["Agreement"] + PARAGRAPHS):
    if at == 0:
        cursor.ParaStyleName = "Heading 1"
    else:
        text.insertControlCharacter(cursor, 0, False)
        cursor.ParaStyleName = "Standard"
    text.insertString(cursor, words, False)
note = document.createInstance("com.sun.star.text.Footnote")
text.insertTextContent(cursor, note, False)
note.insertString(note.createTextCursor(), "By a letter of both farms.", False)
table = document.createInstance("com.sun.star.text.TextTable")
table.initialize(2, 2)
text.insertTextContent(cursor, table, False)
for cell, words in (("A1", "Farm"), ("B1", "Share"), ("A2", "Upper Farm"), ("B2", "two thirds")):
    table.getCellByName(cell).setString(words)


def find(words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    found = document.findFirst(search)
    assert found is not None, words
    return found


document.RecordChanges = True
find("dawn").String = "noon"
found = find("in summer")
found.String = ""
paragraph = find("A council of both farms")
start = paragraph.Start
whole = text.createTextCursorByRange(start)
whole.gotoStartOfParagraph(False)
whole.gotoEndOfParagraph(True)
whole.goRight(1, True)
whole.String = ""
end = find("once a year.").End
text.insertControlCharacter(end, 0, False)
after = text.createTextCursorByRange(find("once a year.").End)
after.gotoNextParagraph(False)
text.insertString(after, "Nobody shuts the well.", False)
table.getCellByName("B2").setString("one half")
note.insertString(note.getEnd(), " Both sign it.", False)
document.RecordChanges = False
comment = document.createInstance("com.sun.star.text.textfield.Annotation")
comment.Author, comment.Content = "K. Abed", "For how long?"
text.insertTextContent(find("may be extended"), comment, True)
document.storeToURL(OUT.as_uri(), (named("FilterName", "MS Word 2007 XML"),))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(30)
shutil.rmtree(profile, ignore_errors=True)
