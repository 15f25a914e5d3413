// A device is at work: says what, and shows that it goes on.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

Poster {
    Words {
        Layout.fillWidth: true
        says: Bridge.screen.message
    }

    Pulse {}
}
