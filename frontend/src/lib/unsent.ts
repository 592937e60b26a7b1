/** What has this person written that couldn't be sent yet? It stays in this browser until it is. */

const PREFIX = "kontoret-unsent:";
const CHANGED = "kontoret-unsent";

/** What can be unsent: hours typed into the week's grid, and new entries of a day. */
type Kind = "time" | "entry";
/** Of what: `kind` of things, written by `user` for `whose`. */
export type UnsentOf = { user: string; kind: Kind; whose: string };

const nameOf = ({ user, kind, whose }: UnsentOf): string => `${PREFIX}${user}:${kind}:${whose}`;

/** What was kept; nothing when it can't be read. */
export function readUnsent<Thing>(of: UnsentOf): Thing[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(of)) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** Keeps all that is unsent of one kind; nothing leaves nothing behind. */
export function keepUnsent(of: UnsentOf, things: unknown[]): void {
  if (things.length === 0) localStorage.removeItem(nameOf(of));
  else localStorage.setItem(nameOf(of), JSON.stringify(things));
  window.dispatchEvent(new Event(CHANGED));
}

/** Of what something of this person's is unsent. */
export function unsentOf(user: string): UnsentOf[] {
  const beginning = `${PREFIX}${user}:`;
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(beginning))
    .map((name) => {
      const [kind, ...whose] = name.slice(beginning.length).split(":");
      return { user, kind: kind as Kind, whose: whose.join(":") };
    });
}

/** Calls whenever something unsent comes or goes, in any window; gives what ends it. */
export function watchUnsent(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}
