/** How does a component make a change? A mutation whose key survives retries. */
import { type UseMutationOptions, type UseMutationResult, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Command } from "./command.ts";
import { asProblem, type ProblemError } from "./problem.ts";

type Send<Input, Output> = (input: Input, key: { "Idempotency-Key": string }) => Promise<Output>;
type Options<Input, Output> = Omit<
  UseMutationOptions<Output, ProblemError, Input>,
  "mutationFn" | "networkMode"
>;

/** A mutation that hands its sender the `Idempotency-Key` header. Failures are always {@link ProblemError}. */
export function useCommand<Output, Input = void>(
  send: Send<Input, Output>,
  options: Options<Input, Output> = {},
): UseMutationResult<Output, ProblemError, Input> {
  const [command] = useState(() => new Command());
  // A second click can come before the button shows that the first is under way.
  const [underWay] = useState(() => new Map<string, Promise<Output>>());
  const sendOnce = async (input: Input): Promise<Output> => {
    try {
      const output = await send(input, { "Idempotency-Key": command.keyFor(input) });
      command.done();
      return output;
    } catch (error) {
      throw asProblem(error);
    }
  };
  return useMutation<Output, ProblemError, Input>({
    ...options,
    // Offline is an answer, not a wait without end.
    networkMode: "always",
    mutationFn: (input) => {
      const content = JSON.stringify(input) ?? "";
      const sent = underWay.get(content) ?? sendOnce(input).finally(() => underWay.delete(content));
      underWay.set(content, sent);
      return sent;
    },
  });
}
