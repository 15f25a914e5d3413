// The one thing this screen says, with its tone.
import QtQuick
import Uketsuke

Words {
    says: Bridge.screen.title
    font.pixelSize: Theme.title
    font.bold: true
    Accessible.role: Accessible.Heading
}
