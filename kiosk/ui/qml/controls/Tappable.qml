// What can be touched: by finger, by key, by a screen reader. Remembers the question it was
// pressed on, so that a touch can never answer the next one.
import QtQuick
import Uketsuke

Rectangle {
    id: tappable

    property string name
    property color fill: Theme.surface
    property color fillPressed: Theme.pressed
    property color edge: Theme.outline
    property bool showsPress: true
    property string token
    readonly property bool held: area.pressed

    signal tapped

    function activate() {
        token = Bridge.screen.token;
        tapped();
    }

    radius: Theme.radius
    color: held && showsPress ? fillPressed : fill
    border.width: Theme.line
    border.color: edge
    activeFocusOnTab: enabled
    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.focusable: enabled
    Accessible.onPressAction: tappable.activate()
    Keys.onSpacePressed: tappable.activate()
    Keys.onReturnPressed: tappable.activate()
    Keys.onEnterPressed: tappable.activate()

    Rectangle {
        visible: tappable.activeFocus
        anchors.fill: parent
        anchors.margins: -2 * Theme.focusLine
        radius: tappable.radius + 2 * Theme.focusLine
        color: Theme.clear
        border.width: Theme.focusLine
        border.color: Theme.focus
    }

    MouseArea {
        id: area

        anchors.fill: parent
        onPressed: tappable.token = Bridge.screen.token
        onClicked: tappable.tapped()
    }
}
