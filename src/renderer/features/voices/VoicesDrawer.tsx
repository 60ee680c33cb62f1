import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { openVoices, useView, type VoicesTab } from '../../client/view';
import { t } from '../../i18n/t';
import { Drawer } from '../../ui/Drawer';
import { HearingTab } from './HearingTab';
import { MicrophonesTab } from './MicrophonesTab';
import { PolicyTab } from './PolicyTab';
import { TrackTab } from './TrackTab';
import styles from './Voices.module.css';

const tabs = ['microphones', 'policy', 'hearing', 'track'] as const satisfies readonly VoicesTab[];

/** Whose voice is whose, and what follows from hearing it. */
export function VoicesDrawer(): ReactNode {
  const tab = useView((view) => view.voicesTab);
  return (
    <Drawer title={t('voices.title')} wide>
      <Tabs.Root className={styles.tabs} value={tab} onValueChange={(name: VoicesTab) => openVoices(name)}>
        <Tabs.List className={styles.list} aria-label={t('voices.title')}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} className={styles.tab}>
              {t(`voices.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="microphones">
          <MicrophonesTab />
        </Tabs.Panel>
        <Tabs.Panel value="policy">
          <PolicyTab />
        </Tabs.Panel>
        <Tabs.Panel value="hearing">
          <HearingTab />
        </Tabs.Panel>
        <Tabs.Panel value="track">
          <TrackTab />
        </Tabs.Panel>
      </Tabs.Root>
    </Drawer>
  );
}
