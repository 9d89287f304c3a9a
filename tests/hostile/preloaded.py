"""What every command needs, imported once by the server that starts their processes."""

from importlib import import_module
from pkgutil import iter_modules

from fazhi import cli

for _, name, _ in iter_modules(cli.__path__):
    import_module(f"fazhi.cli.{name}")
for name in (
    "curate.accept", "curate.add_measure", "curate.answers", "curate.draft.record", "curate.fix",
    "curate.migrate", "curate.review.page", "publish.build", "publish.generate", "publish.release",
    "read.dataset", "validate.check", "validate.report",
):  # fmt: skip
    import_module(f"fazhi.{name}")
