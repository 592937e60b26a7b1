/** What is charged for being late? One draft a customer, with interest and reminder costs; it is issued like any other. */
import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { showKr } from "@/lib/number.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { byCustomer } from "./holds.ts";
import { type LateInvoice, useCharge } from "./queries.ts";

type Result = { made: Schema<"Invoice"> } | { failed: ProblemError };

/** The dialog. */
export function ChargeDialog({ rows, onClose }: { rows: LateInvoice[]; onClose: () => void }) {
  const { t } = useTranslation();
  const charge = useCharge();
  // What was ticked when it opened: the list changes with the answer.
  const [groups] = useState(() => byCustomer(rows));
  const [results, setResults] = useState<Result[]>([]);
  const [running, setRunning] = useState(false);
  const act = async () => {
    setRunning(true);
    for (const group of groups) {
      const result: Result = await charge
        .mutateAsync(group.map((row) => row.invoice_id))
        .then((made) => ({ made }))
        .catch((error: unknown) => ({ failed: asProblem(error) }));
      setResults((old) => [...old, result]);
    }
    setRunning(false);
  };
  const finished = results.length === groups.length;
  return (
    <Dialog
      opened
      onClose={running ? () => undefined : onClose}
      title={t("reminders.chargeTitle", { count: groups.length })}
    >
      <Stack>
        <Text size="sm">{t("reminders.chargeText")}</Text>
        <List listStyleType="none" spacing="xs" aria-live="polite">
          {groups.map((group, index) => (
            <List.Item key={group[0]?.customer_id}>
              <Line group={group} result={results[index]} />
            </List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button variant={finished ? "filled" : "default"} onClick={onClose} disabled={running}>
            {t(finished ? "common.close" : "common.cancel")}
          </Button>
          {!finished && (
            <Button loading={running} onClick={act}>
              {t("reminders.makeDrafts", { count: groups.length })}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function Line({ group, result }: { group: LateInvoice[]; result: Result | undefined }) {
  const { t } = useTranslation();
  const name = group[0]?.customer_name ?? "";
  if (result && "failed" in result)
    return (
      <Text size="sm" c="red">
        {name}: {t(`problem.code.${result.failed.code}`)}
      </Text>
    );
  if (result)
    return (
      <Text size="sm">
        <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: result.made.id }}>
          {t("reminders.draftOf", { name, sum: showKr(result.made.totals.total_ore) })}
        </TextLink>
      </Text>
    );
  const interest = group.reduce((sum, row) => sum + row.interest_ore, 0);
  return (
    <Text size="sm" className="figures">
      {t("reminders.willCharge", { name, sum: showKr(interest) })}
    </Text>
  );
}
