// A device is at work: says what, and shows that it goes on.
import QtQuick
import Uketsuke
import "../controls"

Poster {
    words: Explanation {}

    foot: Waiting {}
}
