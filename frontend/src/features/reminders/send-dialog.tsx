/** What goes to whom? The reminders with what each asks for; then one after the other, each with its result. */
import {
  Badge,
  Button,
  Checkbox,
  Group,
  Progress,
  ScrollArea,
  Skeleton,
  Stack,
  Table,
  Text,
  Textarea,
} from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { showOre } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { type LateInvoice, type Reminder, rehearsalQuery, useRemind, useReminded } from "./queries.ts";

type Result = { sent: Reminder } | { failed: ProblemError };
const SHOWN = 20;

/** The dialog. */
export function SendDialog({ rows, onClose }: { rows: LateInvoice[]; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const remind = useRemind();
  const reminded = useReminded();
  const [message, setMessage] = useState("");
  const [waive, setWaive] = useState(false);
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
  const [running, setRunning] = useState(false);
  const wishes = { message, waive_costs: waive };
  // The message changes nothing that is asked for: it isn't rehearsed letter by letter.
  const rehearsed = { message: "", waive_costs: waive };
  const rehearsals = useQueries({
    queries: rows
      .slice(0, SHOWN)
      .map((row) => ({ ...rehearsalQuery(row, rehearsed), enabled: results.size === 0 })),
  });
  const send = async () => {
    setRunning(true);
    for (const row of rows) {
      const result: Result = await remind
        .mutateAsync({ row, wishes })
        .then((sent) => ({ sent }))
        .catch((error: unknown) => ({ failed: asProblem(error) }));
      setResults((old) => new Map(old).set(row.invoice_id, result));
    }
    setRunning(false);
    reminded();
  };
  const finished = !running && results.size === rows.length;
  const failed = [...results.values()].filter((result) => "failed" in result).length;
  return (
    <Dialog
      opened
      onClose={running ? () => undefined : onClose}
      title={t("reminders.sendTitle", { count: rows.length })}
      size="52rem"
      fullScreen={phone}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <ScrollArea.Autosize mah="45vh" type="auto">
          <Table aria-label={t("reminders.sendTitle", { count: rows.length })}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("reminders.customer")}</Table.Th>
                {!phone && <Table.Th>{t("reminders.recipient")}</Table.Th>}
                <Table.Th ta="right">{t("reminders.asked")}</Table.Th>
                <Table.Th>{t("common.status")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, index) => (
                <Row
                  key={row.invoice_id}
                  row={row}
                  phone={phone}
                  would={rehearsals[index]?.data}
                  refused={rehearsals[index]?.error as ProblemError | null | undefined}
                  waiting={rehearsals[index]?.isPending ?? false}
                  result={results.get(row.invoice_id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        {results.size === 0 && !running ? (
          <>
            <Checkbox
              label={t("reminders.waive")}
              description={t("reminders.waiveHint")}
              checked={waive}
              onChange={(event) => setWaive(event.currentTarget.checked)}
            />
            <Textarea
              label={t("reminders.message")}
              description={t("reminders.messageHint")}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={2000}
              value={message}
              onChange={(event) => setMessage(event.currentTarget.value)}
            />
          </>
        ) : (
          <div role="status">
            <Progress
              value={(100 * results.size) / rows.length}
              color={failed > 0 ? "orange" : "green"}
              aria-label={t("reminders.progress")}
            />
            <Text size="sm" mt={6}>
              {t("reminders.done", { done: results.size - failed, all: rows.length })}
              {failed > 0 && ` ${t("reminders.failed", { count: failed })}`}
            </Text>
          </div>
        )}
        <Group justify="flex-end">
          {finished ? (
            <Button onClick={onClose}>{t("common.close")}</Button>
          ) : (
            <>
              <Button variant="default" onClick={onClose} disabled={running}>
                {t("common.cancel")}
              </Button>
              <Button onClick={send} loading={running}>
                {t("reminders.do.send", { count: rows.length })}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

type RowProps = {
  row: LateInvoice;
  phone: boolean;
  would: Reminder | undefined;
  refused: ProblemError | null | undefined;
  waiting: boolean;
  result: Result | undefined;
};

function Row({ row, phone, would, refused, waiting, result }: RowProps) {
  const { t } = useTranslation();
  const shown = result && "sent" in result ? result.sent : would;
  const problem = result && "failed" in result ? result.failed : refused;
  const extras = shown
    ? [
        shown.fee_ore > 0 && t("reminders.withFee", { sum: showOre(shown.fee_ore) }),
        shown.compensation_ore > 0 &&
          t("reminders.withCompensation", { sum: showOre(shown.compensation_ore) }),
      ].filter(Boolean)
    : [];
  return (
    <Table.Tr>
      <Table.Td>
        {row.customer_name}
        <Text size="xs" c="dimmed">
          {t("reminders.stepOf", { step: row.next_step, number: row.number })}
          {extras.length > 0 && ` · ${extras.join(" · ")}`}
        </Text>
      </Table.Td>
      {!phone && <Table.Td>{row.recipient || t("reminders.toPrint")}</Table.Td>}
      <Table.Td ta="right" className="figures">
        {shown ? (
          showOre(shown.asked_ore)
        ) : waiting && !problem ? (
          <Skeleton height={14} width={70} ml="auto" />
        ) : (
          "–"
        )}
      </Table.Td>
      <Table.Td>
        {problem ? (
          <Text size="sm" c="red">
            {t(`problem.code.${problem.code}`)}
          </Text>
        ) : result ? (
          <Badge variant="light" color="green" className="status" tt="none">
            {t(row.recipient ? "reminders.queued" : "reminders.made")}
          </Badge>
        ) : (
          <Text size="sm" c="dimmed">
            {t("reminders.notYet")}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
