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
    property string key: name // what the focus of the keys finds it by; empty for what no key comes to
    readonly property bool held: area.pressed
    readonly property bool focused: key.length > 0 && Bridge.focus === key

    signal tapped

    function activate() {
        token = Bridge.screen.token;
        tapped();
    }

    radius: Theme.radius
    color: held && showsPress ? fillPressed : fill
    border.width: Theme.line
    border.color: edge
    onFocusedChanged: focused && forceActiveFocus()
    Component.onCompleted: focused && forceActiveFocus()
    Accessible.role: Accessible.Button
    Accessible.name: name
    Accessible.focusable: enabled
    Accessible.onPressAction: tappable.activate()

    Rectangle {
        visible: tappable.focused
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
