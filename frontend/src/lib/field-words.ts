/** What is wrong with a field, in words? */
import type { FieldError, ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { showKr, showPercent, showQuantity } from "./number.ts";

/** Fields of which an example says more than that their value can't be used. */
const EXAMPLES = ["email", "phone", "website", "organisation_number", "vat_number"] as const;

/** How a limit of the server is written by whoever types in the field: the name says its unit. */
const UNITS: Record<string, (value: number) => string> = {
  ore: showKr,
  kr: (value) => showKr(value * 100),
  milli: showQuantity,
  bp: showPercent,
};

/** The sentence under a field. */
export function fieldWords(t: Translate, error: FieldError): string {
  const name = error.pointer.split("/").at(-1) ?? "";
  const example = EXAMPLES.find((each) => each === name);
  if (error.code === "invalid" && example) return t(`problem.example.${example}`);
  const unit = UNITS[name.split("_").at(-1) ?? ""];
  const params = Object.entries(error.params ?? {}).map(([key, value]) => [
    key,
    unit && typeof value === "number" ? unit(value) : value,
  ]);
  // Whatever a sentence has a gap for, the server has said.
  return t(`problem.field.${error.code}`, Object.fromEntries(params) as Record<string, number>);
}

/** A refusal in words: of its field, where it has one. */
export function refusalWords(t: Translate, problem: ProblemError): string {
  const [field] = problem.errors;
  return field ? fieldWords(t, field) : t(`problem.code.${problem.code}`);
}

/** `/lines/0/unit` of the server is `lines.0.unit` of a form. */
export function formPath(pointer: string): string {
  return pointer
    .replace(/^\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

/** All field errors by form path. */
export function formErrors(t: Translate, errors: FieldError[]): Record<string, string> {
  return Object.fromEntries(errors.map((error) => [formPath(error.pointer), fieldWords(t, error)]));
}
