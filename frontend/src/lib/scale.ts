/** Which round numbers stand beside a chart? */

const STEPS = [1, 2, 2.5, 5, 10];

/** From the lowest to the highest number that a chart shows: some five, round, evenly apart, with zero among them. */
export function ticksFor(values: number[], whole = false): number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (low === high) return [0, 1];
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const apart = whole ? Math.max(1, Math.ceil(step)) : step;
  const first = Math.floor(low / apart);
  const last = Math.ceil(high / apart);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * apart);
}
