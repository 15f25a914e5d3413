// Nothing to decide: one picture, one sentence, and what happens next.
import QtQuick
import "../controls"

Poster {
    words: Explanation {}

    foot: Countdown {}
}
