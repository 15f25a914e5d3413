"""Carries out the face match, shows staff the portrait, and tells what the camera reports."""

import logging
from collections.abc import Callable

from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.refusal import FaceImpossible
from kiosk.domain.session import SessionId
from kiosk.flow import effects, events
from kiosk.flow.reasons import FaceProblem
from kiosk.ports.faults import DeviceFault
from kiosk.ports.vision import CameraEvent, Vision
from kiosk.services.runner import Post

log = logging.getLogger(__name__)

_PROBLEMS = {
    FaceImpossible.NO_FACE: FaceProblem.NO_FACE,
    FaceImpossible.SEVERAL_FACES: FaceProblem.SEVERAL_FACES,
    FaceImpossible.PORTRAIT_UNUSABLE: FaceProblem.PORTRAIT_UNUSABLE,
    FaceImpossible.PORTRAIT_NO_FACE: FaceProblem.PORTRAIT_NO_FACE,
    FaceImpossible.PORTRAIT_SEVERAL_FACES: FaceProblem.PORTRAIT_SEVERAL_FACES,
    FaceImpossible.PORTRAIT_TOO_SMALL: FaceProblem.PORTRAIT_TOO_SMALL,
}
_VERDICTS = {
    FaceVerdict.NOT_MATCHED: FaceProblem.NOT_MATCHED,
    FaceVerdict.UNSURE: FaceProblem.UNSURE,
    FaceVerdict.NOT_LIVE: FaceProblem.CHALLENGE,
    FaceVerdict.ATTACK: FaceProblem.NOT_LIVE,
}


class VisionEffects:
    """The vision worker's work: waits for the child, never looks at a picture itself."""

    def __init__(self, vision: Vision, post: Post) -> None:
        self._vision = vision
        self._post = post
        self._begun = 0  # matches taken up by the vision worker
        self._stopped = 0  # matches the flow has left; it leaves each one once
        self._shown = 0  # portraits taken up to be shown
        self._hidden = 0  # portraits the flow has had hidden; each one once

    def match(self, effect: effects.MatchFace) -> events.Event | None:
        """Match, guiding meanwhile; only MATCHED is a match. The score is dropped here."""
        self._begun = number = self._begun + 1
        if self._is_left(number):
            return None  # left before the worker came to it: nobody stands there any more
        guide = self._guide(effect.session, number)
        answer = self._vision.match(effect.portrait, effect.seconds, guide, effect.band)
        if self._is_left(number):
            return None  # a later match of the same session must not get this one's verdict
        match answer:
            case FaceImpossible.STOPPED:
                return None
            case FaceImpossible():
                return events.FaceNotMatched(effect.session, _PROBLEMS[answer])
            case _ if answer.verdict is FaceVerdict.MATCHED:
                return events.FaceMatched(effect.session)
            case _:
                return events.FaceNotMatched(effect.session, _VERDICTS[answer.verdict])

    def _is_left(self, number: int) -> bool:
        return self._stopped >= number

    def _guide(self, session: SessionId, number: int) -> Callable[[FaceGuidance], None]:
        def guide(guidance: FaceGuidance) -> None:
            if self._is_left(number):
                self._vision.stop_matching()  # the first stop came just before the match began
            else:
                self._post(events.FaceGuided(session, guidance))

        return guide

    def stop_matching(self, effect: effects.StopMatching) -> None:
        """End the match at once: portrait and frames are wiped in the child."""
        del effect
        self._stopped += 1
        self._vision.stop_matching()

    def show(self, effect: effects.ShowPortrait) -> events.PortraitShown | None:
        """Show staff the portrait; a fault ends no visual check, which goes by the card itself."""
        self._shown = number = self._shown + 1
        try:
            shown = self._vision.show(effect.portrait, lambda: self._hidden < number)
        except DeviceFault as fault:
            log.warning("portrait not shown: %s", fault)
            shown = False
        if self._hidden >= number:
            return None  # hidden before it was there: nobody waits for the answer
        return events.PortraitShown(effect.session, shown)

    def hide(self, effect: effects.HidePortrait) -> None:
        """Wipe the portrait at once, also one that is only on its way."""
        del effect
        self._hidden += 1
        self._vision.hide()

    def report(self, seen: CameraEvent) -> None:
        """Turn what the camera reports into an event."""
        match seen:
            case CameraEvent.CAMERA_LOST:
                self._post(events.CameraLost())
            case CameraEvent.CAMERA_BACK:
                self._post(events.CameraBack())
