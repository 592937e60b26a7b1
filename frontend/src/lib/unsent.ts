/** What has this person written that couldn't be sent yet? It stays in this browser until it is. */

const PREFIX = "kontoret-unsent:";

/** Of what: `kind` of things, written by `user` for `whose`. */
export type UnsentOf = { user: string; kind: "time" | "entry"; whose: string };

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
}

/** Whether something of this person's is unsent. */
export function hasUnsent(user: string): boolean {
  return Object.keys(localStorage).some((name) => name.startsWith(`${PREFIX}${user}:`));
}
