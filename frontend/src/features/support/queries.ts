/** What does the app read and change of support access, on both sides? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";
import { begin } from "@/app/session.ts";

export type Access = Schema<"SupportAccess">;
export type Opening = Schema<"SupportOpening">;

const KEY = ["support-accesses"];

/** The longest time that can be given, in minutes. */
export const MOST_MINUTES = 240;
/** What is proposed. */
export const MINUTES = [30, 60, 120, 240] as const;

/** What is open now, asked again and again: it ends by itself. */
export const openAccess = queryOptions({
  queryKey: [...KEY, "open"],
  queryFn: async () => {
    const params = { query: { open: true, limit: 1 } };
    const { items } = await answer(api.GET("/api/v1/support-accesses", { params }));
    return items[0] ?? null;
  },
  refetchInterval: 30_000,
});

/** What was given before. */
export const accessesBefore = listOptions([...KEY, "before"], (after) =>
  answer(api.GET("/api/v1/support-accesses", { params: { query: { open: false, after, limit: 20 } } })),
);

/** Opens the company to the operator's staff for a while. */
export function useGrant() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"GrantSupportAccess">, key) =>
      answer(api.POST("/api/v1/support-accesses", { params: { header: key }, body })),
    { onSuccess: () => client.invalidateQueries({ queryKey: KEY }) },
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
    { onSettled: () => client.invalidateQueries({ queryKey: KEY }) },
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
