// Received provisionally: a number to be read from across the desk, and what to do with it.
import QtQuick
import QtQuick.Layouts
import Uketsuke
import "../controls"

Split {
    id: split

    explains: Explanation {}

    offers: Words {
        says: Bridge.screen.guidance
        color: Theme.primary
        font.pixelSize: Theme.number
        font.bold: true
        leading: 1.1
        horizontalAlignment: Text.AlignHCenter
    }
}
