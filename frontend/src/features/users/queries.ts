/** What does the app read and change of users? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";
import { meQuery } from "@/app/session.ts";

export type User = Schema<"User">;
export type UserItem = Schema<"UserItem">;
export type UserInput = Schema<"UserInput">;
export type InviteUser = Schema<"InviteUser">;
export type Role = Schema<"Role">;

/** The roles that a user can have, those who may most first. */
export const ROLES = ["owner", "admin", "office", "worker", "accountant"] as const satisfies readonly Role[];
/** Whether somebody may work, in the order of the list's tabs. */
export const STATUSES = [
  "active",
  "invited",
  "deactivated",
] as const satisfies readonly Schema<"UserStatus">[];

/** What narrows the list of users. */
export type UserFilters = {
  role?: (typeof ROLES)[number];
  status?: Schema<"UserStatus">;
  sort?: "name" | "-name";
};

/** The list of users. */
export const userList = ({ role, status, sort }: UserFilters) =>
  listOptions(["users", "list", { role, status, sort }], (after) =>
    answer(
      api.GET("/api/v1/users", {
        params: { query: { role, status, sort, after, total: after === undefined } },
      }),
    ),
  );

const MAIL_MILLIS = 3000;

/** One user. Read again while the invitation is on its way. */
export const userQuery = (user_id: string) =>
  queryOptions({
    queryKey: ["users", user_id],
    queryFn: () => answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id } } })),
    refetchInterval: ({ state }) =>
      state.data?.mails.some((mail) => mail.state === "queued") ? MAIL_MILLIS : false,
  });

function keep(client: QueryClient, user: User): void {
  client.setQueryData(userQuery(user.id).queryKey, user);
  client.invalidateQueries({ queryKey: ["users"], predicate: ({ queryKey }) => queryKey[1] !== user.id });
  // One's own name, initials and role stand in the frame.
  if (client.getQueryData(meQuery.queryKey)?.user_id === user.user_id)
    client.invalidateQueries({ queryKey: meQuery.queryKey });
}

/** Invites somebody, or invites again. */
export function useInvite() {
  const client = useQueryClient();
  return useCommand(
    (body: InviteUser, key) => answer(api.POST("/api/v1/users", { params: { header: key }, body })),
    { onSuccess: (user) => keep(client, user) },
  );
}

/** Changes a user's details. */
export function useReplaceUser(user_id: string) {
  const client = useQueryClient();
  return useCommand(
    ({ version, body }: { version: number; body: UserInput }) =>
      answer(
        api.PUT("/api/v1/users/{user_id}", { params: { path: { user_id }, header: ifMatch(version) }, body }),
      ),
    { onSuccess: (user) => keep(client, user) },
  );
}

/** Takes a user's access away. */
export function useDeactivate() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version }: Pick<User, "id" | "version">, key) =>
      answer(
        api.POST("/api/v1/users/{user_id}/deactivate", {
          params: { path: { user_id: id }, header: { ...ifMatch(version), ...key } },
          body: {},
        }),
      ),
    { onSuccess: (user) => keep(client, user) },
  );
}
