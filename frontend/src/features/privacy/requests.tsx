/** Which requests wait, which are done, and what are the year's figures? */
import { Select } from "@mantine/core";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Translate } from "@/i18n/index.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Figures } from "./figures.tsx";
import classes from "./privacy.module.css";
import { KINDS, type RequestItem, requestList } from "./queries.ts";
import { Deadline, RequestStateBadge } from "./request-state.tsx";

const route = getRouteApi("/inside/integritetsarenden");
const SHOWN = ["waiting", "late", "ended"] as const;

function columnsOf(t: Translate): Column<RequestItem>[] {
  return [
    { key: "number", header: t("privacy.number"), cell: (row) => row.number, card: "line", width: "5rem" },
    { key: "name", header: t("privacy.person"), cell: (row) => row.name, card: "title" },
    {
      key: "kind",
      header: t("privacy.kindLabel"),
      cell: (row) => t(`privacy.kind.${row.kind}`),
      card: "line",
      width: "10rem",
    },
    {
      key: "handler",
      header: t("privacy.handler"),
      cell: (row) => row.handler ?? "–",
      card: "hidden",
      room: "middle",
      width: "11rem",
    },
    {
      key: "due",
      header: t("privacy.due"),
      cell: (row) => <Deadline dueOn={row.due_on} daysLeft={row.days_left ?? null} />,
      card: "value",
      width: "14rem",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: (row) => <RequestStateBadge status={row.status} />,
      card: "corner",
      width: "11rem",
    },
  ];
}

/** The queue with its filters, and the figures. */
export function Requests() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { show = "waiting", kind } = search;
  const rows = useInfiniteQuery(
    requestList({ open: show !== "ended", ...(show === "late" && { late: true as const }), kind }),
  );
  const words = { waiting: "privacy.waiting", late: "privacy.lateOnly", ended: "privacy.ended" } as const;
  const filtered = show !== "waiting" || kind !== undefined;
  return (
    <>
      <ListTools
        tabs={SHOWN.map((value) => ({ value, label: t(words[value]) }))}
        tab={show}
        onTab={(value) => {
          const chosen = SHOWN.find((known) => known === value);
          navigate({ search: { ...search, show: chosen === "waiting" ? undefined : chosen } });
        }}
      >
        <Select
          aria-label={t("privacy.kindLabel")}
          placeholder={t("privacy.allKinds")}
          data={KINDS.map((value) => ({ value, label: t(`privacy.kind.${value}`) }))}
          value={kind ?? null}
          clearable
          clearButtonProps={{ "aria-label": t("privacy.allKinds") }}
          onChange={(value) =>
            navigate({ search: { ...search, kind: KINDS.find((known) => known === value) } })
          }
        />
      </ListTools>
      <DataTable
        label={t("privacy.tab.requests")}
        rows={rows}
        columns={columnsOf(t)}
        rowKey={({ id }) => id}
        rowLabel={({ number, name }) => t("privacy.row", { number, name })}
        to={({ id }) => ({ to: "/integritetsarenden/$requestId", params: { requestId: id } })}
        searchable={false}
        empty={
          <Empty
            icon={<IconShieldCheck size={36} />}
            title={t(filtered ? "privacy.emptyFilteredTitle" : "privacy.emptyTitle")}
            text={t(filtered ? "privacy.emptyFilteredText" : "privacy.emptyText")}
          />
        }
      />
      <section className={classes.card}>
        <Figures />
      </section>
    </>
  );
}
