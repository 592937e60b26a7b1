/** What weighs much asks who is there: how is the user asked once, for all requests that wait for it? */
import type { ProblemBody } from "./problem.ts";

let ask: (() => Promise<boolean>) | null = null;
let asking: Promise<boolean> | null = null;
let given = 0;

/** Says how the user is asked to prove who they are: true when they did, false when they would rather not. */
export function onStepUp(act: (() => Promise<boolean>) | null): void {
  ask = act;
}

/** How often it was proven since the page was opened: with another number a request need not ask again. */
export function proofs(): number {
  return given;
}

/** It was proven just now. */
export function countProof(): void {
  given += 1;
}

/** Whether the server refuses until it is proven who is there. */
export async function asksForProof(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const body: ProblemBody | null = await answer
    .clone()
    .json()
    .catch(() => null);
  return body?.code === "step_up_required";
}

/** Asks the user, unless it was proven since `before`. Whoever asks meanwhile gets the same answer. */
export function prove(before: number): Promise<boolean> {
  if (given !== before) return Promise.resolve(true);
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
