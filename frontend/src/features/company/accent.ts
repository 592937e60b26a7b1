/** Which colour is printed? The chosen one, darkened until it can be read on white: as the server does it. */

/** Our own colour, when none is chosen. */
export const OUR_ACCENT = "#1d3f72";
/** What WCAG 2.2 (1.4.3, AA) wants between text and background. */
const CONTRAST = 4.5;

/** The parts of `#rrggbb`; null when it is something else. */
function parts(hex: string): number[] | null {
  const [, digits] = /^#([0-9a-f]{6})$/i.exec(hex) ?? [];
  return digits ? [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) : null;
}

function luminance([red = 0, green = 0, blue = 0]: number[]): number {
  const linear = (part: number) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** The colour as it is printed. */
export function printedAccent(hex: string): string {
  let colour = parts(hex) ?? parts(OUR_ACCENT) ?? [];
  while (1.05 / (luminance(colour) + 0.05) < CONTRAST)
    colour = colour.map((part) => Math.floor((part * 19) / 20));
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
