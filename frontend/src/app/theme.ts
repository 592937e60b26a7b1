/** How does the app look? Colours, type and measures over the kit's own. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const blue: MantineColorsTuple = [
  "#eef3fd",
  "#dbe5fa",
  "#b5c9f5",
  "#8cabf0",
  "#6a91ec",
  "#4d79e4",
  "#2f5bd3",
  "#284fba",
  "#2345a3",
  "#1b378a",
];

export const theme = createTheme({
  colors: { blue },
  primaryColor: "blue",
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.34,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    // The list itself scrolls, so that whoever can't use a mouse is in the scrolling part.
    // A list opens by a click, a letter or an arrow; one that opens with its field lies over what comes after it.
    // What empties it stands in the place of its arrow, where both have no room on the phone.
    Select: { defaultProps: { withScrollArea: false, openOnFocus: false, clearSectionMode: "clear" } },
    Autocomplete: { defaultProps: { openOnFocus: false } },
    // On the phone it is as high as its field, whose border it must not cover.
    InputClearButton: { defaultProps: { style: { pointerEvents: "all", background: "transparent" } } },
    // A menu holds its items alone; the placeholder that would take the focus first is none.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
  },
});
