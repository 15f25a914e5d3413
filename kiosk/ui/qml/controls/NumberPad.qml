// Ten digits in the order of the screen, 訂正 and 決定. While any key is down the whole pad changes
// its colour: whoever looks on learns that a key was pressed, not which.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Grid {
    id: pad

    required property real room // how high it may be
    required property real breadth // and how wide

    readonly property var keypad: Bridge.screen.keypad
    readonly property real needed: Math.max(Theme.keyWidth, 5 / 4 * keyHeight, correct.oneLine + 1, confirm.oneLine + 1)
    readonly property real keyWidth: Math.floor(Math.min(Math.ceil(needed), (breadth - 2 * spacing) / 3))
    readonly property real keyHeight: Math.floor(Math.min(5 / 4 * Theme.touchMain, (room - 3 * spacing) / 4))
    property int down: 0

    width: 3 * keyWidth + 2 * spacing
    height: 4 * keyHeight + 3 * spacing
    columns: 3
    spacing: Theme.gapSmall

    component DigitKey: Tappable {
        id: key

        required property int place

        readonly property bool there: place < Bridge.digits.length

        width: pad.keyWidth
        height: pad.keyHeight
        enabled: there
        key: String() // no ring may tell which digit is next: digits are typed, not walked to
        name: digit.says
        showsPress: false
        fill: !there ? Theme.disabled : pad.down > 0 ? Theme.pressed : Theme.surface
        edge: there ? Theme.primary : Theme.outlineSoft
        onHeldChanged: pad.down += held ? 1 : -1
        onTapped: Bridge.press(Bridge.digits[place], token)

        Words {
            id: digit

            anchors.centerIn: parent
            visible: key.there
            says: key.there ? Bridge.digits[key.place] : key.place
            color: Theme.primary
            font.pixelSize: Theme.digit
            font.bold: true
            leading: 1
            Accessible.ignored: true
        }
    }

    component CommandKey: BigButton {
        width: pad.keyWidth
        height: pad.keyHeight
        least: pad.keyHeight
        labelSize: Theme.body
        pad: Theme.gapSmall / 2
        drawn: width >= oneLine + disc
    }

    Repeater {
        model: 9

        DigitKey {
            required property int index

            place: index
        }
    }

    CommandKey {
        id: correct

        choice: pad.keypad.correct
    }

    DigitKey {
        place: 9
    }

    CommandKey {
        id: confirm

        choice: pad.keypad.confirm
    }
}
