/** What does an address ask for, as text that is the same whatever was chosen first? */

/** `{ status: "issued", sort: "due_on" }` is `sort=due_on&status=issued`. */
export function searchText(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return new URLSearchParams(parts.map(([name, value]) => [name, String(value)])).toString();
}

/** The way back; what is yes or no becomes so again. */
export function searchOfText(text: string): Record<string, unknown> {
  const plain = (value: string): unknown => (value === "true" ? true : value === "false" ? false : value);
  return Object.fromEntries([...new URLSearchParams(text)].map(([name, value]) => [name, plain(value)]));
}
