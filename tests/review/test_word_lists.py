"""What the lists find in sentences as people write them, and what they leave alone."""

import pytest

from review.word_lists import word_list


def hits(locale, line):
    return {flag.value: words for flag, words in word_list(locale).hits(line).items() if words}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Thoughts of suicide can pass.", ["suicide"]),
        ("She felt suicidal after the birth.", ["suicidal"]),
        ("I want to kill myself.", ["kill myself"]),
        ("He tried to end his life.", ["end his life"]),
        ("They ended their own lives.", ["ended their own lives"]),
        ("I wish I could end it all.", ["end it all"]),
        ("She took her own life last year.", ["took her own life"]),
        ("A friend took his life.", ["took his life"]),
        ("Some days I want to die.", ["want to die"]),
        ("You may wish you were dead.", ["wish you were dead"]),
        ("They would be better off without me.", ["better off without me"]),
        ("I don\u2019t want to live like this.", ["don\u2019t want to live"]),
        ("He doesn't want to be here anymore.", ["doesn't want to be here anymore"]),
        ("You hope to fall asleep and never wake up.", ["asleep and never wake up"]),
        ("There is no reason to live.", ["no reason to live"]),
        ("Life is not worth living, they say.", ["not worth living"]),
        ("It is no longer worth living.", ["no longer worth living"]),
        ("I cannot go on living.", ["cannot go on living"]),
        ("Thoughts of death or dying come back.", ["Thoughts of death"]),
        ("He keeps thinking about dying.", ["thinking about dying"]),
        ("Some write \u201cunalive\u201d instead.", ["unalive"]),
        ("Keep lethal means out of reach.", ["lethal means"]),
        ("The antisuicidal effect of lithium is known.", ["antisuicidal"]),
    ],
)
def test_english_on_suicide(line, words):
    assert hits("en", line) == {"suicide": words}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Self-harm is common in the teens.", ["Self-harm"]),
        ("Self harming can be a way to cope.", ["Self harming"]),
        ("Do you think about hurting yourself?", ["about hurting yourself"]),
        ("Non-fatal self-injury (NSSI) is rising.", ["self-injury", "NSSI"]),
        ("She began cutting herself at school.", ["cutting herself"]),
        ("Marks from cutting or burning are hidden.", ["cutting or burning"]),
        ("Burning or hitting oneself.", ["hitting oneself"]),
        ("He cut his wrists.", ["cut his wrists"]),
        ("An intentional overdose is an emergency.", ["intentional overdose"]),
        ("She took an overdose.", ["took an overdose"]),
        ("You feel the urge to hurt yourself.", ["urge to hurt yourself"]),
        ("Could you hurt yourself or someone else?", ["hurt yourself or someone"]),
        ("People who harm themselves need care.", ["harm themselves"]),
    ],
)
def test_english_on_self_harm(line, words):
    found = hits("en", line)
    assert list(found) == ["self_harm"]
    assert [word.removeprefix("think ") for word in found["self_harm"]] == words


@pytest.mark.parametrize(
    "line",
    [
        "Shame can feel like it will never end. My life is full, she says.",
        "Low mood steers your life.",
        "You do not have to live with it.",
        "Take your life back, one step at a time.",
        "She took her life savings to the bank.",
        "He took his life into his own hands.",
        "I nearly died laughing.",
        "You may fear that you are dying during a panic attack.",
        "Grief after a death takes time.",
        "Cutting down on alcohol helps.",
        "Cutting yourself off from friends makes it worse.",
        "Cut yourself some slack.",
        "An overdose of the medicine can be dangerous.",
        "Deadlines are killing the mood.",
        "Try not to hurt others when you are angry.",
        "If you hurt someone, a plain apology can help.",
        "End of life care is another matter.",
        "I did not want to be here today, he says of his first visit.",
        "She was not waking up before noon.",
        "Harmful drinking is common.",
        "A self-help group can help.",
        "Build a life worth living.",
        "Take an overdose seriously: call for help.",
    ],
)
def test_english_that_speaks_of_something_else(line):
    assert hits("en", line) == {}


