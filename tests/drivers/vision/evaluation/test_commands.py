"""Both commands as a user calls them, on drawn people."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PAIRS = """\ufeff# drawn, nobody real
reference\tprobe\tsame\tgroup
hanako.png\thanako\t1\tfive
hanako.png\thanako/frame 6.jpg\t1\tone
goro.png\thanako\t0\tfive
goro.png\troom.jpg\t0\tone
gone.png\thanako\t1\tfive
"""
ITEMS = "hanako\t1\nroom.jpg\t1\nprint.jpg\t0\tpaper\nbroken.jpg\t0\tpaper\n"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "drivers.vision", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def rows(path: Path) -> list[dict[str, str]]:
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(heading.split("\t"), line.split("\t"), strict=True)) for line in lines]


def line_of(text: str, begin: str) -> list[str]:
    [line] = [line for line in text.splitlines() if line.strip().startswith(begin)]
    return line.strip().removeprefix(begin).split()


@pytest.mark.vision
def test_evaluate_prints_rates_and_writes_a_row_for_each_pair(drawn: Path, tmp_path: Path) -> None:
    (drawn / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    before = set(drawn.rglob("*"))
    out = tmp_path / "scores.tsv"
    done = run("evaluate", drawn / "pairs.tsv", "--reference-as-card", "8k", "--out", out)
    assert done.returncode == 0, done.stderr
    scores = rows(out)
    assert [row["probe"] for row in scores] == [
        line.split("\t")[1] for line in PAIRS.splitlines()[2:]
    ]
    assert [row["frames"] for row in scores] == ["5", "1", "5", "0", "5"]
    same = [row["verdict"] for row in scores if row["same"] == "1"]
    assert same == ["matched", "matched", "reference: No such file or directory"]
    assert scores[3]["verdict"] == "probe: no_face"
    assert line_of(done.stdout, "FAR   different people accepted")[1] == "2"
    assert line_of(done.stdout, "FRR   the same person not accepted")[:2] == ["0", "2"]
    assert "at most 8,192 bytes" in done.stdout
    assert "reference gone.png: No such file or directory" in done.stdout
    assert "too few pairs" in done.stdout
    assert set(drawn.rglob("*")) == before
    assert out.stat().st_mode & 0o077 == 0


@pytest.mark.vision
def test_liveness_prints_rates_and_says_that_no_model_is_installed(
    drawn: Path, tmp_path: Path
) -> None:
    (drawn / "items.tsv").write_text(ITEMS, encoding="utf-8")
    out = tmp_path / "scores.tsv"
    done = run("liveness", drawn / "items.tsv", "--out", out, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert [row["outcome"] for row in rows(out)] == [
        "asked to turn",
        "no usable face",
        "attack: border",
        "not read",
    ]
    assert "passive models: NOT INSTALLED" in done.stdout
    assert line_of(done.stdout, "APCER  attacks let in at once, worst species: paper")[:2] == [
        "0",
        "1",
    ]
    assert line_of(done.stdout, "BPCER  living people refused as an attack")[:2] == ["0", "1"]
    assert "broken.jpg: does not decode as a picture" in done.stdout


def test_what_cannot_be_used_is_said_and_ends_with_two(drawn: Path, tmp_path: Path) -> None:
    wrong, gone = tmp_path / "wrong.tsv", tmp_path / "gone.tsv"
    wrong.write_text("a\tno\n")
    gone.write_text("a\tb\t1\n")
    for arguments, said in (
        (("evaluate", wrong), "line 1: 2 field(s)"),
        (("evaluate", tmp_path / "none.tsv"), "No such file"),
        (("evaluate", gone, "--models", tmp_path / "none"), "no such folder"),
        (("evaluate", gone, "--models", tmp_path), "MiniFASNetV2.onnx: model_missing"),
        (("liveness", wrong), "is a heading"),
        (("evaluate", gone, "--out", tmp_path), "Is a directory"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr
