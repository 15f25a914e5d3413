// The number pad: what was typed as dots, keys in a fresh order, nothing to read over a shoulder.
// On a tall glass the keys are as low as they can be: a hand reaches them from a wheelchair.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: keypad

    Item {
        id: said

        x: keypad.wide && Theme.leftHanded ? pad.width + 2 * Theme.gapLarge : 0
        width: keypad.width - (keypad.wide ? pad.width + 2 * Theme.gapLarge : 0)
        height: keypad.wide ? keypad.height : pad.y - Theme.gap

        Headline {
            id: headline

            width: parent.width
        }

        Pages {
            id: pages

            y: headline.height + Theme.gap
            width: parent.width
            height: parent.height - y - dots.height - Theme.gap
            words: Explanation {}
        }

        TypedDots {
            id: dots

            x: (parent.width - width) / 2
            y: keypad.wide ? pages.y + pages.used + Theme.gap : parent.height - height
        }
    }

    NumberPad {
        id: pad

        x: !keypad.wide ? (keypad.width - width) / 2 : Theme.leftHanded ? 0 : keypad.width - width
        y: keypad.wide && !Theme.reach ? (keypad.height - height) / 2 : keypad.height - height
        room: Math.min(keypad.reachable, keypad.wide ? keypad.height : keypad.height / 2)
        breadth: keypad.wide ? keypad.width * 3 / 5 : keypad.width
    }
}
