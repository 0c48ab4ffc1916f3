from articles.richtext import normalise
from articles.richtext.normalisation import MAX_DEPTH, MAX_NODES, MAX_TEXT_BYTES
from tests.articles.richtext_refusals import refused
from tests.articles.richtext_strategies import doc, node, paragraph, text

TOO_LARGE = "from here on the text is too long or nested too deeply. Split it into sections."


def test_too_many_nodes():
    document = doc(*[paragraph() for _ in range(MAX_NODES)])

    assert refused(document) == ("rich_text_too_large", f"Block {MAX_NODES}: {TOO_LARGE}")


def test_too_many_marks():
    document = doc(paragraph(text("One", *["bold"] * MAX_NODES)))

    assert refused(document) == ("rich_text_too_large", f"Block 1: {TOO_LARGE}")


def test_too_many_bytes():
    half = "é" * (MAX_TEXT_BYTES // 4)

    assert normalise(doc(paragraph(half), paragraph(half)))
    assert refused(doc(paragraph(half), paragraph(half + "é"))) == (
        "rich_text_too_large",
        f"Block 2: {TOO_LARGE}",
    )


def test_too_deep():
    block = paragraph("One")
    for _ in range(MAX_DEPTH - 2):
        block = node("blockquote", block)

    assert normalise(doc(block)) == doc(block)
    code, message = refused(doc(node("blockquote", block)))
    assert code == "rich_text_too_large"
    assert message.startswith("Block 1, block 1, block 1")


def test_far_too_deep():
    block = paragraph("One")
    for _ in range(5_000):
        block = node("blockquote", block)

    assert refused(doc(block))[0] == "rich_text_too_large"
