// Ten digits in the order of the screen, 訂正 and 決定. While any key is down the whole pad changes
// its colour: whoever looks on learns that a key was pressed, not which.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke

Grid {
    id: pad

    readonly property var keypad: Bridge.screen.keypad
    property int down: 0

    columns: 3
    spacing: Theme.gapSmall

    component DigitKey: Tappable {
        id: key

        required property int place

        readonly property bool there: place < Bridge.digits.length

        width: Theme.keyWidth
        height: Theme.keyHeight
        enabled: there
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
        width: Theme.keyWidth
        height: Theme.keyHeight
        labelSize: Theme.body
    }

    Repeater {
        model: 9

        DigitKey {
            required property int index

            place: index
        }
    }

    CommandKey {
        choice: pad.keypad.correct
    }

    DigitKey {
        place: 9
    }

    CommandKey {
        choice: pad.keypad.confirm
    }
}
