/** Which account is what? BAS 2026, or what the company has chosen. */
import { Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { Framed } from "@/ui/framed.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { type Account, accountsQuery, useReplaceAccount } from "./queries.ts";

const ACCOUNT = /^[1-9]\d{3}$/;

/** The tab. */
export function Accounts() {
  const { t } = useTranslation();
  const query = useQuery(accountsQuery);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("bookkeeping.bas")}
      </Text>
      <Loaded query={query} lines={8}>
        {({ items }) => (
          <Framed>
            <Table aria-label={t("bookkeeping.tab.accounts")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("bookkeeping.purposeOf")}</Table.Th>
                  <Table.Th>{t("bookkeeping.account")}</Table.Th>
                  <Table.Th visibleFrom="sm">{t("bookkeeping.remark")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((account) => (
                  <Row key={`${account.purpose}-${account.version}`} before={account} />
                ))}
              </Table.Tbody>
            </Table>
          </Framed>
        )}
      </Loaded>
    </Stack>
  );
}

function Row({ before }: { before: Account }) {
  const { t } = useTranslation();
  const may = useMay();
  const replace = useReplaceAccount();
  const [text, setText] = useState(String(before.account));
  const name = t(`bookkeeping.purpose.${before.purpose}`);
  const changed = text !== String(before.account);
  const whole = ACCOUNT.test(text);
  const remark = remarkOf(before);
  return (
    <Table.Tr>
      <Table.Td>
        {name}
        {remark && (
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {t(`bookkeeping.${remark}`, { account: before.default_account })}
          </Text>
        )}
        <ProblemAlert error={replace.error} labels={() => name} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            aria-label={name}
            inputMode="numeric"
            maxLength={4}
            w={92}
            classNames={{ input: "figures" }}
            value={text}
            error={!whole && t("bookkeeping.fourDigits")}
            onChange={({ currentTarget }) => setText(currentTarget.value.trim())}
            disabled={!may("bookkeeping_write")}
          />
          {changed && (
            <Button
              loading={replace.isPending}
              disabled={!whole}
              onClick={() => replace.mutate({ before, account: Number(text) })}
            >
              {t("bookkeeping.save")}
            </Button>
          )}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" c="dimmed">
          {remark && t(`bookkeeping.${remark}`, { account: before.default_account })}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** What is worth knowing of the account: that it isn't the standard's, or that charts of accounts differ in it. */
function remarkOf({ account, default_account, varies }: Account): "standard" | "varies" | null {
  if (account !== default_account) return "standard";
  return varies ? "varies" : null;
}