@pytest.mark.parametrize(
    ("line", "flag", "words"),
    [
        ("Las ideas de suicidio pueden pasar.", "suicide", ["suicidio"]),
        ("Pensamientos suicidas.", "suicide", ["suicidas"]),
        ("Se quit\u00f3 la vida.", "suicide", ["Se quit\u00f3 la vida"]),
        ("Se quito la vida.", "suicide", ["Se quito la vida"]),
        ("Quiere acabar con su vida.", "suicide", ["acabar con su vida"]),
        ("Siento que quiero morirme.", "suicide", ["quiero morirme"]),
        ("A veces hay ganas de morir.", "suicide", ["ganas de morir"]),
        ("No quiero vivir as\u00ed.", "suicide", ["No quiero vivir"]),
        ("Estar\u00edan mejor sin m\u00ed.", "suicide", ["Estar\u00edan mejor sin m\u00ed"]),
        ("La autolesi\u00f3n es frecuente.", "self_harm", ["autolesi\u00f3n"]),
        ("Empez\u00f3 a cortarse los brazos.", "self_harm", ["cortarse los brazos"]),
        ("\u00bfPiensas en hacerte da\u00f1o?", "self_harm", ["hacerte da\u00f1o"]),
        ("Una sobredosis intencional.", "self_harm", ["sobredosis intencional"]),
    ],
)
def test_spanish(line, flag, words):
    assert hits("es", line) == {flag: words}


@pytest.mark.parametrize(
    "line",
    [
        "La verg\u00fcenza marca la vida.",
        "Una vida con sentido.",
        "Cortarse el pelo ayuda.",
        "Matarse de risa.",
        "Duermo mejor sin mi tel\u00e9fono.",
        "Una sobredosis del medicamento es peligrosa.",
        "El miedo a la muerte.",
    ],
)
def test_spanish_that_speaks_of_something_else(line):
    assert hits("es", line) == {}


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en", "en"), ("en-US", "en"), ("es-MX", "es"), ("es-419", "es"), ("zh-Hant-TW", None)],
)
def test_a_locale_has_the_list_of_its_language(locale, language):
    known = word_list(locale)
    assert (known.language if known else None) == language


@pytest.mark.parametrize(
    ("locale", "line", "words", "instead"),
    [
        ("en", "He committed suicide.", "committed suicide", "died by suicide"),
        ("en", "A successful suicide.", "successful suicide", "died by suicide"),
        ("en", "Completed suicides fell.", "Completed suicides", "died by suicide"),
        ("en", "A failed suicide attempt.", "failed suicide attempt", "suicide attempt"),
        (
            "en",
            "An unsuccessful suicide attempt.",
            "unsuccessful suicide attempt",
            "survived a suicide attempt",
        ),
        ("en", "It is a suicide epidemic.", "suicide epidemic", "rising rates"),
        ("es", "Cometi\u00f3 suicidio.", "Cometi\u00f3 suicidio", "muri\u00f3 por suicidio"),
        (
            "es",
            "Un intento fallido de suicidio.",
            "intento fallido de suicidio",
            "intento de suicidio",
        ),
    ],
)
def test_unsafe_wording(locale, line, words, instead):
    (found,) = word_list(locale).unsafe_in(line)
    assert found.words == words
    assert instead in found.instead


def test_a_longer_phrase_stands_for_the_one_within():
    (found,) = word_list("en").unsafe_in("A successful suicide attempt.")
    assert found.words == "successful suicide attempt"


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "She died by suicide."),
        ("en", "She survived a suicide attempt."),
        ("en", "He failed his exam. Suicide was far from his mind."),
        ("en", "They are committed to preventing suicide."),
        ("en", "Suicide rates are rising."),
        ("es", "Muri\u00f3 por suicidio."),
        ("es", "Sobrevivi\u00f3 a un intento de suicidio."),
    ],
)
def test_safe_wording(locale, line):
    assert word_list(locale).unsafe_in(line) == []
