// Nothing to decide: one picture, one sentence, and what happens next.
import QtQuick
import QtQuick.Layouts
import "../controls"

Poster {
    Explanation {
        Layout.fillWidth: true
    }

    Countdown {
        Layout.fillWidth: true
    }
}
