"""Carries out the face match, and turns what the camera reports into events."""

from kiosk.domain.face import FaceGuidance, FaceVerdict
from kiosk.domain.refusal import FaceImpossible
from kiosk.domain.session import SessionId
from kiosk.flow import effects, events
from kiosk.flow.reasons import FaceProblem
from kiosk.ports.vision import CameraEvent, Vision
from kiosk.services.runner import Post

_PROBLEMS = {
    FaceImpossible.NO_FACE: FaceProblem.NO_FACE,
    FaceImpossible.SEVERAL_FACES: FaceProblem.SEVERAL_FACES,
    FaceImpossible.PORTRAIT_UNUSABLE: FaceProblem.PORTRAIT,
}


class VisionEffects:
    """The vision worker's work: waits for the child, never looks at a picture itself."""

    def __init__(self, vision: Vision, post: Post) -> None:
        self._vision = vision
        self._post = post
        self._begun = 0  # matches taken up by the vision worker
        self._stopped = 0  # matches the flow has left; it leaves each one once

    def match(self, effect: effects.MatchFace) -> events.Event | None:
        """Match, guiding meanwhile; only a verdict above the threshold is a match."""
        self._begun += 1
        if self._stopped >= self._begun:
            return None  # left before the worker came to it: nobody stands there any more
        guide = self._guide(effect.session)
        answer = self._vision.match(effect.portrait, effect.seconds, guide)
        match answer:
            case FaceImpossible.STOPPED:
                return None
            case FaceImpossible():
                return events.FaceNotMatched(effect.session, _PROBLEMS[answer])
            case _ if answer.verdict is FaceVerdict.MATCHED:
                return events.FaceMatched(effect.session)
            case _:
                return events.FaceNotMatched(effect.session, FaceProblem.NOT_MATCHED)

    def _guide(self, session: SessionId) -> "_Guide":
        return _Guide(session, self._post)

    def stop_matching(self, effect: effects.StopMatching) -> None:
        """End the match at once: portrait and frames are wiped in the child."""
        del effect
        self._stopped += 1
        self._vision.stop_matching()

    def report(self, seen: CameraEvent) -> None:
        """Turn what the camera reports into an event."""
        match seen:
            case CameraEvent.CAMERA_LOST:
                self._post(events.CameraLost())
            case CameraEvent.CAMERA_BACK:
                self._post(events.CameraBack())


class _Guide:
    def __init__(self, session: SessionId, post: Post) -> None:
        self._session = session
        self._post = post

    def __call__(self, guidance: FaceGuidance) -> None:
        self._post(events.FaceGuided(self._session, guidance))
