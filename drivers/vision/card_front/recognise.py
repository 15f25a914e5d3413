"""Reading one row of print: PP-OCRv6's recogniser through RapidOCR.

Its text detector is not used: rows are found by `rows`, which costs 1 ms instead of 750 and 160 MB.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from drivers.vision.models import Model
from drivers.vision.pictures import Picture
from kiosk.domain.secret import Private

_ERAS = "明治大正昭和平成令和元"
_HEIGHT, _LEAST_WIDTH = 48, 160  # pixels a row is scaled to, and padded to


@dataclass(frozen=True, repr=False)
class Text(Private):
    """What a row says, and how sure the model is of each character, 0 to 1."""

    text: str
    sure: tuple[float, ...]

    @property
    def least(self) -> float:
        """How sure it is of the era and of the digit it is least sure of; 0 if there are none.

        まで有効 and the like are no evidence by themselves: they are right or the row is refused.
        """
        pairs = zip(self.text, self.sure, strict=True)
        return min((sure for letter, sure in pairs if _matters(letter)), default=0.0)


def _matters(letter: str) -> bool:
    return letter.isdigit() or letter in _ERAS


class PrintReader:
    """The recogniser, on one thread of one core. Some 30 ms a row. Not thread-safe."""

    def __init__(self, model: bytes) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when it loads; our versions send nothing
        # Half a second and 27 MB: only in the child, and only where there is a card-face camera.
        import onnxruntime as ort  # noqa: PLC0415  # 0.5 s and 27 MB
        from omegaconf import DictConfig  # noqa: PLC0415  # 0.5 s and 27 MB
        from rapidocr.ch_ppocr_rec import (  # noqa: PLC0415  # 0.5 s and 27 MB
            TextRecInput,
            TextRecognizer,
        )
        from rapidocr.utils.typings import EngineType  # noqa: PLC0415  # 0.5 s and 27 MB

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # an arena would keep the pictures of the rows
        options.enable_mem_pattern = False  # rows differ in width: a plan for each would pile up
        options.log_severity_level = 4
        session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        # A session that is given spares the library its own search for a file, and any download.
        given = {
            "session": session,
            "engine_type": EngineType.ONNXRUNTIME,
            "lang_type": "ch",  # Chinese, Japanese and English are one model
            "font_path": None,
            "rec_batch_num": 4,
            "rec_img_shape": [3, _HEIGHT, _LEAST_WIDTH],
        }
        self._recogniser = TextRecognizer(
            DictConfig(given, flags={"allow_objects": True})  # pyright: ignore[reportArgumentType]  # the type the library itself passes
        )
        self._input = TextRecInput

    @classmethod
    def load(cls, models: Mapping[str, Model]) -> Self:
        """Check and load the model. Raises `ModelRefusedError`."""
        return cls(models["print"].read())

    def read(self, rows: list[Picture]) -> list[Text]:
        """Return what each row (BGR) says, in the same order."""
        if not rows:
            return []
        answer = self._recogniser(self._input(img=rows, return_word_box=True))
        # "words" hold a certainty for each character; the library's annotation speaks of triples
        words = cast("list[Any]", answer.word_results)
        return [
            Text(text, tuple(float(sure) for sure in word.confs) if text else ())
            for text, word in zip(answer.txts or (), words, strict=True)
        ]
