"""`docs/versioning.md`, made from the table that the comparison itself uses."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from fazhi.publish.diff.kinds import kinds

_HEAD: Final = """\
# Versions

Data, schema and package share one version, and the data decides it: `fazhi diff OLD NEW` compares
two releases and names the least version that the changes allow. This page is written by
`fazhi generate` from the table that `fazhi diff` itself reads.

## Steps

- **major**: whoever relies on the old release may be let down: something is gone, or has another
  meaning.
- **minor**: something is new, or announced to go.
- **patch**: something is corrected or worded better.
- **never**: no version allows it.

| step | from 1.4.2 | from 0.4.2 |
| --- | --- | --- |
| major | 2.0.0 | 0.5.0 |
| minor | 1.5.0 | 0.4.3 |
| patch | 1.4.3 | 0.4.3 |

Before 1.0.0 the middle number does what the first does later, and the last number all the rest:
`~=0.4.2` brings additions and corrections, never a major step. A higher version than the least is
always allowed. The data only sets the least: a change of the commands or of `import fazhi` that is
not compatible asks for a major step too, and no comparison of releases can see it.

"""

_TAIL: Final = """\
## Three rules behind the table

- **A published id stays.** A record that should not stand any more is withdrawn, never deleted.
- **A corrected record has a higher `revision`**, in whatever version it is released.
- **A published schema version is frozen**: `schema/versions/` is only added to.

## How the schema gets a new version

While the present version is in no release it may still change. Afterwards a change of
`record/article.py` makes the next one:

1. Raise `SchemaVersion` there, and give `record/migration.py` the step that lifts a record of the
   last version to it, losing nothing, with its test.
2. Write the schema and its copy in `schema/versions/`, which stays as it is once it is released;
   lift the records, and the one that the tests stand on; build:

   ```sh
   fazhi generate
   fazhi migrate dataset/articles loaders/fazhi/validate/sample
   fazhi build
   ```

Releases of every earlier version go on loading: `fazhi.load(…).articles` lifts what it reads.

## How a release is made

Between two releases the checkout has the version of the next one, and `CHANGELOG.md` collects under
*Unreleased*. `make test` compares the release with the last published one and refuses a version
that is too small, a record that changed under its old revision, a published schema version that
changed, and a changelog that says nothing. By hand:

```sh
fazhi diff tests/fixtures/releases/<last>.zip dataset/release --require
```

1. Where that asks for a higher version, write it into `loaders/fazhi/__init__.py` and
   `CITATION.cff`.
2. Give what is *Unreleased* its heading, `## [<version>] - YYYY-MM-DD`, and `CITATION.cff` the
   date.
3. Build the release and keep its archive, from which every later version is judged and which every
   later version must load:

   ```sh
   fazhi build --archive tests/fixtures/releases/<version>.zip
   ```

   An equal release gives an equal archive, byte for byte. Once the version is published the file is
   never touched again.
4. `make test`, commit, and tag the commit `v<version>`. The release notes are the same comparison:

   ```sh
   fazhi diff tests/fixtures/releases/<last>.zip dataset/release --output-format markdown
   ```

5. Open the next version: raise the last number in the two files of step 1, put an empty
   *Unreleased* on top of the changelog, `fazhi build`, commit. Contributions then come without
   having to touch a version.

## What a pull request changes

The release of the target branch against that of the pull request, as Markdown:

```sh
git archive --format zip --output base.zip origin/main dataset/release
fazhi diff base.zip dataset/release --output-format markdown
```
"""


def versioning_page() -> str:
    """The page as Markdown."""
    parts = ["## What requires which step\n"]
    for area, members in groupby(kinds().values(), key=lambda kind: kind.area):
        parts.append(f"### {area.capitalize()}\n\n| change | step | why |\n| --- | --- | --- |")
        parts += [f"| `{one.name}` | {one.step} | {one.reason} |" for one in members]
        parts.append("")
    return _HEAD + "\n".join(parts) + "\n" + _TAIL
