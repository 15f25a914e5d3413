// Sizes in pixels, colours by role and durations, as kiosk/screens/theme.py computes them.
pragma Singleton
import QtQuick
import Uketsuke

QtObject {
    id: theme

    readonly property real leading: Bridge.theme.leading
    readonly property real leadingOfLabels: Bridge.theme.leadingOfLabels
    readonly property color clear: Bridge.theme.clear
    readonly property bool reach: Bridge.theme.reach
    readonly property bool leftHanded: Bridge.theme.leftHanded

    readonly property int gapSmall: Bridge.theme.sizes.gap_small
    readonly property int gap: Bridge.theme.sizes.gap
    readonly property int gapLarge: Bridge.theme.sizes.gap_large
    readonly property int radius: Bridge.theme.sizes.radius
    readonly property int line: Bridge.theme.sizes.line
    readonly property int focusLine: Bridge.theme.sizes.focus_line
    readonly property int headline: Bridge.theme.sizes.headline
    readonly property int number: Bridge.theme.sizes.number
    readonly property int title: Bridge.theme.sizes.title
    readonly property int body: Bridge.theme.sizes.body
    readonly property int button: Bridge.theme.sizes.button
    readonly property int label: Bridge.theme.sizes.label
    readonly property int guidance: Bridge.theme.sizes.guidance
    readonly property int row: Bridge.theme.sizes.row
    readonly property int touch: Bridge.theme.sizes.touch
    readonly property int touchMain: Bridge.theme.sizes.touch_main
    readonly property int tile: Bridge.theme.sizes.tile
    readonly property int iconTile: Bridge.theme.sizes.icon_tile
    readonly property int iconRow: Bridge.theme.sizes.icon_row
    readonly property int poster: Bridge.theme.sizes.poster
    readonly property int keyWidth: Bridge.theme.sizes.key_width
    readonly property int keyHeight: Bridge.theme.sizes.key_height
    readonly property int digit: Bridge.theme.sizes.digit
    readonly property int dot: Bridge.theme.sizes.dot
    readonly property int stepDot: Bridge.theme.sizes.step_dot
    readonly property int band: Bridge.theme.sizes.band
    readonly property int icon: Bridge.theme.sizes.icon
    readonly property int iconSmall: Bridge.theme.sizes.icon_small
    readonly property int picture: Bridge.theme.sizes.picture
    readonly property int pictureSmall: Bridge.theme.sizes.picture_small
    readonly property int panel: Bridge.theme.sizes.panel
    readonly property int faceWidth: Bridge.theme.sizes.face_width
    readonly property int faceHeight: Bridge.theme.sizes.face_height
    readonly property int bar: Bridge.theme.sizes.bar
    readonly property int arrow: Bridge.theme.sizes.arrow

    readonly property color ground: Bridge.theme.colours.background
    readonly property color surface: Bridge.theme.colours.surface
    readonly property color ink: Bridge.theme.colours.text
    readonly property color inkSoft: Bridge.theme.colours.text_soft
    readonly property color outline: Bridge.theme.colours.line
    readonly property color outlineSoft: Bridge.theme.colours.line_soft
    readonly property color primary: Bridge.theme.colours.primary
    readonly property color primaryPressed: Bridge.theme.colours.primary_pressed
    readonly property color primaryInk: Bridge.theme.colours.on_primary
    readonly property color primarySoft: Bridge.theme.colours.primary_soft
    readonly property color primarySoftInk: Bridge.theme.colours.on_primary_soft
    readonly property color pressed: Bridge.theme.colours.pressed
    readonly property color attentionGround: Bridge.theme.colours.attention
    readonly property color attentionInk: Bridge.theme.colours.on_attention
    readonly property color attentionLine: Bridge.theme.colours.attention_line
    readonly property color successGround: Bridge.theme.colours.success
    readonly property color successInk: Bridge.theme.colours.on_success
    readonly property color successLine: Bridge.theme.colours.success_line
    readonly property color disabled: Bridge.theme.colours.disabled
    readonly property color disabledInk: Bridge.theme.colours.on_disabled
    readonly property color focus: Bridge.theme.colours.focus
    readonly property color simulated: Bridge.theme.colours.simulated
    readonly property color simulatedInk: Bridge.theme.colours.on_simulated

    readonly property int fade: Bridge.theme.motion.fade
    readonly property int breathe: Bridge.theme.motion.breathe
    readonly property int tick: Bridge.theme.motion.tick
    readonly property int second: Bridge.theme.motion.second
}
