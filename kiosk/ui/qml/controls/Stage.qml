// Where a screen is drawn, between progress and footer. `reachable` is how high above its lower edge
// a control may be: all of it, or what a seated person reaches.
import QtQuick

Item {
    property real reachable: height
    readonly property bool wide: Window.width > Window.height
}
