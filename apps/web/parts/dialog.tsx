/**
 * A dialog over the page: the native element, so that keys, focus and screen readers work. It hangs
 * on the body, since what opens it may stand within a paragraph, which can hold no dialog.
 */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from './use-words.ts';

interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  const { w } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return createPortal(
    <dialog ref={box} className="dialog" aria-labelledby={heading} onClose={onClose}>
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="button" onClick={() => box.current?.close()}>
          {w.close}
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}
