/** How does a rule on the rules' page become a form, and a form what is sent? */
import type { Schema } from "@/api/client.ts";
import type { Subject } from "./queries.ts";

type Rate = Schema<"DeductionRate">;
type Ceilings = Schema<"DeductionCeilings">;
type Share = Schema<"FlatRateShare">;

/** All that a rule can be about. */
export const SUBJECTS = [
  "rot",
  "rut",
  "solar_power",
  "electricity_storage",
  "charging_point",
  "ceilings",
  "flat_rate",
] as const satisfies readonly Subject[];

/** A rule as it is entered. */
export type RuleForm = {
  subject: Subject;
  from_on: string | null;
  version: number;
  rate_bp: number | null;
  rot_kr: number | null;
  rut_kr: number | null;
  together_kr: number | null;
  green_kr: number | null;
  /** Of a flat rate. */
  installation: string;
  share_bp: number | null;
  work_type: Schema<"WorkType"> | null;
  source: string;
};

const NOTHING = {
  rate_bp: null,
  rot_kr: null,
  rut_kr: null,
  together_kr: null,
  green_kr: null,
  share_bp: null,
  work_type: null,
};
const EMPTY = { ...NOTHING, installation: "" };

/** A rule that nobody has entered, with what holds today to begin from. */
export function newRule(subject: Subject, ceilings: Ceilings | undefined): RuleForm {
  const begin = { subject, from_on: null, version: 0, source: "", ...EMPTY };
  if (subject !== "ceilings" || !ceilings) return begin;
  const { rot_kr, rut_kr, together_kr, green_kr } = ceilings;
  return { ...begin, rot_kr, rut_kr, together_kr, green_kr };
}

/** A rate to change. */
export function ofRate({ kind, work_type, from_on, version, rate_bp, source }: Rate): RuleForm {
  const subject = SUBJECTS.find((each) => each === (work_type ?? kind)) ?? "rot";
  return { ...EMPTY, subject, from_on, version, rate_bp, source };
}

/** Ceilings to change. */
export function ofCeilings({ until_on: _, ...row }: Ceilings): RuleForm {
  return { ...EMPTY, ...row, subject: "ceilings" };
}

/** A flat rate to change. */
export function ofShare({ until_on: _, ...row }: Share): RuleForm {
  return { ...EMPTY, ...row, subject: "flat_rate" };
}

/** What is sent: a rate, ceilings or a flat rate, never two of them. */
export function ruleBody(form: RuleForm): Schema<"DeductionRuleInput"> {
  const { rate_bp, rot_kr, rut_kr, together_kr, green_kr, share_bp, work_type } = form;
  const source = form.source.trim();
  if (form.subject === "ceilings") return { ...NOTHING, rot_kr, rut_kr, together_kr, green_kr, source };
  if (form.subject === "flat_rate") return { ...NOTHING, share_bp, work_type, source };
  return { ...NOTHING, rate_bp, source };
}
