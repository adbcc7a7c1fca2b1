"""Makes redlines of pairs of Word documents with `onetext compare --docx` and with python-redlines, as whole processes, in turn;
checks each by two readers of others, accepted and rejected; counts what is marked; and times both.

usage: redlines.py [--own] ONETEXT RUNS OLD NEW [OLD NEW …]   (run by redlines.sh, in an environment that has the peer)

Drafts in Markdown are made into Word documents by pandoc first, so that both get the same two files; .docx files are taken as
they are. With --own onetext gets the Markdown itself and no peer is run; what its redline must read as is then the draft
compared with itself. The peer is run even where onetext has no redline yet, and the other way round. Exit 1 where a redline of
onetext does not read as both documents. Where python-docx is installed, it must open every redline, too.
"""

import difflib
import importlib.metadata
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import marked

try:
    import docx
except ImportError:
    docx = None

HERE = pathlib.Path(__file__).resolve().parent
SIDES = ("accepted", "rejected")


def document(draft, place):
    """The draft as a Word document by pandoc; front matter, which says how a page is made, is left away."""
    if draft.suffix == ".docx":
        return draft
    text = re.sub(r"\A---\n.*?\n---\n", "", draft.read_text(encoding="utf-8"), flags=re.S)
    out = place / f"{draft.stem}.docx"
    subprocess.run(["pandoc", "-f", "commonmark+footnotes", "-t", "docx", "-o", str(out)], input=text.encode(), check=True)
    return out


def own_document(onetext, draft, place):
    """The draft as a Word document by onetext: its redline with itself, in which nothing may be marked."""
    if draft.suffix == ".docx":
        return draft
    out = place / f"own-{draft.stem}.docx"
    out.unlink(missing_ok=True)
    timed([onetext, "compare", draft, draft, "--docx", out])
    if marked.count(marked.Marked(out)):
        sys.exit(f"{draft}: its redline with itself has changes")
    return out


def timed(command):
    start = time.perf_counter()
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    elapsed = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()[-800:]}")
    return elapsed


def office_python():
    for one in ("/usr/bin/python3", sys.executable):
        if shutil.which("soffice") and os.path.exists(one) and subprocess.run([one, "-c", "import uno"], capture_output=True).returncode == 0:
            return one
    return None


