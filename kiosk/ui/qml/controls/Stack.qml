// Blocks of an explanation, one below the other. Measures itself without waiting for a layout, and
// says where pages end: after a block, or between two lines of one that no page holds.
import QtQuick
import Uketsuke

Column {
    id: stack

    readonly property real total: blocks().reduce((sum, one) => sum + one.tall + spacing, -spacing)

    function blocks(): list<var> {
        return Array.from(children).filter(one => one.tall !== undefined && one.tall > 0);
    }

    function pages(room: real): list<var> {
        const found = [];
        let from = 0;
        let top = 0;
        for (const block of blocks()) {
            const turns = top > from && top + block.tall - from > room;
            found.push(...(turns ? [{ from: from, to: top - spacing }] : []));
            from = turns ? top : from;
            for (const cut of cuts(block, room)) {
                found.push({ from: from, to: top + cut });
                from = top + cut;
            }
            top += block.tall + spacing;
        }
        return found.concat([{ from: from, to: Math.max(from, top - spacing) }]);
    }

    // After which lines a block that no page holds goes on on the next.
    function cuts(block: var, room: real): list<var> {
        const found = [];
        let from = 0;
        for (let cut = next(block, room, from); cut > from; cut = next(block, room, from)) {
            found.push(cut);
            from = cut;
        }
        return found;
    }

    // So that all pages of a block have about as many lines; 0 where there is nothing to cut.
    function next(block: var, room: real, from: real): real {
        const left = block.tall - from;
        const fitting = left > room ? block.cuts().filter(cut => cut > from && cut - from <= room) : [];
        const fair = left / Math.ceil(left / room);
        return fitting.find(cut => cut - from >= fair) ?? fitting[fitting.length - 1] ?? 0;
    }

    width: parent ? parent.width : 0
    spacing: Theme.gapSmall
}
