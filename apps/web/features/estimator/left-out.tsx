/** The clauses that the law's policies name and do not compute. */
import type { ReactNode } from 'react';
import type { LeftOut } from '../../laws/law-files.ts';
import { useWords } from '../../parts/use-words.ts';

export function LeftOutList({ leftOut }: { readonly leftOut: readonly LeftOut[] }): ReactNode {
  const { w } = useWords();
  if (leftOut.length === 0) return null;
  const each = [...new Map(leftOut.map((one) => [`${one.clause}${one.why}`, one])).entries()];
  return (
    <details className="more left-out">
      <summary>{w.leftOut}</summary>
      <p className="note">{w.leftOutNote}</p>
      <ul lang="zh-CN">
        {each.map(([key, { clause, why }]) => (
          <li key={key}>
            {clause}：{why}
          </li>
        ))}
      </ul>
    </details>
  );
}
