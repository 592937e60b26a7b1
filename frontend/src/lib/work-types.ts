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
} as const satisfies Record<"rot" | "rut", readonly WorkType[]>;

/** A kind of work that a document's line can have. */
export type LineWork = (typeof WORK_TYPES)["rot" | "rut"][number];

/** The kind of work when a line can have it. */
export function lineWork(type: WorkType | null | undefined): LineWork | null {
  return [...WORK_TYPES.rot, ...WORK_TYPES.rut].find((known) => known === type) ?? null;
}

/** The deduction that a kind of work belongs to. */
export function deductionOf(type: LineWork): "rot" | "rut" {
  return (WORK_TYPES.rot as readonly WorkType[]).includes(type) ? "rot" : "rut";
}
