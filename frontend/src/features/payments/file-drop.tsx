/** How does the bank's file get in? Dropped on the page or chosen; a refusal says which line, what is wrong and what to do. */
import { Alert, Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconFileUpload from "@tabler/icons-react/dist/esm/icons/IconFileUpload.mjs";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemError } from "@/api/problem.ts";
import { fieldWords } from "@/lib/field-words.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { base64 } from "./money.ts";
import classes from "./payments.module.css";
import { useImport } from "./queries.ts";

/** The place for files. */
export function FileDrop() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const bring = useImport();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [name, setName] = useState("");

  const take = async (file: File | undefined) => {
    if (!file || bring.isPending) return;
    setName(file.name);
    const content = await base64(file);
    bring.mutate(
      { file_name: file.name.slice(0, 200), content },
      {
        onSuccess: (result) => {
          notifications.show({
            color: result.already_imported ? "blue" : "green",
            message: result.already_imported
              ? t("payments.alreadyImported", { name: result.import.file_name })
              : t("payments.imported", { count: result.new_count, known: result.import.known_count }),
          });
          navigate({ to: "/inbetalningar/$importId", params: { importId: result.import.id } });
        },
      },
    );
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <section
        className={classes.drop}
        data-over={over || undefined}
        aria-label={t("payments.bring")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Text>{t("payments.dropHere")}</Text>
        <Button
          leftSection={<IconFileUpload size={18} aria-hidden />}
          loading={bring.isPending}
          onClick={() => field.current?.click()}
        >
          {t("payments.choose")}
        </Button>
        <input
          ref={field}
          type="file"
          hidden
          aria-label={t("payments.file")}
          accept=".txt,.bgmax,.xml,text/plain,text/xml,application/xml"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <Text size="sm" c="dimmed" w="100%">
          {t("payments.formats")}
        </Text>
      </section>
      {bring.error && <Refusal name={name} problem={bring.error} />}
    </>
  );
}

/** Why a file was refused. Nothing of it is kept. */
function Refusal({ name, problem }: { name: string; problem: ProblemError }) {
  const { t } = useTranslation();
  const error = problem.errors.find(({ pointer }) => pointer === "/content");
  if (!error) return <ProblemAlert error={problem} />;
  const line = error.params.line;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      title={
        line === undefined
          ? t("payments.refused", { name })
          : t("payments.refusedAt", { name, line: Number(line) })
      }
    >
      {fieldWords(t, error)} {t("payments.nothingKept")}
    </Alert>
  );
}
