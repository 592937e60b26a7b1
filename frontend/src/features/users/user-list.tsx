/** Who works in the company? */
import { Button, Select } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import IconUserPlus from "@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showInstant } from "@/lib/date.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Page } from "@/ui/page.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { ROLES, STATUSES, type UserFilters, type UserItem, userList } from "./queries.ts";
import { UserName, UserStatus } from "./user-marks.tsx";

const route = getRouteApi("/inside/anvandare");

/** The list of users. */
export function UserList() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [inviting, { open, close }] = useDisclosure(false);
  const rows = useInfiniteQuery(userList(filters));
  const narrow = (change: UserFilters) =>
    navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const invite = may("users_write") && (
    <Button data-create leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
      {t("users.invite")}
    </Button>
  );
  return (
    <Page title={t("users.title")} actions={invite}>
      <ListTools
        tabs={[
          { value: "", label: t("common.all") },
          ...STATUSES.map((value) => ({ value: value as string, label: t(`users.tabs.${value}`) })),
        ]}
        tab={filters.status ?? ""}
        onTab={(tab) => narrow({ status: STATUSES.find((status) => status === tab) })}
      >
        <Select
          aria-label={t("users.role")}
          placeholder={t("users.allRoles")}
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          data={ROLES.map((value) => ({ value, label: t(`common.roles.${value}`) }))}
          value={filters.role ?? null}
          onChange={(role) => narrow({ role: ROLES.find((each) => each === role) })}
        />
      </ListTools>
      <DataTable
        searchable={false}
        label={t("users.title")}
        rows={rows}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        to={({ id }) => ({ to: "/anvandare/$userId", params: { userId: id } })}
        sort={filters.sort ?? "name"}
        onSort={(sort) => narrow({ sort: sort as UserFilters["sort"] })}
        empty={
          <Empty
            title={t("common.emptyFiltered")}
            action={
              <LinkButton to="/anvandare" search={{}} variant="default">
                {t("common.showAll")}
              </LinkButton>
            }
          />
        }
      />
      <InviteDialog opened={inviting} onClose={close} />
    </Page>
  );
}

function useColumns(): Column<UserItem>[] {
  const { t } = useTranslation();
  return [
    {
      key: "name",
      header: t("common.name"),
      cell: (user) => <UserName user={user} />,
      sort: ["name", "-name"],
      card: "title",
    },
    {
      key: "role",
      header: t("users.role"),
      cell: ({ role }) => t(`common.roles.${role}`),
      card: "line",
      width: "9rem",
    },
    { key: "email", header: t("common.email"), cell: ({ email }) => email, card: "hidden" },
    {
      key: "phone",
      header: t("common.phone"),
      cell: ({ phone }) => phone || null,
      card: "hidden",
      room: "middle",
    },
    {
      key: "employment",
      header: t("users.employmentId"),
      cell: ({ employment_id }) => employment_id || null,
      card: "hidden",
      room: "middle",
      width: "8rem",
    },
    {
      key: "last",
      header: t("users.lastLogIn"),
      cell: ({ last_log_in_at }) =>
        last_log_in_at ? <span className="figures">{showInstant(last_log_in_at)}</span> : t("users.never"),
      card: "hidden",
      room: "full",
      width: "10rem",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: ({ status }) => <UserStatus status={status} />,
      card: "corner",
      width: "8rem",
    },
  ];
}
