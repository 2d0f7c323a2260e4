/** Asks for the next page of a list, where there is one. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';

interface ShowMoreProps {
  readonly asked: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

export function ShowMore({ asked }: ShowMoreProps): ReactNode {
  const { w } = useWords();
  if (!asked.hasNextPage) return null;
  return (
    <p>
      <Button loading={asked.isFetchingNextPage} onClick={() => asked.fetchNextPage()}>
        {w.showMore}
      </Button>
    </p>
  );
}
