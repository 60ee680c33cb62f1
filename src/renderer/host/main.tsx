import '../ui/styles';
import { createRoot } from 'react-dom/client';
import { createClient } from '../client/client';
import { pageClocks } from '../client/hostClock';
import { watchPage, whenHeardOrLate } from '../client/page';
import { ClientProvider } from '../client/react';
import { pageTimers } from '../client/ticker';
import { wireOfPage } from '../client/wire';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { HostPage } from './HostPage';

const client = createClient({ open: wireOfPage(), clocks: pageClocks, timers: pageTimers });
watchPage(client);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
const page = createRoot(root);
whenHeardOrLate(client, pageTimers, () => {
  page.render(
    <ClientProvider value={client}>
      <ErrorBoundary>
        <HostPage />
      </ErrorBoundary>
    </ClientProvider>,
  );
});
