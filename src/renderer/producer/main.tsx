import '../ui/styles';
import { Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import { listenToKeys } from '../actions/keyboard';
import { createPresses } from '../actions/presses';
import { PressesProvider } from '../actions/react';
import { actions, stripActions } from '../actions/registry';
import { createClient } from '../client/client';
import { pageClocks } from '../client/hostClock';
import { watchPage, whenHeardOrLate } from '../client/page';
import { ClientProvider } from '../client/react';
import { pageTimers } from '../client/ticker';
import { wireOfPage } from '../client/wire';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { App } from './App';

const Strip = lazy(async () => ({ default: (await import('../strip/Strip')).Strip }));

/**
 * The strip is the console in small, on a page of its own: one program for both, for what they share would else cost
 * each start of the console a file more.
 */
const isStrip = document.documentElement.dataset['page'] === 'strip';

const client = createClient({ open: wireOfPage(), clocks: pageClocks, timers: pageTimers });
const presses = createPresses(client, pageTimers);
listenToKeys(window, client, presses, isStrip ? stripActions : actions);
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
          {isStrip ? (
            <Suspense>
              <Strip />
            </Suspense>
          ) : (
            <App />
          )}
        </ErrorBoundary>
      </PressesProvider>
    </ClientProvider>,
  );
});
