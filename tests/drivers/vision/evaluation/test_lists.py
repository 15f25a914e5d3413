from pathlib import Path

import pytest

from drivers.vision.evaluation.lists import (
    Item,
    ListRefusedError,
    Pair,
    locate,
    read_items,
    read_pairs,
)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "list.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_rows_with_and_without_a_group_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.png\tb.png\t1\na.png\tc/d.jpg\t0\t女性\n")
    assert read_pairs(path) == [
        Pair(1, "a.png", "b.png", True, ""),
        Pair(2, "a.png", "c/d.jpg", False, "女性"),
    ]


def test_mark_line_ends_comments_blanks_and_heading_do_not_matter(tmp_path: Path) -> None:
    text = "\ufeff# mine\r\n\r\nreference\tprobe\tsame\r\na\tb\t1\t\r\n  \r\n c \td\t0"
    assert read_pairs(written(tmp_path, text)) == [
        Pair(4, "a", "b", True, ""),
        Pair(6, "c", "d", False, ""),
    ]


def test_items_are_read_like_pairs(tmp_path: Path) -> None:
    path = written(tmp_path, "source\tlive\tspecies\nx\t1\ny\t0\tprinted, bent\n")
    assert read_items(path) == [Item(2, "x", True, ""), Item(3, "y", False, "printed, bent")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a b 1", "1 field(s) instead of 3 or 4"),
        ("a\tb", "2 field(s)"),
        ("a\tb\t1\tg\tmore", "5 field(s)"),
        ("a\tb\t2", "'2' instead of 0 or 1"),
        ("a\tb\tyes", "'yes' instead of 0 or 1"),
        ("\tb\t1", "name of a picture is empty"),
        ("a\t \t1", "name of a picture is empty"),
    ],
)
def test_a_wrong_row_is_told_by_its_line_and_what_to_write(
    tmp_path: Path, row: str, said: str
) -> None:
    path = written(tmp_path, f"# one\nx\ty\t1\n{row}\n")
    with pytest.raises(ListRefusedError) as refused:
        read_pairs(path)
    assert "line 3" in str(refused.value)
    assert said in str(refused.value)
    assert "reference TAB probe TAB same(0|1)" in str(refused.value)


def test_all_wrong_rows_are_told_at_once_but_not_a_thousand(tmp_path: Path) -> None:
    with pytest.raises(ListRefusedError) as refused:
        read_pairs(written(tmp_path, "x\ty\t1\n" + "wrong\n" * 1000))
    told = str(refused.value).splitlines()
    assert len(told) == 11
    assert told[-1] == "and 990 more lines"


def test_only_the_first_row_can_be_a_heading(tmp_path: Path) -> None:
    with pytest.raises(ListRefusedError, match="line 2"):
        read_pairs(written(tmp_path, "reference\tprobe\tsame\nreference\tprobe\tsame\na\tb\t1\n"))


def test_a_first_row_with_another_number_is_no_heading(tmp_path: Path) -> None:
    with pytest.raises(ListRefusedError, match="line 1"):
        read_pairs(written(tmp_path, "a\tb\t-1\na\tb\t1\n"))


def test_a_list_that_is_missing_or_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListRefusedError, match="No such file"):
        read_pairs(tmp_path / "none.tsv")
    with pytest.raises(ListRefusedError, match="Save the list as UTF-8"):
        read_pairs(written(tmp_path, "写真\tb\t1\n".encode("utf-16")))


def test_a_picture_is_looked_for_beside_the_list_then_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "only_here.png").touch()
    (here / "both.png").touch()
    (tmp_path / "both.png").touch()
    path = tmp_path / "list.tsv"
    assert locate("both.png", path).resolve() == tmp_path / "both.png"
    assert locate("only_here.png", path).resolve() == here / "only_here.png"
    assert locate(str(here / "both.png"), path) == here / "both.png"
