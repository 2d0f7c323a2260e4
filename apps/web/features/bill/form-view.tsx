/** The official form as the platform renders it, to print or to keep as PDF. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Api, ask } from '../../api/client.ts';
import { useWords } from '../../parts/use-words.ts';
import type { Bill } from './bill.ts';

interface FormViewProps {
  readonly api: Api;
  readonly bill: Bill;
}

type Form =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'form'; readonly html: string };

export function FormView({ api, bill: { settlementId } }: FormViewProps): ReactNode {
  const { w } = useWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const [form, setForm] = useState<Form>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isCurrent = tries >= 0;
    setForm({ kind: 'loading' });
    askForm(api, settlementId)
      .then((html): Form => ({ kind: 'form', html }))
      .catch((): Form => ({ kind: 'failed' }))
      .then((next) => isCurrent && setForm(next));
    return () => {
      isCurrent = false;
    };
  }, [api, settlementId, tries]);
  if (form.kind === 'loading') {
    return (
      <p className="state" role="status">
        {w.formLoading}
      </p>
    );
  }
  if (form.kind === 'failed') {
    return (
      <div className="state state-stop" role="alert">
        <p>{w.formFailed}</p>
        <button type="button" className="button" onClick={() => setTries(tries + 1)}>
          {w.retry}
        </button>
      </div>
    );
  }
  return (
    <section className="form-view" aria-label={w.viewForm}>
      <p className="actions">
        <button
          type="button"
          className="button"
          onClick={() => frame.current?.contentWindow?.print()}
        >
          {w.formPrint}
        </button>{' '}
        <PdfButton api={api} settlementId={settlementId} />
      </p>
      <iframe
        ref={frame}
        className="form-frame"
        title={w.viewForm}
        srcDoc={form.html}
        sandbox="allow-same-origin allow-modals"
        onLoad={({ currentTarget }) => grow(currentTarget)}
      />
    </section>
  );
}

/** About that of A4 on a screen. */
const SHEET_WIDTH = '50rem';

/** A sheet keeps its width, and moves within its frame; the frame is as high as the sheet. */
function grow(frame: HTMLIFrameElement): void {
  const sheet = frame.contentDocument;
  if (!sheet) return;
  sheet.body.style.minWidth = SHEET_WIDTH;
  frame.style.height = `${sheet.documentElement.scrollHeight}px`;
}

interface PdfButtonProps {
  readonly api: Api;
  readonly settlementId: string;
}

function PdfButton({ api, settlementId }: PdfButtonProps): ReactNode {
  const { w } = useWords();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const keep = () => {
    setState('busy');
    askPdf(api, settlementId).then(
      (pdf) => {
        keepFile(pdf, `${settlementId}.pdf`);
        setState('idle');
      },
      () => setState('failed'),
    );
  };
  return (
    <>
      <button type="button" className="button" disabled={state === 'busy'} onClick={keep}>
        {state === 'busy' ? w.formPdfBusy : w.formPdf}
      </button>
      {state === 'failed' ? <span role="alert"> {w.formFailed}</span> : null}
    </>
  );
}

function keepFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function askForm(api: Api, settlementId: string): Promise<string> {
  const html = await ask(
    api.GET('/api/settlements/{settlementId}/bill.html', {
      params: { path: { settlementId } },
      parseAs: 'text',
    }),
  );
  if (typeof html !== 'string') throw new TypeError('the form came as no text');
  return html;
}

async function askPdf(api: Api, settlementId: string): Promise<Blob> {
  const pdf = await ask(
    api.GET('/api/settlements/{settlementId}/bill.pdf', {
      params: { path: { settlementId } },
      parseAs: 'blob',
    }),
  );
  if (!(pdf instanceof Blob)) throw new TypeError('the form came as no file');
  return pdf;
}
