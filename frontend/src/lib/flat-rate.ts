/** How is a line with one price for everything divided by a flat rate, so that its work counts for a tax deduction? */
import type { Schema } from "@/api/client.ts";

type Share = Pick<Schema<"FlatRateShare">, "installation" | "from_on" | "until_on">;

type Line = {
  key: string;
  description: string;
  kind: Schema<"LineKind">;
  unit_price_ore: number;
  work_type?: Schema<"WorkType"> | null;
};

const WHOLE = 10_000;

/** The shares that hold on a day. */
export function sharesOn<S extends Share>(shares: S[], day: string): S[] {
  return shares.filter(({ from_on, until_on }) => from_on <= day && (until_on === null || day <= until_on));
}

/** The line as its work and its material; together they cost what it did. `names` are the words for the two. */
export function divideByShare<L extends Line>(
  line: L,
  { share_bp, work_type }: Pick<Schema<"FlatRateShare">, "share_bp" | "work_type">,
  names: { work: string; material: string },
): [L, L] {
  const work = Math.round((line.unit_price_ore * share_bp) / WHOLE);
  const named = (name: string) => [line.description, name].filter(Boolean).join(", ");
  return [
    { ...line, kind: "work", work_type, unit_price_ore: work, description: named(names.work) },
    {
      ...line,
      key: crypto.randomUUID(),
      kind: "material",
      work_type: null,
      unit_price_ore: line.unit_price_ore - work,
      description: named(names.material),
    },
  ];
}
