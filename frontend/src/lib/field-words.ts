/** What is wrong with a field, in words? */
import type { FieldError, ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";

/** The sentence under a field. */
export function fieldWords(t: Translate, error: FieldError): string {
  return t(`problem.field.${error.code}`, error.params as Record<string, number>);
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
