/** What was handed to the accountant, and what comes next? A SIE file of the vouchers of a period, which is closed with it. */
import { Button, Group, Skeleton, Stack, Table, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchVoucherExport, saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { useMay } from "@/app/session.ts";
import { addDays, showInstant, today } from "@/lib/date.ts";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Empty } from "@/ui/empty.tsx";
import { Framed } from "@/ui/framed.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import { onlyTakesTheDay } from "./only-day.ts";
import { nextThrough } from "./periods.ts";
import {
  exportRehearsal,
  exportsQuery,
  useExportVouchers,
  type VoucherExport,
  voucherList,
} from "./queries.ts";

/** The tab. */
export function Exports() {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(exportsQuery);
  return (
    <Loaded query={query} lines={6}>
      {({ items }) => (
        <Stack gap="lg">
          {may("bookkeeping_export") && <Waiting key={items[0]?.id ?? "first"} last={items[0]} />}
          <Section title={t("bookkeeping.export.done")}>
            {items.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t("bookkeeping.export.none")}
              </Text>
            ) : (
              <List items={items} />
            )}
          </Section>
        </Stack>
      )}
    </Loaded>
  );
}

function useFile() {
  return useCommand(async (made: VoucherExport) => {
    const name = `verifikationer-${made.from}--${made.through}.si`;
    saveFile(await fetchVoucherExport(made.id), name, "application/octet-stream");
  });
}

/** Vouchers that aren't handed over yet; without any it says where they come from, and asks the server for no file. */
function Waiting({ last }: { last: VoucherExport | undefined }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(voucherList({ from: last && addDays(last.through, 1) }));
  if (query.error) return <ProblemAlert error={query.error} retry={() => query.refetch()} />;
  if (!query.data) return null;
  if (query.data.pages.some(({ items }) => items.length > 0)) return <Next last={last} />;
  return (
    <Empty
      title={t("bookkeeping.export.nothing")}
      text={t("bookkeeping.export.nothingText")}
      action={<LinkButton to="/fakturor">{t("bookkeeping.export.toInvoices")}</LinkButton>}
    />
  );
}

function Next({ last }: { last: VoucherExport | undefined }) {
  const { t } = useTranslation();
  const [through, setThrough] = useState<string>(nextThrough(last?.through, today()));
  const rehearsal = useQuery(exportRehearsal(through));
  const make = useExportVouchers();
  const file = useFile();
  const found = rehearsal.data;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!found) return;
    make.mutate(through, {
      onSuccess: (made) => {
        showNotification({ message: t("bookkeeping.export.made", { day: made.through }) });
        file.mutate(made);
      },
    });
  };
  return (
    <Section title={t("bookkeeping.export.next")} text={t("bookkeeping.export.text")}>
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <ProblemAlert
            error={make.error ?? rehearsal.error ?? file.error}
            labels={() => t("bookkeeping.through")}
          />
          <Group align="flex-end" gap="sm">
            <DayInput
              label={t("bookkeeping.through")}
              value={through}
              onChange={(day) => day && setThrough(day)}
              onKeyDown={onlyTakesTheDay}
            />
            <Button type="submit" loading={make.isPending || file.isPending} disabled={!found}>
              {t("bookkeeping.export.make")}
            </Button>
          </Group>
          <div role="status">
            {rehearsal.isFetching && !found && <Skeleton height={20} w="20rem" maw="100%" />}
            {found && (
              <Text size="sm">
                {t("bookkeeping.export.found", {
                  count: found.voucher_count,
                  from: found.from,
                  through: found.through,
                  sum: showKr(found.debit_ore),
                })}
              </Text>
            )}
          </div>
        </Stack>
      </form>
    </Section>
  );
}

function List({ items }: { items: VoucherExport[] }) {
  const { t } = useTranslation();
  const file = useFile();
  const may = useMay();
  return (
    <Stack gap="sm">
      <ProblemAlert error={file.error} />
      <Framed>
        <Table aria-label={t("bookkeeping.export.done")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("bookkeeping.export.period")}</Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                {t("bookkeeping.tab.vouchers")}
              </Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                {t("bookkeeping.debit")}
              </Table.Th>
              <Table.Th visibleFrom="sm">{t("bookkeeping.export.at")}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((made) => (
              <Table.Tr key={made.id}>
                <Table.Td>
                  {made.from} – {made.through}
                  <Text size="xs" c="dimmed" hiddenFrom="sm">
                    {t("bookkeeping.count", { count: made.voucher_count })} · {showKr(made.debit_ore)}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" className="figures" visibleFrom="sm">
                  {made.voucher_count}
                </Table.Td>
                <Table.Td ta="right" className="figures" visibleFrom="sm">
                  {showKr(made.debit_ore)}
                </Table.Td>
                <Table.Td visibleFrom="sm">{showInstant(made.created_at)}</Table.Td>
                <Table.Td ta="right">
                  {may("documents_export") && (
                    <Button
                      variant="subtle"
                      mih={44}
                      leftSection={<IconDownload size={16} aria-hidden />}
                      aria-label={t("bookkeeping.export.again", { from: made.from, through: made.through })}
                      onClick={() => file.mutate(made)}
                    >
                      SIE
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Framed>
    </Stack>
  );
}
