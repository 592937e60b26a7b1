/** What has this person chosen for this browser? Nothing personal, nothing secret. */

const SINGLE_KEYS = "kontoret-single-keys";
const DENSITY = "kontoret-density";

/** Whether keys without Ctrl do something (WCAG 2.1.4: they can be turned off). */
export function singleKeysOn(): boolean {
  return localStorage.getItem(SINGLE_KEYS) !== "off";
}

/** Turns them on or off. */
export function setSingleKeys(on: boolean): void {
  localStorage.setItem(SINGLE_KEYS, on ? "on" : "off");
}

/** How high rows are. */
export type Density = "comfortable" | "compact";

/** The chosen height. */
export function density(): Density {
  return localStorage.getItem(DENSITY) === "compact" ? "compact" : "comfortable";
}

/** Keeps the height and shows it. */
export function setDensity(value: Density): void {
  localStorage.setItem(DENSITY, value);
  document.documentElement.style.setProperty("--row-space", value === "compact" ? "5px" : "9px");
}
