/** How does this person want it in this browser? Kept for each user apart; nothing personal, nothing secret. */

type Name = "theme" | "density" | "single-keys";
const NAMES: readonly Name[] = ["theme", "density", "single-keys"];

let owner: string | undefined;

// What was shown last has no user: the next start looks like it until it is known who has come.
const shownName = (name: Name) => `kontoret-${name}`;
const ownName = (name: Name) => (owner ? `kontoret-${name}:${owner}` : shownName(name));
const read = (name: Name) => localStorage.getItem(ownName(name));

function keep(name: Name, value: string): void {
  localStorage.setItem(shownName(name), value);
  localStorage.setItem(ownName(name), value);
}

/** From now on these are the choices of `user`; without one, of whoever was here last. */
export function preferencesOf(user: string | undefined): void {
  owner = user;
  if (!user) return;
  for (const name of NAMES) {
    const own = read(name);
    if (own === null) localStorage.removeItem(shownName(name));
    else localStorage.setItem(shownName(name), own);
  }
}

/** Whether keys without Ctrl do something (WCAG 2.1.4: they can be turned off). */
export function singleKeysOn(): boolean {
  return read("single-keys") !== "off";
}

/** Turns them on or off. */
export function setSingleKeys(on: boolean): void {
  keep("single-keys", on ? "on" : "off");
}

/** Which colours; `auto` follows the system. */
export type Scheme = "light" | "dark" | "auto";

/** The chosen colours. */
export function scheme(): Scheme {
  const kept = read("theme");
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** Keeps the colours. */
export function keepScheme(value: Scheme): void {
  keep("theme", value);
}

/** How high rows are. */
export type Density = "comfortable" | "compact";

/** The chosen height. */
export function density(): Density {
  return read("density") === "compact" ? "compact" : "comfortable";
}

/** Shows the chosen height. */
export function showDensity(): void {
  document.documentElement.style.setProperty("--row-space", density() === "compact" ? "5px" : "9px");
}

/** Keeps the height and shows it. */
export function setDensity(value: Density): void {
  keep("density", value);
  showDensity();
}
