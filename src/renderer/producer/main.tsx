import '../ui/styles';
import { createRoot } from 'react-dom/client';
import { listenToKeys } from '../actions/keyboard';
import { createPresses } from '../actions/presses';
import { PressesProvider } from '../actions/react';
import { createClient } from '../client/client';
import { pageClocks } from '../client/hostClock';
import { watchPage, whenHeardOrLate } from '../client/page';
import { ClientProvider } from '../client/react';
import { pageTimers } from '../client/ticker';
import { wireOfPage } from '../client/wire';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { App } from './App';

const client = createClient({ open: wireOfPage(), clocks: pageClocks, timers: pageTimers });
const presses = createPresses(client, pageTimers);
listenToKeys(window, client, presses);
watchPage(client);
client.onPress((key) => presses[key]());

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
const page = createRoot(root);
whenHeardOrLate(client, pageTimers, () => {
  page.render(
    <ClientProvider value={client}>
      <PressesProvider value={presses}>
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </PressesProvider>
    </ClientProvider>,
  );
});
