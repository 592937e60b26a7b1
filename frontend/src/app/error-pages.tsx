/** What is shown when a page is missing or fails? What happened, and the way on; within the frame for those who are logged in. */
import { Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, lazyRouteComponent, useRouter } from "@tanstack/react-router";
import { Suspense, use, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NewerVersion, part, reloadOnce } from "@/api/part.ts";
import { asProblem, isProblem } from "@/api/problem.ts";
import { Inside } from "./inside.ts";
import { meQuery } from "./session.ts";

/** The frame of every page behind the log-in. */
export const LazyShell = lazyRouteComponent(
  part(() => import("./shell.tsx"), "session", "shell", "support", "time"),
  "Shell",
);

type Way = { words: string; go: () => void };
type Props = { title: string; text: string; detail?: string | undefined; retry?: Way | undefined };

function Sorry({ title, text, detail, retry }: Props) {
  const { t } = useTranslation();
  const inside = use(Inside);
  useDocumentTitle(`${title} · Flexibla Kontoret`);
  return (
    <Container size="xs" py={inside ? 40 : 80} component={inside ? "div" : "main"}>
      <Stack align="flex-start">
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text>{text}</Text>
        {detail && (
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        )}
        <Group>
          {retry && <Button onClick={retry.go}>{retry.words}</Button>}
          <Button component={Link} to="/" variant={retry ? "default" : "filled"}>
            {t("common.errors.toStart")}
          </Button>
        </Group>
      </Stack>
    </Container>
  );
}

/** No such thing. */
export function NotFound() {
  const { t } = useTranslation();
  return <Sorry title={t("common.errors.notFoundTitle")} text={t("common.errors.notFoundText")} />;
}

/** No such address. Whoever is logged in keeps the menu. */
export function NoSuchPage() {
  const { data: me, isPending } = useQuery(meQuery);
  if (isPending) return null;
  if (!me) return <NotFound />;
  return (
    <Suspense fallback={<NotFound />}>
      <LazyShell>
        <NotFound />
      </LazyShell>
    </Suspense>
  );
}

/** The page could not be shown. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const again = () => {
    reset();
    router.invalidate();
  };
  if (isProblem(error, "not_found")) return <NotFound />;
  if (isProblem(error, "forbidden"))
    return <Sorry title={t("common.errors.forbiddenTitle")} text={t("common.errors.forbiddenText")} />;
  if (isProblem(error, "offline")) return <NoContact again={again} />;
  if (error instanceof NewerVersion) return <Renewed />;
  const problem = asProblem(error);
  return (
    <Sorry
      title={t("common.errors.pageTitle")}
      text={t(`problem.code.${problem.code}`)}
      detail={problem.requestId ? t("common.errors.requestId", { id: problem.requestId }) : undefined}
      retry={{ words: t("common.retry"), go: again }}
    />
  );
}

/** The page isn't on this device yet; it opens by itself when there is contact again. */
function NoContact({ again }: { again: () => void }) {
  const { t } = useTranslation();
  const newest = useRef(again);
  useEffect(() => {
    newest.current = again;
  });
  useEffect(() => {
    const onContact = () => newest.current();
    window.addEventListener("online", onContact);
    return () => window.removeEventListener("online", onContact);
  }, []);
  return (
    <Sorry
      title={t("common.errors.offlineTitle")}
      text={t("common.errors.offlineText")}
      retry={{ words: t("common.retry"), go: again }}
    />
  );
}

/** A newer version of the app is there. What was on the page is gone already, so it goes on by itself once. */
function Renewed() {
  const { t } = useTranslation();
  useEffect(() => {
    reloadOnce();
  }, []);
  return (
    <Sorry
      title={t("common.errors.newerTitle")}
      text={t("common.errors.newerText")}
      retry={{ words: t("common.errors.reload"), go: () => location.reload() }}
    />
  );
}
