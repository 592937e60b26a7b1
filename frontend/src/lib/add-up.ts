/** Which of some amounts make up a sum? */

const MOST = 20_000;

/**
 * The places of amounts above zero that add up to the sum exactly, those that come first preferred; null when none do, or when
 * there are too many ways to look at.
 */
export function addUp(amounts: readonly number[], sum: number): ReadonlySet<number> | null {
  let ways = new Map<number, readonly number[]>([[0, []]]);
  for (const [place, amount] of amounts.entries()) {
    const next = new Map(ways);
    for (const [reached, places] of ways) {
      const so = reached + amount;
      if (so <= sum && !next.has(so)) next.set(so, [...places, place]);
    }
    if (next.size > MOST) return null;
    ways = next;
    if (sum > 0 && ways.has(sum)) break;
  }
  const found = ways.get(sum);
  return found && found.length > 0 ? new Set(found) : null;
}
