/** What does a file from the bank pay? Its payments by how sure it is; what is matched is booked at once. */
import { Button, Skeleton, Text } from "@mantine/core";
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/ui/empty.tsx";
import { ListTools } from "@/ui/list-tools.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { sumWords } from "./imports-page.tsx";
import { PaymentRow } from "./payment-row.tsx";
import classes from "./payments.module.css";
import { type ImportedPaymentState, importQuery, type PaymentImport, paymentList } from "./queries.ts";

const route = getRouteApi("/inside/inbetalningar/$importId");
const TABS = ["matched", "suggested", "unmatched", "booked", "set_aside"] as const;

/** Where the work is: what is sure first, then what is to be looked at. */
function firstTab({ counts }: PaymentImport): ImportedPaymentState {
  return TABS.find((tab) => counts[tab] > 0) ?? "matched";
}

/** The page of one file. */
export function ImportPage() {
  const { importId } = route.useParams();
  const query = useQuery(importQuery(importId));
  return <Loaded query={query}>{(file) => <Review file={file} />}</Loaded>;
}

function Review({ file }: { file: PaymentImport }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [confirming, setConfirming] = useState(false);
  const [begun] = useState(() => firstTab(file));
  const tab = search.tab ?? begun;
  const days = file.first_on === file.last_on ? file.first_on : `${file.first_on} – ${file.last_on}`;
  return (
    <Page
      title={file.file_name}
      back={{ to: "/inbetalningar" }}
      subtitle={
        <>
          {t(`payments.format.${file.format}`)}
          {days && ` · ${days}`} · {sumWords(file)}
          {file.known_count > 0 && ` · ${t("payments.known", { count: file.known_count })}`}
        </>
      }
      actions={
        file.actions.includes("confirm") && (
          <Button leftSection={<IconChecks size={16} aria-hidden />} onClick={() => setConfirming(true)}>
            {t("payments.book", { count: file.counts.matched })}
          </Button>
        )
      }
    >
      <ListTools
        tabs={TABS.map((value) => ({
          value,
          label: `${t(`payments.state.${value}`)} (${file.counts[value]})`,
        }))}
        tab={tab}
        onTab={(next) => navigate({ search: { tab: TABS.find((each) => each === next) }, replace: true })}
      />
      <Text size="sm" c="dimmed">
        {t(`payments.explain.${tab}`)}
      </Text>
      <Rows key={tab} importId={file.id} state={tab} />
      {confirming && <ConfirmDialog file={file} onClose={() => setConfirming(false)} />}
    </Page>
  );
}

function Rows({ importId, state }: { importId: string; state: ImportedPaymentState }) {
  const { t } = useTranslation();
  const rows = useInfiniteQuery(paymentList(importId, state));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.error) return <ProblemAlert error={rows.error} retry={() => rows.refetch()} />;
  if (rows.isPending)
    return <Skeleton height={96} radius="md" role="status" aria-label={t("common.loading")} />;
  if (items.length === 0) return <Empty title={t("payments.noneHere")} />;
  return (
    <>
      <ul className={classes.rows} aria-label={t(`payments.state.${state}`)}>
        {items.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
          {t("payments.more")}
        </Button>
      )}
    </>
  );
}
