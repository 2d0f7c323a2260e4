/** Who is signed in, that it is a demo, and the way out. */
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Session } from '../../api/client.ts';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';

interface SessionBarProps {
  readonly session: Session;
  readonly onSignOut: () => void;
}

export function SessionBar({ session, onSignOut }: SessionBarProps): ReactNode {
  const { w } = useWords();
  const everywhere = session.regions.includes('');
  const where = everywhere ? w.everyRegion : session.regions.join('、');
  return (
    <div className="session">
      <Tag className="demo-tag">{w.demoSignIn}</Tag>
      <span>{filled(w.signedInAs, { who: session.operator, where })}</span>
      <Button size="small" onClick={onSignOut}>
        {w.signOut}
      </Button>
    </div>
  );
}
