"""The version of what stood as whoever corrects it saw it, in forms that carry it along."""

from api.pages.typed_fields import Fields
from api.view_models.forms import Form


def version_seen(form: Form) -> int | None:
    """Return the version that the form was filled in on, None for a new one or what is none."""
    return Fields(form.entries).number("version")


def ticked_for(form: Form, now: int) -> Form:
    """Return the form, without a tick that was for what stood before others were quicker."""
    if version_seen(form) in (None, now):
        return form
    kept = {name: each for name, each in form.entries.items() if name != "sure"}
    return Form(kept, form.errors)
