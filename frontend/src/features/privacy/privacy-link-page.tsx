/** What does a mailed link about a privacy request lead to? Who asks is confirmed, a question answered, the answer fetched. */
import { Button, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchAnswerPackage, fetchPrivacyAnswer, saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { showLongDay } from "@/lib/date.ts";
import { LanguageChoice } from "@/ui/language-choice.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import frame from "@/ui/public-page.module.css";
import { PublicPage } from "@/ui/public-page.tsx";
import classes from "./privacy.module.css";
import { linkQuery, type PrivacyLink, useConfirm, useInform } from "./queries.ts";

type Props = { link: PrivacyLink; token: string };

/** The page. Its secret is what stands behind `#`; it goes to the server's answer alone. */
export function PrivacyLinkPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const query = useQuery({ ...linkQuery(token), enabled: token !== "" });
  const link = query.data;
  return (
    <PublicPage
      token={token}
      error={query.error}
      title={link && t(`privacy.link.${link.purpose}Title`)}
      words={{
        loading: t("privacy.link.loading"),
        invalid: t("privacy.link.invalid"),
        expired: t("privacy.link.expired"),
      }}
    >
      {link && <Whole link={link} token={token} />}
    </PublicPage>
  );
}

function Whole({ link, token }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.corner}>
        <LanguageChoice />
      </div>
      <Paper withBorder radius="lg" className={frame.sheet}>
        <header>
          <Text size="sm" c="dimmed" fw={600}>
            {link.company_name} ·{" "}
            {t("privacy.link.case", { number: link.number, kind: t(`privacy.kind.${link.kind}`) })}
          </Text>
          <Title order={1} className={frame.title}>
            {t(`privacy.link.${link.purpose}Title`)}
          </Title>
        </header>
        {link.purpose === "identity" && <Identity link={link} token={token} />}
        {link.purpose === "information" && <Information link={link} token={token} />}
        {link.purpose === "answer" && <Answer link={link} token={token} />}
      </Paper>
    </>
  );
}

function Identity({ link, token }: Props) {
  const { t, i18n } = useTranslation();
  const confirm = useConfirm(token);
  const company = link.company_name;
  if (confirm.isSuccess)
    return (
      <Text role="status">
        {t("privacy.link.identityDone", { company, day: showLongDay(link.due_on, i18n.language) })}
      </Text>
    );
  return (
    <Stack>
      <Text>{t("privacy.link.identityText", { company })}</Text>
      <ProblemAlert error={confirm.error} />
      <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t("privacy.link.identityDo")}
      </Button>
    </Stack>
  );
}

function Information({ link, token }: Props) {
  const { t } = useTranslation();
  const inform = useInform(token);
  const [text, setText] = useState("");
  const company = link.company_name;
  if (inform.isSuccess) return <Text role="status">{t("privacy.link.informationDone", { company })}</Text>;
  return (
    <Stack>
      <Text>{t("privacy.link.informationText", { company })}</Text>
      <Text fw={600} className={frame.text}>
        {link.question}
      </Text>
      <ProblemAlert error={inform.error} />
      <Textarea
        label={t("privacy.link.informationLabel")}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        size="md"
        disabled={text.trim() === ""}
        loading={inform.isPending}
        onClick={() => inform.mutate(text)}
      >
        {t("privacy.link.informationDo")}
      </Button>
    </Stack>
  );
}

function Answer({ link, token }: Props) {
  const { t, i18n } = useTranslation();
  const [left, setLeft] = useState(link.uses_left);
  const fetch = useCommand(async () => {
    const bytes = await fetchPrivacyAnswer(token);
    setLeft((before) => before - 1);
    saveFile(bytes, t("privacy.letterFile", { number: link.number }), "application/pdf");
  });
  const pack = useCommand(async () => {
    const bytes = await fetchAnswerPackage(token);
    setLeft((before) => before - 1);
    saveFile(bytes, `${t("privacy.link.packageFile")}-${link.number}.zip`, "application/zip");
  });
  const day = showLongDay(link.expires_at.slice(0, 10), i18n.language);
  return (
    <Stack>
      <Text>{t("privacy.link.answerText", { count: left, day })}</Text>
      {link.has_package && <Text>{t("privacy.link.packageText")}</Text>}
      {(fetch.isSuccess || pack.isSuccess) && <Text role="status">{t("privacy.link.answerDone")}</Text>}
      <ProblemAlert error={fetch.error ?? pack.error} />
      <Button
        size="md"
        leftSection={<IconDownload size={18} aria-hidden />}
        disabled={left < 1}
        loading={fetch.isPending}
        onClick={() => fetch.mutate()}
      >
        {t("privacy.link.answerDo")}
      </Button>
      {link.has_package && (
        <Button
          size="md"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          disabled={left < 1}
          loading={pack.isPending}
          onClick={() => pack.mutate()}
        >
          {t("privacy.link.packageDo")}
        </Button>
      )}
    </Stack>
  );
}
