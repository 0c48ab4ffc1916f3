"""A redline as a list of lines, so that a test can say it whole."""


def lines(marked):
    """Each line as it is printed: its bullet, its HTML, and behind a bar what is noted of it."""
    return [_line(line) for line in marked.lines]


def _line(line):
    words = " ".join(f"{line.bullet} {line.html}".split())
    return f"{words} | {line.note}".strip(" ") if line.note else words


def became(redline):
    """What happened to each part that is not the same."""
    return {
        change.part.title: change.moved if change.status == "unchanged" else change.status
        for change in redline.changed
    }


def texts(redline, title):
    """The lines of one changed part, by the label of its text."""
    (change,) = [change for change in redline.changed if change.part.title == title]
    return {row.label: lines(row.marked) for row in change.shown_rows}
