/** Which breaches are being dealt with, and which were? */
import { Button } from "@mantine/core";
import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showInstant } from "@/lib/date.ts";
import { type Column, DataTable } from "@/ui/data-table.tsx";
import { Empty } from "@/ui/empty.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { BreachDialog } from "./breach-dialog.tsx";
import { BreachBadge, BreachClock, RiskBadge } from "./breach-state.tsx";
import { type BreachItem, breachList } from "./breaches-queries.ts";

const route = getRouteApi("/inside/integritetsarenden");
const SHOWN = ["open", "ended"] as const;

function columnsOf(t: Translate): Column<BreachItem>[] {
  return [
    { key: "number", header: t("breaches.number"), cell: (row) => row.number, card: "line", width: "5rem" },
    { key: "title", header: t("breaches.what"), cell: (row) => row.title, card: "title" },
    {
      key: "discovered",
      header: t("breaches.discovered"),
      cell: (row) => showInstant(row.discovered_at),
      card: "hidden",
      room: "full",
      width: "10rem",
    },
    {
      key: "risk",
      header: t("breaches.risk"),
      cell: (row) => <RiskBadge risk={row.risk ?? null} />,
      card: "line",
      room: "middle",
      width: "9rem",
    },
    {
      key: "due",
      header: t("breaches.report"),
      cell: ({ due_at, hours_left, reporting }) => (
        <BreachClock due_at={due_at} hours_left={hours_left ?? null} reporting={reporting ?? null} />
      ),
      card: "line",
      width: "17rem",
    },
    {
      key: "status",
      header: t("common.status"),
      cell: (row) => <BreachBadge status={row.status} />,
      // Above the cards stands which of them are shown.
      card: "hidden",
      width: "8rem",
    },
  ];
}

/** The tab. */
export function Breaches() {
  const { t } = useTranslation();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [entering, setEntering] = useState(false);
  const show = search.show === "ended" ? "ended" : "open";
  const rows = useInfiniteQuery(breachList(show === "open"));
  const words = { open: "breaches.status.open", ended: "breaches.ended" } as const;
  return (
    <>
      <ListTools
        tabs={SHOWN.map((value) => ({ value, label: t(words[value]) }))}
        tab={show}
        tabsLabel={t("privacy.tab.breaches")}
        onTab={(value) =>
          navigate({ search: { ...search, show: value === "ended" ? ("ended" as const) : undefined } })
        }
      >
        {may("privacy_write") && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEntering(true)}
          >
            {t("breaches.new")}
          </Button>
        )}
      </ListTools>
      <DataTable
        label={t("privacy.tab.breaches")}
        rows={rows}
        columns={columnsOf(t)}
        rowKey={({ id }) => id}
        rowLabel={({ number, title }) => t("breaches.row", { number, title })}
        to={({ id }) => ({ to: "/incidenter/$breachId", params: { breachId: id } })}
        searchable={false}
        empty={
          <Empty
            icon={<IconShieldCheck size={36} />}
            title={t(show === "open" ? "breaches.empty" : "breaches.emptyEnded")}
            text={t("breaches.emptyText")}
          />
        }
      />
      {entering && <BreachDialog breach={undefined} onClose={() => setEntering(false)} />}
    </>
  );
}
