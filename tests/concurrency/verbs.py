"""What a worker can be told to do."""

import json
import os
import signal
import sys
import time
from contextlib import ExitStack
from io import StringIO
from random import Random

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image as PillowImage

from articles.images import ImageDescription, upload_image
from articles.models import Image, Rendition
from articles.pictures import Picture
from articles.saving import save_page
from delivery.models import Change
from delivery.upkeep import outdated
from references.eutilities import Account, fetch
from tests.builders import NOW, draft_of, make_draft
from tests.concurrency import people, signing, upkeep, watching
from tests.concurrency.moves import Mover, codes
from tests.concurrency.state import state

# What one goes on to do with a page, and how often.
PLANS = {
    ("publish",): 5,
    ("withdraw",): 2,
    ("schedule",): 4,
    ("schedule", "hold"): 2,
    ("rename", "present"): 4,
    ("edit", "restore"): 4,
    ("revoke", "submit", "sign"): 3,
    ("submit", "sign"): 1,
    ("edit", "submit", "sign", "publish"): 2,
}


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def seed():
    people.seed()
    say("seeded")


def tell():
    say(state())


def work(seed, plans, statements=0):
    """Carry out random plans for random pages; after that many statements, unless 0, die."""
    random = Random(seed)
    mover = Mover(random, say, among=2)
    with ExitStack() as stack:
        if statements:
            stack.enter_context(connection.execute_wrapper(Doom(statements)))
        for plan in random.choices(list(PLANS), PLANS.values(), k=plans):
            page = random.choice(people.pages())
            for name in plan:
                getattr(mover, name)(page)


class Doom:
    """Ends the process after its nth statement, which may be the last one before a COMMIT."""

    def __init__(self, statements):
        self.left = statements

    def __call__(self, execute, *arguments):
        result = execute(*arguments)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def move(name):
    """Make a move of the first page."""
    mover = Mover(Random(0), say, among=1)
    getattr(mover, name)(people.pages()[0])


def hang(name):
    """Make a move of the first page up to its Change, and stay there with all of it uncommitted."""
    with connection.execute_wrapper(_stay):
        move(name)


def _stay(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "delivery_change"'):
        say(["uncommitted", Change.objects.latest("number").number])
        time.sleep(600)
    return result


def edit(rounds):
    """Save the first page in rounds, each time as it was when this process said it is ready."""
    page, editor = people.pages()[0], people.cast().editor
    for _ in range(rounds):
        draft = draft_of(page, summary=f"Words of {os.getpid()}.")
        _save_when_told(draft=draft, by=editor, page=page, lock_version=page.lock_version)


def make():
    """Make the page of each topic that has none, in rounds too."""
    editor = people.cast().editor
    for topic in people.topics_without_page():
        _save_when_told(draft=make_draft(topic=topic, slug=f"new-{topic.pk}"), by=editor)


def _save_when_told(**arguments):
    say("ready")
    sys.stdin.readline()
    try:
        save_page(at=NOW, **arguments)
    except ValidationError as error:
        say(codes(error))
    else:
        say([])


def upload(width):
    """Upload a picture as wide as that; the wider, the longer its renditions take."""
    pixels = PillowImage.effect_noise((width, width // 2), 80).convert("RGB")
    image = upload_image(
        picture=Picture(pixels),
        original_name="noise.png",
        description=ImageDescription(alt_text="Noise."),
        by=people.cast().editor,
        at=timezone.now(),
    )
    say(str(image.uuid))


def images():
    """What stands of each picture, and of its tasks."""
    say(
        {
            "images": [
                [image.renditions_state, image.attempts, sorted(map(_rendition, image.shown))]
                for image in Image.objects.all()
            ],
            "made": Rendition.objects.count(),
            "tasks": sorted(DBTaskResult.objects.values_list("status", flat=True)),
        }
    )


def _rendition(shown):
    return [shown.format, shown.width]


def overdue():
    """Let the time pass after which a picture that waits is looked for."""
    Image.objects.update(next_try_at=timezone.now())
    say("overdue")


def end_in(seconds):
    upkeep.end_in(seconds)
    say("planned")


def leave(pages):
    """Leave more pages as an older release made them; how much that is to make again."""
    upkeep.grow(pages)
    upkeep.unlink()
    say(outdated(timezone.now()))


def waits():
    say(outdated(timezone.now()))


def kept():
    say(upkeep.upkeep())


def fetch_works(base_url, pmids, api_key=""):
    """Ask a server for works, each with a request of its own; which it gave."""
    account = Account(email="library@example.org", base_url=base_url, api_key=api_key)
    fetched = fetch(pmids, account=account, batch=1)
    say([record.pmid for each in fetched for record in each.records])


def put_up():
    signing.put_up()
    say("put up")


def put_up_corrected():
    signing.put_up_corrected()
    say("put up")


def sign_the_rest():
    signing.sign_the_rest()
    say("signed")


def make_public():
    signing.make_public()
    say("public")


def at_once(move, **arguments):
    signing.at_once(move, say, sys.stdin.readline, **arguments)


def outcome():
    say(signing.outcome())


def stock(works):
    watching.stock(works)
    say("stocked")


def library():
    say(watching.library())


def let_time_pass():
    watching.let_time_pass()
    say("passed")


def check_library(base_url, statements=0):
    """Check the library in small batches; after that many statements, unless 0, die."""
    asked = {"NCBI_EMAIL": "library@example.org", "NCBI_BASE_URL": base_url}
    with override_settings(**asked), connection.execute_wrapper(Doom(statements)):
        call_command("check_references", batch=3, stdout=StringIO())
    say("checked")


VERBS = {
    "put_up": put_up,
    "put_up_corrected": put_up_corrected,
    "make_public": make_public,
    "sign_the_rest": sign_the_rest,
    "at_once": at_once,
    "outcome": outcome,
    "stock": stock,
    "library": library,
    "let_time_pass": let_time_pass,
    "check_library": check_library,
    "fetch_works": fetch_works,
    "end_in": end_in,
    "leave": leave,
    "waits": waits,
    "kept": kept,
    "upload": upload,
    "images": images,
    "overdue": overdue,
    "seed": seed,
    "state": tell,
    "work": work,
    "move": move,
    "hang": hang,
    "edit": edit,
    "make": make,
}
