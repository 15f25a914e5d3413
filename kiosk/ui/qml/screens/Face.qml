// The patient sees themselves, and beside it, large, what could be better or which way to turn. Title
// and guidance have room for two lines each, so that nothing moves when they change.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: face

    readonly property real shape: Theme.faceWidth / Theme.faceHeight
    readonly property real arrows: 2 * (arrow + Theme.gapSmall)
    readonly property int arrow: wide ? Theme.arrow : Theme.iconTile
    readonly property real oval: wide ? Math.min(height, (width * 4 / 9 - arrows) / shape) : Math.min(3 / 2 * Theme.poster, height - reserved, (width - arrows) / shape)
    readonly property real titled: 2 * headline.lineHeight
    readonly property real reserved: titled + asked.height + 3 * Theme.gap + 2 * Theme.body * Theme.leading
    readonly property real seen: wide ? oval * shape + arrows : width

    TurnArrow {
        x: middle.x - width - Theme.gapSmall
        y: middle.y + (middle.height - height) / 2
        shown: Bridge.screen.turnsLeft
        sign: -1
        side: face.arrow
    }

    CameraOval {
        id: middle

        x: (face.seen - width) / 2
        y: face.wide ? (face.height - height) / 2 : 0
        height: face.oval
        width: height * face.shape
    }

    TurnArrow {
        x: middle.x + middle.width + Theme.gapSmall
        y: middle.y + (middle.height - height) / 2
        shown: Bridge.screen.turnsRight
        sign: 1
        side: face.arrow
    }

    Item {
        id: said

        readonly property real content: message.y + Math.min(message.total, message.height)

        x: face.wide ? face.seen + Theme.gapLarge : 0
        y: face.wide ? Math.max(0, (face.height - content) / 2) : face.oval + Theme.gap
        width: face.width - x
        height: face.height - y

        Headline {
            id: headline

            width: parent.width
            height: Math.max(face.titled, implicitHeight)
            verticalAlignment: Text.AlignBottom
        }

        Guidance {
            id: asked

            y: headline.height + Theme.gap
            width: parent.width
            above: face.wide
            drawn: !face.wide || face.height - headline.height - 3 * Theme.gap - highest >= message.total
        }

        Pages {
            id: message

            y: asked.y + asked.height + Theme.gap
            width: parent.width
            height: face.height - (face.wide ? 0 : said.y) - y
            words: Stack {
                Paragraph {
                    says: Bridge.screen.message
                    color: Theme.inkSoft
                }
            }
        }
    }
}
