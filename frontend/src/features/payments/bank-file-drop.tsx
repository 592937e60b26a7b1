/** How does the bank's file get in? Dropped on the page or chosen; a refusal says which line, what is wrong and what to do. */
import { Alert } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemError } from "@/api/problem.ts";
import { base64 } from "@/lib/base64.ts";
import { fieldWords } from "@/lib/field-words.ts";
import { FileDrop } from "@/ui/file-drop.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { useImport } from "./queries.ts";

/** The place for files. */
export function BankFileDrop() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const bring = useImport();
  const [name, setName] = useState("");

  const take = async (file: File) => {
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
  return (
    <>
      <FileDrop
        label={t("payments.bring")}
        fieldLabel={t("payments.file")}
        prompt={t("payments.dropHere")}
        choose={t("payments.choose")}
        accept=".txt,.bgmax,.xml,text/plain,text/xml,application/xml"
        note={t("payments.formats")}
        busy={bring.isPending}
        primary
        onFile={take}
      />
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
