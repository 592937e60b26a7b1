/** How do people type numbers, and how are they shown? Swedish comma or point, spaces between thousands, never a float. */

/**
 * Reads a decimal number as an integer of its `decimals`-th parts: `"1 234,5"` with 2 decimals is 123450.
 * Null when it isn't a number or has more decimals than allowed. A point is a decimal sign, too; when both signs occur,
 * the last one is.
 */
export function parseDecimal(text: string, decimals: number): number | null {
  const plain = text
    .replace(/[\s\u00a0\u202f']/g, "")
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/(kr|%)$/i, "");
  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  const whole = last < 0 ? plain : plain.slice(0, last);
  const part = last < 0 ? "" : plain.slice(last + 1);
  const thousands = /^-?\d{1,3}([.,]\d{3})+$/;
  const digits = /[.,]/.test(whole) ? (thousands.test(whole) ? whole.replace(/[.,]/g, "") : null) : whole;
  if (digits === null || !/^-?\d*$/.test(digits) || !/^\d*$/.test(part)) return null;
  if (digits.replace("-", "") === "" && part === "") return null;
  const kept = part.replace(/0+$/, "");
  if (kept.length > decimals) return null;
  const value = Number(`${digits.replace("-", "") || "0"}${kept.padEnd(decimals, "0")}`);
  if (!Number.isSafeInteger(value)) return null;
  return digits.startsWith("-") && value !== 0 ? -value : value;
}

/** An integer of `decimals`-th parts as text to edit: 123450 with 2 decimals is `1234,5`. Keeps at least `atLeast` decimals. */
export function editDecimal(value: number, decimals: number, atLeast = 0): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  let part = decimals ? digits.slice(-decimals) : "";
  while (part.length > atLeast && part.endsWith("0")) part = part.slice(0, -1);
  return `${value < 0 ? "-" : ""}${whole}${part ? `,${part}` : ""}`;
}

const NARROW = "\u00a0";

/** The same with spaces between thousands and a true minus sign, to read. */
export function showDecimal(value: number, decimals: number, atLeast = 0): string {
  const [whole = "", part] = editDecimal(Math.abs(value), decimals, atLeast).split(",");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
  return `${value < 0 ? "\u2212" : ""}${grouped}${part ? `,${part}` : ""}`;
}

/** Öre as `1 234,50`. */
export const showOre = (ore: number): string => showDecimal(ore, 2, 2);
/** Öre as `1 234,50 kr`. */
export const showKr = (ore: number): string => `${showOre(ore)}${NARROW}kr`;
/** Öre as `1 235 kr`, for overviews. */
export const showWholeKr = (ore: number): string => `${showDecimal(Math.round(ore / 100), 0)}${NARROW}kr`;
/** Thousandths as `1,5`. */
export const showQuantity = (milli: number): string => showDecimal(milli, 3);
/** Basis points as `12,5 %`. */
export const showPercent = (bp: number): string => `${showDecimal(bp, 2)}${NARROW}%`;
