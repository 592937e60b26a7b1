/** What does the app read and change of support access, on both sides? */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { SUPPORT_KEY } from "@/api/support.ts";
import { useCommand } from "@/api/use-command.ts";
import { begin } from "@/app/session.ts";

export type Access = Schema<"SupportAccess">;
export type Opening = Schema<"SupportOpening">;

/** How long it can be for, in minutes; four hours at most. */
export const MINUTES = [30, 60, 120, 240] as const;

/** What was given before. */
export const accessesBefore = listOptions([...SUPPORT_KEY, "before"], (after) =>
  answer(api.GET("/api/v1/support-accesses", { params: { query: { open: false, after, limit: 20 } } })),
);

/** Opens the company to the operator's staff for a while. */
export function useGrant() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"GrantSupportAccess">, key) =>
      answer(api.POST("/api/v1/support-accesses", { params: { header: key }, body })),
    { onSuccess: () => client.invalidateQueries({ queryKey: SUPPORT_KEY }) },
  );
}

/** Closes it at once. */
export function useEnd() {
  const client = useQueryClient();
  return useCommand(
    (support_access_id: string) =>
      answer(
        api.DELETE("/api/v1/support-accesses/{support_access_id}", {
          params: { path: { support_access_id } },
        }),
      ),
    // Refused or not: what is open has changed.
    { onSettled: () => client.invalidateQueries({ queryKey: SUPPORT_KEY }) },
  );
}

/** The companies that have opened themselves; they come and go. */
export const openings = {
  ...listOptions(["support-openings"], (after) =>
    answer(api.GET("/api/v1/support-openings", { params: { query: { after } } })),
  ),
  refetchInterval: 15_000,
};

/** Goes on as a visitor in such a company, with the same session. */
export function useEnter() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCommand(
    async (support_access_id: string) =>
      begin(await answer(api.POST("/api/v1/session/support", { body: { support_access_id } }))),
    {
      onSuccess: () => navigate({ to: "/" }),
      onError: () => client.invalidateQueries({ queryKey: ["support-openings"] }),
    },
  );
}
