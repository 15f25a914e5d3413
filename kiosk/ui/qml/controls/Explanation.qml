// What the headline means and what happens next.
import QtQuick
import Uketsuke

Stack {
    Notice {}

    Paragraph {
        says: Bridge.screen.detail
        color: Theme.inkSoft
        font.pixelSize: Theme.label
    }
}
