// Step 2: a tile for every open way, a line for every closed one. Where letters are large the tiles
// lose their pictures, then what each way takes, which then stands with the words above.
pragma ComponentBehavior: Bound
import QtQuick
import Uketsuke
import "../controls"

Stage {
    id: choose

    readonly property list<var> tiles: made ? Array.from(grid.children).filter(one => one.heightAt !== undefined) : []
    readonly property int columns: wide ? Math.max(1, tiles.length) : 1
    readonly property real over: headline.height + 2 * Theme.gap + ((pages.stack as Ways)?.bare ?? 0)
    readonly property int fullness: [2, 1].find(full => over + highAt(full) <= height && highAt(full) <= reachable) ?? 0
    readonly property real most: wide ? 5 / 4 * Theme.poster : tiles.length * (3 / 2 * Theme.tile + grid.spacing) - grid.spacing

    property bool made: false // before, what is measured is not all there

    function highAt(full: int): real {
        const all = tiles.map(one => one.heightAt(full));
        return wide ? Math.max(0, ...all) : all.reduce((sum, one) => sum + one + grid.spacing, -grid.spacing);
    }

    Component.onCompleted: made = true

    Headline {
        id: headline

        width: parent.width
    }

    Pages {
        id: pages

        y: headline.height + Theme.gap
        width: parent.width
        height: choose.height - choose.highAt(choose.fullness) - Theme.gap - y
        words: Ways {
            detailed: choose.fullness === 0
        }
    }

    Grid {
        id: grid

        readonly property real free: Math.min(choose.height - pages.y - pages.used - Theme.gap, choose.reachable)
        readonly property real tileWidth: (width - (columns - 1) * spacing) / columns
        readonly property real extra: wide ? 0 : (Math.min(free, choose.most) - choose.highAt(choose.fullness)) / Math.max(1, choose.tiles.length)
        readonly property bool wide: choose.wide
        readonly property real high: wide ? Math.max(choose.highAt(choose.fullness), Math.min(free, choose.most)) : 0

        y: wide && !Theme.reach ? pages.y + pages.used + Theme.gap : choose.height - height
        width: parent.width
        columns: choose.columns
        spacing: Theme.gap

        Repeater {
            model: Bridge.choices

            ChoiceTile {
                required property var modelData

                width: grid.tileWidth
                height: grid.wide ? grid.high : heightAt(fullness) + Math.max(0, grid.extra)
                upright: grid.wide
                fullness: choose.fullness
                choice: modelData
            }
        }
    }
}
