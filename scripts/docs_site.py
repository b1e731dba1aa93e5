# SPDX-License-Identifier: GPL-3.0-or-later
"""Render docs/ and the pages beside it as a site with a search, by Sphinx (see ``scripts/docs --site``).

All pages lie in one folder, under the names by which ``ui/online_manual.py`` opens them. The source is not
published with them: links into it become plain text.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "dist" / "docs"
BESIDE = {  # pages that lie elsewhere, and their names here
    "README.md": "readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    "sandbox/README.md": "sandbox.md",
    "findings/README.md": "findings.md",
}
LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
STYLE = "td code.literal { white-space: normal; overflow-wrap: anywhere; }\n"  # names of tests are long
SETTINGS = {
    "project": "Antekirt for Blender",
    "html_static_path": "style",
    "html_css_files": "page.css",
    "html_title": "Antekirt for Blender",
    "html_theme": "furo",
    "extensions": "myst_parser",
    "myst_heading_anchors": "4",  # beside its own, each heading has the anchor that links to it have here
    "html_show_copyright": "0",
    "html_show_sphinx": "0",
    "html_copy_source": "0",
    "html_use_index": "0",
    "highlight_language": "none",
    "suppress_warnings": "misc.highlighting_failure",  # of a language that it does not know
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="antekirt-docs-") as directory:
        source, built = Path(directory) / "source", Path(directory) / "built"
        stage(source)
        settings = [f"--define={name}={value}" for name, value in SETTINGS.items()]
        sphinx = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "-C"]
        folders = [f"--doctree-dir={directory}/read", str(source), str(built)]
        if subprocess.run([*sphinx, *settings, *folders], cwd=ROOT, check=False).returncode:
            print("docs: the site could not be made; the reasons stand above", file=sys.stderr)
            return 1
        if lost := [target for target in manual_links() if not is_there(target, built)]:
            print(f"docs: Online Manual would find nothing at {', '.join(lost)}", file=sys.stderr)
            return 1
        (built / ".buildinfo").unlink()
        (built / "_sources").rmdir()  # Sphinx makes it also for nothing
        shutil.rmtree(SITE, ignore_errors=True)
        shutil.move(built, SITE)
    print(f"docs: {SITE / 'index.html'}")
    return 0


def manual_links() -> list[str]:
    """Give what the add-on opens: pages of the site, most with a heading."""
    source = (ROOT / "antekirt_addon" / "ui" / "online_manual.py").read_text(encoding="utf-8")
    return [f"{name}.html{heading}" for name, heading in re.findall(r'"([\w-]+)\.md(#[^"]+)?"\)', source)]


def is_there(target: str, site: Path) -> bool:
    name, _, heading = target.partition("#")
    file = site / name
    return file.exists() and (not heading or f'id="{heading}"' in file.read_text(encoding="utf-8"))


def stage(folder: Path) -> None:
    """Lay out what Sphinx reads: all pages in one folder, their pictures in images/."""
    shutil.copytree(ROOT / "docs" / "images", folder / "images")
    (folder / "style").mkdir()
    (folder / "style" / "page.css").write_text(STYLE, encoding="utf-8")
    for path, name in pages().items():
        (folder / name).write_text(page(path, name), encoding="utf-8")


def pages() -> dict[Path, str]:
    """Give all pages of the site with the names they have there."""
    beside = {ROOT / path: name for path, name in BESIDE.items()}
    return {path: path.name for path in sorted((ROOT / "docs").glob("*.md"))} | beside


def page(path: Path, name: str) -> str:
    text = LINK.sub(lambda link: relinked(link, path), path.read_text(encoding="utf-8"))
    return f"{text}\n{contents(text)}" if name == "index.md" else text


def relinked(link: re.Match[str], path: Path) -> str:
    """Give a link of a page as it is on the site."""
    file, _, heading = link["target"].partition("#")
    if not file or "://" in file:
        return link[0]
    target = (path.parent / file).resolve()
    images = ROOT / "docs" / "images"
    if target.is_relative_to(images):
        place = f"images/{target.relative_to(images).as_posix()}"
    elif target in pages():
        place = pages()[target] + (heading and f"#{heading}")
    else:
        return link["text"]
    return f"{link['picture']}[{link['text']}]({place})"


def contents(index: str) -> str:
    """Give the table of contents for the side: pages in the order in which the first one lists them."""
    links = LINK.finditer(index.partition("\n## The pages\n")[2])
    named = [link["target"] for link in links if link["target"] in pages().values()]
    order = dict.fromkeys([*named, *pages().values()])
    entries = "\n".join(name.removesuffix(".md") for name in order if name != "index.md")
    return f"\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"


if __name__ == "__main__":
    sys.exit(main())
