import { type ReactNode, useId } from 'react';
import type { KeyState } from '../../../contract/published';
import { useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Drawer } from '../../ui/Drawer';
import { RefusalLine } from '../../ui/RefusalLine';
import { Switch } from '../../ui/Switch';
import { KeyList } from './KeyList';
import styles from './Settings.module.css';

const themes = ['dark', 'light', 'system'] as const;

/** What is the operator's own: how it looks, and which keys do what. */
export function SettingsDialog(): ReactNode {
  const { call, refusal } = useCall();
  const theme = useMirror(({ settings }) => settings.theme);
  const letterKeys = useMirror(({ settings }) => settings.letterKeys);
  const previewNext = useMirror(({ settings }) => settings.previewNext);
  const strip = useMirror(({ settings }) => settings.strip);
  const electron = useMirror(({ app }) => app.shell === 'electron');
  const name = useId();
  return (
    <Drawer title={t('settings.title')}>
      <fieldset className={styles.themes}>
        <legend>{t('settings.theme')}</legend>
        {themes.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={theme === one}
              onChange={() => void call('setTheme', { theme: one })}
            />
            {t(`settings.themes.${one}`)}
          </label>
        ))}
      </fieldset>
      <section className={styles.keys} aria-labelledby={`${name}-obs`}>
        <h3 id={`${name}-obs`}>{t('settings.obs')}</h3>
        <Switch checked={previewNext} onChange={(on) => void call('setPreviewNext', { on })}>
          {t('settings.previewNext')}
        </Switch>
        <p className={styles.how}>{t('settings.previewNextHow')}</p>
      </section>
      {electron && (
        <section className={styles.keys} aria-labelledby={`${name}-away`}>
          <h3 id={`${name}-away`}>{t('settings.away')}</h3>
          <Switch checked={strip} onChange={(on) => void call('setStrip', { on })}>
            {t('settings.strip')}
          </Switch>
          <p className={styles.how}>{t('settings.stripHow')}</p>
        </section>
      )}
      <section className={styles.keys} aria-labelledby={`${name}-keys`}>
        <h3 id={`${name}-keys`}>{t('settings.keys')}</h3>
        <Switch checked={letterKeys} onChange={(on) => void call('setLetterKeys', { on })}>
          {t('settings.letterKeys')}
        </Switch>
        <p className={styles.how}>{t('settings.letterKeysHow')}</p>
        {electron && <SystemKeys setOn={(on) => void call('setSystemKeys', { on })} />}
        <RefusalLine refusal={refusal} />
        <KeyList />
      </section>
    </Drawer>
  );
}

/** Keys that work while another program has the focus. */
function SystemKeys({ setOn }: { readonly setOn: (on: boolean) => void }): ReactNode {
  const keys = useMirror(({ settings }) => settings.systemKeys);
  return (
    <>
      <Switch checked={keys.on} onChange={setOn}>
        {t('settings.systemKeys')}
      </Switch>
      <p className={styles.how}>
        {t('settings.systemKeysHow', { go: keys.go.accelerator, slate: keys.slate.accelerator })}
      </p>
      {keys.on && (
        <ul className={styles.system} aria-live="polite">
          <li data-state={keys.go.state}>{keyWords(t('settings.systemGo'), keys.go)}</li>
          <li data-state={keys.slate.state}>{keyWords(t('settings.systemSlate'), keys.slate)}</li>
        </ul>
      )}
    </>
  );
}

function keyWords(what: string, { accelerator, state }: KeyState): string {
  return t(`settings.systemState.${state}`, { what, key: accelerator });
}
