/** What is shown when a page is missing or fails? What happened, and the way on. */
import { Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { asProblem, isProblem } from "@/api/problem.ts";

type Props = { title: string; text: string; detail?: string | undefined; retry?: () => void };

function Sorry({ title, text, detail, retry }: Props) {
  const { t } = useTranslation();
  return (
    <Container size="xs" py={80} component="main">
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
          <Button component={Link} to="/">
            {t("common.errors.toStart")}
          </Button>
          {retry && (
            <Button variant="default" onClick={retry}>
              {t("common.retry")}
            </Button>
          )}
        </Group>
      </Stack>
    </Container>
  );
}

/** No such address, or no such thing. */
export function NotFound() {
  const { t } = useTranslation();
  return <Sorry title={t("common.errors.notFoundTitle")} text={t("common.errors.notFoundText")} />;
}

/** The page could not be shown. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  if (isProblem(error, "not_found")) return <NotFound />;
  if (isProblem(error, "forbidden"))
    return <Sorry title={t("common.errors.forbiddenTitle")} text={t("common.errors.forbiddenText")} />;
  const problem = asProblem(error);
  const again = () => {
    reset();
    router.invalidate();
  };
  return (
    <Sorry
      title={t("common.errors.pageTitle")}
      text={t(`problem.code.${problem.code}`)}
      detail={problem.requestId ? t("common.errors.requestId", { id: problem.requestId }) : undefined}
      retry={again}
    />
  );
}
