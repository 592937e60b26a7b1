/** A customer brings their data: what comes in, what doesn't and why is shown before anything is kept. */
import { Alert, Button, Group, List, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldError, ProblemError } from "@/api/problem.ts";
import type { Translate } from "@/i18n/index.ts";
import { base64 } from "@/lib/base64.ts";
import { fieldWords } from "@/lib/field-words.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { FileDrop } from "@/ui/file-drop.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { type PackageImport, useImportPackage, usePreviewPackage } from "./package-queries.ts";

/** The dialog. */
export function PackageDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const phone = usePhone();
  const preview = usePreviewPackage();
  const take = useImportPackage();
  const [name, setName] = useState("");
  const choose = async (file: File) => {
    setName(file.name);
    take.reset();
    const language = i18n.language === "en" ? ("en" as const) : ("sv" as const);
    preview.mutate({ content: await base64(file), language });
  };
  const keep = () => {
    const body = preview.variables;
    if (body)
      take.mutate(body, {
        onSuccess: ({ customers }) => {
          const [first] = customers;
          if (!first) return;
          notifications.show({
            color: "green",
            message: t("portability.done", { name: first.customer.name }),
          });
          navigate({ to: "/kunder/$customerId", params: { customerId: first.customer.id } });
        },
      });
  };
  const error = take.error ?? preview.error;
  const shown = preview.data;
  return (
    <Dialog opened onClose={onClose} title={t("portability.title")} size="lg" fullScreen={phone}>
      <Stack gap="md">
        {!shown && <Text size="sm">{t("portability.text")}</Text>}
        {error && <Refusal name={name} problem={error} />}
        {shown ? (
          <Preview shown={shown} />
        ) : (
          <FileDrop
            label={t("portability.title")}
            fieldLabel={t("portability.file")}
            prompt={t("portability.dropHere")}
            choose={t("portability.choose")}
            accept=".zip,application/zip"
            note={t("portability.note")}
            busy={preview.isPending}
            primary
            onFile={choose}
          />
        )}
        <Group justify={shown ? "space-between" : "flex-end"}>
          {shown && (
            <Button
              variant="subtle"
              onClick={() => {
                preview.reset();
                take.reset();
              }}
            >
              {t("portability.another")}
            </Button>
          )}
          <Group>
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            {shown && (
              <Button loading={take.isPending} onClick={keep}>
                {t("portability.take", { count: shown.customers.length })}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What comes in and what doesn't. */
function Preview({ shown }: { shown: PackageImport }) {
  const { t } = useTranslation();
  const left = shown.tables.filter((table) => table.left > 0);
  return (
    <Stack gap="md" role="status">
      <Text size="sm" c="dimmed">
        {t("portability.from", { sender: shown.sender })}
      </Text>
      <section>
        <Title order={3} size="h5" mb="xs">
          {t("portability.comesIn")}
        </Title>
        {shown.customers.map((one) => (
          <Customer key={one.customer.id} one={one} />
        ))}
      </section>
      {(left.length > 0 || shown.files_left > 0) && (
        <section>
          <Title order={3} size="h5" mb="xs">
            {t("portability.staysOut")}
          </Title>
          <List size="sm" spacing={4}>
            {left.map((table) => (
              <List.Item key={table.name}>
                {table.title}, {t("portability.count", { count: table.left })}. {table.ground_text}
              </List.Item>
            ))}
            {shown.files_left > 0 && (
              <List.Item>{t("portability.documents", { count: shown.files_left })}</List.Item>
            )}
          </List>
        </section>
      )}
      {shown.missing > 0 && (
        <Alert color="orange" variant="light" icon={<IconAlertTriangle />}>
          {t("portability.missing", { count: shown.missing })}
        </Alert>
      )}
    </Stack>
  );
}

function Customer({ one }: { one: PackageImport["customers"][number] }) {
  const { t } = useTranslation();
  const { customer, work_sites, people } = one;
  const address = [
    customer.address.street,
    `${customer.address.postal_code} ${customer.address.city}`.trim(),
  ];
  const facts = [customer.organisation_number, customer.email, customer.phone, ...address].filter(Boolean);
  return (
    <Stack gap={4} mb="sm">
      <Text fw={600}>{customer.name}</Text>
      <Text size="sm">{facts.join(" · ")}</Text>
      {work_sites.length > 0 && (
        <Text size="sm">
          {t("portability.sites")}: {work_sites.map((site) => site.name).join(", ")}
        </Text>
      )}
      {people.length > 0 && (
        <Text size="sm">
          {t("portability.people")}:{" "}
          {people.map((person) => `${person.name} (${person.identity_number})`).join(", ")}
        </Text>
      )}
    </Stack>
  );
}

const FAULTS: readonly string[] = [
  "invalid",
  "file_unknown",
  "file_version",
  "file_incomplete",
  "file_too_large",
  "file_unsafe",
  "too_long",
] satisfies Fault[];
type Fault =
  | "invalid"
  | "file_unknown"
  | "file_version"
  | "file_incomplete"
  | "file_too_large"
  | "file_unsafe"
  | "too_long";

/** Why a package was refused, each fault at its place. */
function Refusal({ name, problem }: { name: string; problem: ProblemError }) {
  const { t } = useTranslation();
  const errors = problem.errors.filter(({ pointer }) => pointer.startsWith("/content"));
  if (errors.length === 0) return <ProblemAlert error={problem} />;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      title={t("portability.refused", { name })}
    >
      <List size="sm" spacing={2}>
        {errors.map((error) => (
          <List.Item key={`${error.pointer} ${error.code}`}>{words(t, error)}</List.Item>
        ))}
      </List>
      {t("portability.nothingKept")}
    </Alert>
  );
}

/** A fault in words, with its place in the package. */
function words(t: Translate, error: FieldError): string {
  if (error.pointer === "/content") {
    if (!FAULTS.includes(error.code)) return fieldWords(t, error);
    return t(`portability.fault.${error.code as Fault}`, { version: Number(error.params.version) });
  }
  const place = placeOf(t, error.pointer);
  const number = error.params.customer_number;
  const text =
    number === undefined ? fieldWords(t, error) : t("portability.known", { number: Number(number) });
  return `${place}: ${text}`;
}

/** `/content/tables/customer/0/email` is “Customer 1, e-mail”. */
function placeOf(t: Translate, pointer: string): string {
  const [, , , table = "", row, column = ""] = pointer.split("/");
  if (!pointer.startsWith("/content/tables/")) return pointer.replace("/content/", "package.json ");
  const known = t(`portability.table.${table as "customer"}`, { defaultValue: table });
  if (row === undefined) return known;
  const named = t(`portability.column.${column as "name"}`, { defaultValue: column });
  return t("portability.at", { table: known, row: Number(row) + 1, column: named });
}
