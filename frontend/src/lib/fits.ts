/** Does a text have the words that somebody writes? Compared as the server does: small letters, no accents. */

const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether every word of `wanted` is in one of the texts; without words everything fits. */
export function fits(wanted: string, ...texts: (string | number | null | undefined)[]): boolean {
  const text = folded(texts.join(" "));
  return folded(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
