// The number pad: what was typed as dots, keys in a fresh order, nothing to read over a shoulder.
// On a tall glass the keys are as low as they can be: a hand reaches them from a wheelchair.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: keypad

    // What the words need of a tall glass: all, or a few lines of a page and what turns it.
    readonly property real worded: headline.height + dots.height + 3 * Theme.gap + Math.min(pages.total, pages.turning + 3 * Theme.body * Theme.leading)
    readonly property real air: Theme.reach ? Theme.gapSmall : Theme.gap
    readonly property real under: Theme.reach ? dots.height + pages.turning + 2 * air : 0

    Item {
        id: said

        x: keypad.wide && Theme.leftHanded ? pad.width + 2 * Theme.gapLarge : 0
        width: keypad.width - (keypad.wide ? pad.width + 2 * Theme.gapLarge : 0)
        height: keypad.wide ? keypad.height : pad.y - keypad.air

        Headline {
            id: headline

            width: parent.width
        }

        Pages {
            id: pages

            y: headline.height + Theme.gap
            width: parent.width
            height: parent.height - y - dots.height - keypad.air
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
        room: Math.min(keypad.reachable, keypad.wide ? keypad.height : Math.max(4 * Theme.touch + 3 * Theme.gapSmall, Math.min(keypad.height / 2, keypad.height - keypad.worded, keypad.reachable - keypad.under)))
        breadth: keypad.wide ? keypad.width * 3 / 5 : keypad.width
    }
}
