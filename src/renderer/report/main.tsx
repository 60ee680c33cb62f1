import '../ui/styles';
import { type ReactNode, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { RunRecord } from '../../core/asrun/record';
import { createClient } from '../client/client';
import { pageClocks } from '../client/hostClock';
import { ClientProvider } from '../client/react';
import { pageTimers } from '../client/ticker';
import { wireOfPage } from '../client/wire';

declare global {
  interface Window {
    /** Draws the report of a run, which can then be printed. For the app, which does so unseen. */
    lecternReport: (record: RunRecord) => Promise<void>;
  }
}

/** Apart, as the console has it: the two share it, and neither starts with it. */
const drawing = Promise.all([import('./ReportPage'), import('./AskedReport')]);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
const page = createRoot(root);

function draw(report: ReactNode): void {
  flushSync(() => page.render(<StrictMode>{report}</StrictMode>));
}

window.lecternReport = async (record) => {
  const [{ ReportPage }] = await drawing;
  draw(<ReportPage record={record} />);
};

// In a browser the page asks for the run itself; its role is checked there as everywhere.
if (location.protocol !== 'lectern:') {
  const client = createClient({ open: wireOfPage(), clocks: pageClocks, timers: pageTimers });
  void drawing.then(([, { AskedReport }]) =>
    draw(
      <ClientProvider value={client}>
        <AskedReport search={location.search} />
      </ClientProvider>,
    ),
  );
}