def in_office(jobs):
    """What LibreOffice makes of documents, each `(path, side)`; None where it is not here."""
    python = office_python()
    if python is None:
        return None
    for _ in range(3):
        # LibreOffice 7.4 breaks down now and then on what it opened a minute before.
        done = subprocess.run([python, str(HERE / "office.py"), *(f"{path}:{side}" for path, side in jobs)], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            read = [json.loads(line) for line in done.stdout.splitlines()]
            return [(one["paragraphs"][: one["body"]], one["paragraphs"][one["body"] :]) for one in read]
    sys.exit(f"LibreOffice: {done.stderr[-800:]}")


def filled(paragraphs):
    """Paragraphs that say something. Where a redline parts or joins paragraphs, Word may leave an empty one."""
    return [text for text in paragraphs if text.strip()]


def differences(found, wanted):
    """How many paragraphs are not those wanted, and the first of them."""
    found, wanted = filled(found), filled(wanted)
    if found == wanted:
        return 0, None
    odd, first = 0, None
    for tag, a, b, c, d in difflib.SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes():
        if tag != "equal":
            odd += max(b - a, d - c)
            first = first or (found[a:b][:1], wanted[c:d][:1])
    return odd, first


def read_both_ways(redlines, old, new):
    """What two readers of others say of each redline: sentences, and whether all is well, by name."""
    wanted = {"accepted": marked.side_of(marked.Marked(new), "accepted"), "rejected": marked.side_of(marked.Marked(old), "accepted")}
    told = {name: [] for name in redlines}
    fine = dict.fromkeys(redlines, True)
    jobs = [(new, "kept"), (old, "kept")] + [(path, side) for path in redlines.values() for side in SIDES]
    office = in_office(jobs)
    for position, (name, path) in enumerate(redlines.items()):
        if docx is not None:
            docx.Document(str(path))
        for offset, side in enumerate(SIDES):
            found = marked.side_of(marked.Marked(path), side)
            odd, first = differences(found, wanted[side])
            told[name].append(f"{side}, small reader: " + ("as it should be" if not odd else f"{odd} paragraphs differ, first {json.dumps(first, ensure_ascii=False)[:300]}"))
            fine[name] &= not odd
            if office is None:
                told[name].append(f"{side}, LibreOffice: not here, skipped")
                continue
            (found, notes), (right, right_notes) = office[2 + 2 * position + offset], office[offset]
            odd, first = differences(found, right)
            told[name].append(f"{side}, LibreOffice: " + ("as it should be" if not odd else f"{odd} paragraphs differ, first {json.dumps(first, ensure_ascii=False)[:300]}"))
            fine[name] &= not odd
            # LibreOffice 7.4 gives notes whose references are tracked to each other, in anybody's redline: the small reader
            # decides on notes, and what is seen here is told.
            odd, _ = differences(notes, right_notes)
            if odd:
                told[name].append(f"{side}, LibreOffice: {odd} notes are not where they should be")
    return told, fine


def figures(path):
    counted = marked.count(marked.Marked(path))
    words = {kind: numbers["words"] for kind, numbers in counted.items()}
    changed = words.get("ins", 0) + words.get("del", 0)
    moved = (words.get("moveFrom", 0) + words.get("moveTo", 0)) // 2
    elements = sum(numbers["elements"] + numbers["marks"] + numbers["rows"] for numbers in counted.values())
    stretches = sum(numbers["stretches"] for numbers in counted.values())
    return changed, f"{changed} words inserted ({words.get('ins', 0)}) and deleted ({words.get('del', 0)}), {moved} moved; {elements} elements, {stretches} stretches"


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().split("\n")[0]
    except OSError:
        return f"{command[0]}: not here"


def main():
    own = "--own" in sys.argv[1:2]
    arguments = sys.argv[1 + own:]
    if len(arguments) < 4 or len(arguments) % 2:
        sys.exit(__doc__)
    onetext, runs = arguments[0], max(int(arguments[1]), 1)
    drafts = [pathlib.Path(name) for name in arguments[2:]]
    ours = os.access(onetext, os.X_OK) and "--docx" in subprocess.run([onetext, "compare", "--help"], capture_output=True, text=True, check=False).stdout
    try:
        peer = f"python-redlines {importlib.metadata.version('python-redlines')} with docxodus {importlib.metadata.version('python-redlines-docxodus')}"
    except importlib.metadata.PackageNotFoundError:
        peer = None
    if own:
        peer = None
    print(f"machine   {processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}")
    print(f"versions  {first_line([onetext, '--version'])}; {peer or 'no peer'}; Python {platform.python_version()}; {first_line(['pandoc', '--version'])}; {first_line(['soffice', '--version'])}")
    if not ours:
        print("onetext   makes no redline here: only the peer is run")
    well = True
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        for old_draft, new_draft in zip(drafts[::2], drafts[1::2]):
            if own and not ours:
                break
            old, new = (own_document(onetext, draft, place) if own else document(draft, place) for draft in (old_draft, new_draft))
            redlines = {}
            if ours:
                redlines["onetext"] = place / "ours.docx"
            if peer:
                redlines["peer"] = place / "peer.docx"
            commands = {"onetext": [onetext, "compare", *((old_draft, new_draft) if own else (old, new)), "--docx", place / "ours.docx"],
                        "peer": [sys.executable, HERE / "redline_peer.py", old, new, place / "peer.docx"]}
            times = {name: [] for name in redlines}
            for run in range(runs + 1):
                for name in redlines:
                    redlines[name].unlink(missing_ok=True)
                    taken = timed(commands[name])
                    if run:
                        times[name].append(taken)
            print(f"\n{old_draft.name} to {new_draft.name}")
            told, fine = read_both_ways(redlines, old, new)
            changed = {}
            for name, path in redlines.items():
                changed[name], line = figures(path)
                taken = times[name]
                print(f"  {name:8} {line}; {path.stat().st_size} bytes; median {statistics.median(taken) * 1000:.0f} ms, fastest {min(taken) * 1000:.0f} ms of {runs} runs")
                for sentence in told[name]:
                    print(f"           {sentence}")
            if len(redlines) == 2:
                ratio = statistics.median(times["peer"]) / statistics.median(times["onetext"])
                print(f"  ratio    the peer takes {ratio:.1f} times as long and marks {changed['peer'] / max(changed['onetext'], 1):.2f} times as many words as inserted or deleted")
            well &= fine.get("onetext", True)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    sys.setrecursionlimit(20000)
    main()
