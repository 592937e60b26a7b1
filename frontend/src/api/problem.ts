/** What did the server refuse, and how does the app hold it? */
import type { components } from "./schema.d.ts";

/** The server's refusal as it is sent (RFC 9457). */
export type ProblemBody = components["schemas"]["Problem"];
/** Why a request was refused; `offline` when no answer came. */
export type ProblemCode = ProblemBody["code"] | "offline";
/** One field that needs mending. */
export type FieldError = components["schemas"]["FieldError"];

type Facts = { code: ProblemCode; status: number; errors: FieldError[]; request_id: string | null };

/** A refused request; `code` decides the words. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: FieldError[];
  readonly requestId: string | null;

  constructor(facts: Facts) {
    super(facts.code);
    this.name = "ProblemError";
    this.code = facts.code;
    this.status = facts.status;
    this.errors = facts.errors;
    this.requestId = facts.request_id;
  }
}

/** Whether a failure is a refusal with this code. */
export function isProblem(error: unknown, code: ProblemCode): error is ProblemError {
  return error instanceof ProblemError && error.code === code;
}

/** Any failure as a refusal: without an answer the network is missing. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = error instanceof TypeError ? "offline" : "internal";
  return new ProblemError({ code, status: 0, errors: [], request_id: null });
}
