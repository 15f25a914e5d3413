"""The gallery's page: one file, no server; its four lists choose which pictures are shown."""

import json
from collections.abc import Sequence
from pathlib import Path
from string import Template

from kiosk.domain.language import Language
from kiosk.domain.preferences import Preferences

_PAGE = Template("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>uketsuke: every screen</title>
<style>
body { margin: 0; font: 16px/1.4 sans-serif; background: #e9e6df; color: #1d2b33; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 1rem;
  padding: .8rem 1rem; background: #fff; border-bottom: 1px solid #74838b; }
label { display: flex; gap: .4rem; align-items: center; }
select, input { font: inherit; padding: .3rem; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1rem;
  padding: 1rem; align-items: start; }
figure { margin: 0; background: #fff; border: 1px solid #c9c3b6; }
img { display: block; width: 100%; }
figcaption { padding: .4rem .6rem; font-family: monospace; overflow-wrap: anywhere; }
</style>
<header>
<strong>uketsuke</strong>
<label>shape <select id="shape"></select></label>
<label>language <select id="language"></select></label>
<label>colours <select id="colours"></select></label>
<label>text <select id="size"></select></label>
<label>name <input id="name" type="search"></label>
<span id="count"></span>
</header>
<main id="screens"></main>
<script>
const kinds = $kinds, names = $names;
const chosen = {};
for (const kind in kinds) {
  const list = document.getElementById(kind);
  for (const one of kinds[kind]) list.add(new Option(one));
  list.onchange = show;
  chosen[kind] = list;
}
const wanted = document.getElementById("name");
wanted.oninput = show;
function show() {
  const folder = ["shape", "language", "colours", "size"].map((kind) => chosen[kind].value);
  const shown = names.filter((name) => name.includes(wanted.value));
  document.getElementById("count").textContent = shown.length + " screens";
  document.getElementById("screens").replaceChildren(...shown.map((name) => {
    const figure = document.createElement("figure"), link = document.createElement("a");
    const image = new Image(), caption = document.createElement("figcaption");
    link.href = image.src = [...folder, name + ".png"].join("/");
    image.loading = "lazy";
    image.alt = caption.textContent = name;
    link.append(image);
    figure.append(link, caption);
    return figure;
  }));
}
show();
</script>
</html>
""")


def write_page(
    folder: Path,
    names: Sequence[str],
    shapes: Sequence[str],
    looks: Sequence[tuple[Language, Preferences]],
) -> None:
    """Write `index.html` beside the pictures."""
    kinds = {
        "shape": list(shapes),
        "language": _once([language.value for language, _ in looks]),
        "colours": _once([wanted.colours.value for _, wanted in looks]),
        "size": _once([wanted.text_size.value for _, wanted in looks]),
    }
    text = _PAGE.substitute(kinds=json.dumps(kinds), names=json.dumps(list(names)))
    (folder / "index.html").write_text(text, "utf-8")


def _once(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))
