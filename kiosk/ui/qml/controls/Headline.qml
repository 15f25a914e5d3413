// The one thing this screen says.
import QtQuick
import Uketsuke

Words {
    says: Bridge.screen.title
    font.pixelSize: Theme.title
    font.bold: true
    Accessible.role: Accessible.Heading
}
