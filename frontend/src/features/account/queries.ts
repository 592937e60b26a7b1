/** What does the app read and change of one's own account? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type SessionItem = Schema<"SessionItem">;

/** Where one is logged in. */
export const sessionList = listOptions(["sessions"], (after) =>
  answer(api.GET("/api/v1/sessions", { params: { query: { after } } })),
);

type Ending = {
  /** The session that ends; with `others` the one that goes on. */
  id: string;
  others?: true;
};

/** Ends a session, or all others. */
export function useEndSession() {
  const client = useQueryClient();
  return useCommand(
    ({ id, others }: Ending) =>
      answer(
        api.DELETE("/api/v1/sessions/{session_id}", {
          params: { path: { session_id: id }, query: { others } },
        }),
      ),
    { onSettled: () => client.invalidateQueries({ queryKey: ["sessions"] }) },
  );
}

/** Has a letter with a link for a new password sent to one's own address. */
export function useNewPasswordLetter() {
  return useCommand((email: string) =>
    answer(api.POST("/api/v1/public/password-resets", { body: { email } })),
  );
}

/** What the user has asked about their own data. */
export const myDataQuery = queryOptions({
  queryKey: ["my-privacy-requests"],
  queryFn: () => answer(api.GET("/api/v1/my-privacy-requests")),
});

/** Asks about one's own data. */
export function useAskMyData() {
  const client = useQueryClient();
  return useCommand(
    (body: Schema<"MyPrivacyRequestInput">, key) =>
      answer(api.POST("/api/v1/my-privacy-requests", { params: { header: key }, body })),
    { onSuccess: () => client.invalidateQueries({ queryKey: ["my-privacy-requests"] }) },
  );
}
