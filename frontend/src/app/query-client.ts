/** How long does the app trust what it has read? */
import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/api/problem.ts";
import { untilReleased } from "./still.ts";

notifyManager.setScheduler(untilReleased(window));

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: "always",
      // A refusal stays one; a missing network may come back.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
    },
  },
});
