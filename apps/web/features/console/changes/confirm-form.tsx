/** The last step of a change: what says so, and doing it as it was shown. */
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import { Refused } from '../states.tsx';

interface ConfirmProps {
  readonly label: string;
  readonly isPending: boolean;
  readonly fault: Error | null;
  readonly onConfirm: (basis: string) => void;
  readonly onAgain: () => void;
}

export function ConfirmForm(props: ConfirmProps): ReactNode {
  const { label, isPending, fault, onConfirm, onAgain } = props;
  const { w } = useWords();
  const field = useId();
  const [basis, setBasis] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (basis.trim() !== '') onConfirm(basis.trim());
  };
  return (
    <form className="panel" onSubmit={submit}>
      <label htmlFor={field}>{w.basis}</label>
      <p className="ask-row">
        <Input
          id={field}
          value={basis}
          maxLength={200}
          required
          autoComplete="off"
          onChange={({ target }) => setBasis(target.value)}
        />
        <Button type="primary" danger htmlType="submit" loading={isPending}>
          {label}
        </Button>
      </p>
      <p className="note">{w.basisNote}</p>
      {fault ? <Refused fault={fault} onRetry={onAgain} /> : null}
    </form>
  );
}
