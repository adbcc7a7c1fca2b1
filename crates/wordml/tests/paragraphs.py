"""Prints the text of each paragraph of a Word document's body, tables included, as python-docx reads it: paragraphs parted by
U+001E, in UTF-8. Used by others.rs."""

import sys

import docx
from docx.text.paragraph import Paragraph

document = docx.Document(sys.argv[1])
tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
texts = [Paragraph(element, document).text for element in document.element.body.iter(tag)]
sys.stdout.buffer.write("\x1e".join(texts).encode())
