/** Which kinds of work give a tax deduction, and which deduction? As the tax agency's request names them. */
import type { Schema } from "@/api/client.ts";

export type WorkType = Schema<"WorkType">;
export type AskedDeduction = Schema<"AskedDeduction">;

/** The kinds of work of each deduction that a document can ask for. */
export const WORK_TYPES = {
  rot: [
    "construction",
    "electrical",
    "glass_sheet_metal",
    "ground_drainage",
    "masonry",
    "painting_wallpapering",
    "plumbing",
  ],
  rut: [
    "cleaning",
    "textile_care",
    "snow_clearing",
    "gardening",
    "childcare",
    "personal_care",
    "removal",
    "it_services",
    "appliance_repair",
    "furnishing",
    "home_supervision",
    "transport_for_sale",
    "laundry",
  ],
  green: ["solar_power", "electricity_storage", "charging_point"],
} as const satisfies Record<Exclude<AskedDeduction, "none">, readonly WorkType[]>;

type Deduction = keyof typeof WORK_TYPES;
const DEDUCTIONS = Object.keys(WORK_TYPES) as Deduction[];

/** A kind of work that a document's line can have. */
export type LineWork = (typeof WORK_TYPES)[Deduction][number];

/** The kind of work when a line can have it. */
export function lineWork(type: WorkType | null | undefined): LineWork | null {
  return (
    DEDUCTIONS.flatMap((each): readonly LineWork[] => WORK_TYPES[each]).find((known) => known === type) ??
    null
  );
}

/** The deduction that a kind of work belongs to. */
export function deductionOf(type: LineWork): Deduction {
  return DEDUCTIONS.find((each) => (WORK_TYPES[each] as readonly WorkType[]).includes(type)) ?? "rot";
}

/**
 * The deductions that a line of a kind can be work of: ROT and RUT of work alone, green technology also of material and of a
 * whole installation at a fixed price, which is neither.
 */
export function deductionsOfKind(kind: Schema<"LineKind">): Deduction[] {
  if (kind === "work") return DEDUCTIONS;
  return kind === "travel" ? [] : ["green"];
}

/** Whether a line of a kind can be of a kind of work. */
export function fits(kind: Schema<"LineKind">, type: LineWork): boolean {
  return deductionsOfKind(kind).includes(deductionOf(type));
}
